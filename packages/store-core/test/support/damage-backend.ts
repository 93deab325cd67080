import type { Damage } from '../../src/conformance/index.ts';
import type { MapBackend } from './map-backend.ts';

/** Harms what a backend holds. */
export function damageBackend(data: MapBackend, harm: Exclude<Damage, { readonly kind: 'newer-format' }>): void {
  if (harm.kind === 'event') {
    const record = data.index(harm.scope, 'events').get(harm.id);
    if (record !== undefined) Object.assign(record, { note: record.note.replace('"text":"', '"text":"!') });
    return;
  }
  const version = data.versions(harm.scope).get(harm.handle);
  if (version === undefined) return;
  const [first = new Uint8Array(), ...rest] = version.chunks;
  const changed = Uint8Array.from(first, (byte, index) => (index === 0 ? byte ^ 1 : byte));
  data.versions(harm.scope).set(harm.handle, { ...version, chunks: harm.kind === 'artifact-lost' ? [] : [changed, ...rest] });
}
