import type { Damage } from '@cw/store-core/conformance';
import { ClassicLevel } from 'classic-level';
import { digits, path } from '../src/keys.ts';

/** Harms what is stored, past the adapter. */
export async function damageStore(folder: string, damage: Damage): Promise<void> {
  const level = new ClassicLevel(folder);
  try {
    switch (damage.kind) {
      case 'artifact-bytes': {
        const key = await firstChunk(level, damage);
        const chunk = await level.get<string, Uint8Array>(key, { valueEncoding: 'view' });
        const middle = Math.floor((chunk?.length ?? 0) / 2);
        return await level.put<string, Uint8Array>(key, chunk?.with(middle, (chunk[middle] ?? 0) ^ 1) ?? new Uint8Array(), { valueEncoding: 'view' });
      }
      case 'artifact-lost':
        return await level.del(await firstChunk(level, damage));
      case 'event': {
        const below = path('scope', damage.scope, 'events');
        const offset = await level.get(below + path('id', damage.id));
        const body = below + path('body') + String(offset);
        return await level.put(body, ((await level.get(body)) ?? '').replace('"id"', '"iD"'));
      }
      case 'newer-format':
        return await level.put('format', 'store-level 999');
    }
  } finally {
    await level.close();
  }
}

/** An artifact's own value begins with the upload that its chunks stand under. */
async function firstChunk(level: ClassicLevel, { scope, handle }: { readonly scope: string; readonly handle: string }): Promise<string> {
  const value = await level.get(path('scope', scope, 'artifact', handle));
  return path('chunk', value?.slice(0, 36) ?? '') + digits(0);
}
