import type { Entry } from '../../src/adapter.ts';
import { MapBackend } from './map-backend.ts';

interface Dump {
  readonly records: ReadonlyArray<readonly [key: string, head: number, entries: readonly Entry[]]>;
  readonly artifacts: ReadonlyArray<readonly [scope: string, handle: string, body: string, chunks: readonly string[]]>;
}

/** All that a backend holds, as text. */
export function dump(data: MapBackend): string {
  const written: Dump = {
    records: [...data.records].map(([key, index]) => [key, index.head, index.entries().map(({ offset, id, terms, note }) => ({ offset, id, terms, body: note }))]),
    artifacts: [...data.artifacts].flatMap(([scope, versions]) =>
      [...versions].map(([handle, { body, chunks }]) => [scope, handle, body, chunks.map((chunk) => Buffer.from(chunk).toString('base64'))] as const)),
  };
  return JSON.stringify(written);
}

/** A backend that holds what another one held. */
export function load(text: string): MapBackend {
  const { records, artifacts } = JSON.parse(text) as Dump;
  const data = new MapBackend();
  for (const [key, head, entries] of records) {
    const index = data.index(...(JSON.parse(key) as Parameters<MapBackend['index']>));
    for (const entry of entries) index.put(entry, entry.body);
    index.head = head;
  }
  for (const [scope, handle, body, chunks] of artifacts) {
    data.versions(scope).set(handle, { body, chunks: chunks.map((chunk) => new Uint8Array(Buffer.from(chunk, 'base64'))) });
  }
  return data;
}
