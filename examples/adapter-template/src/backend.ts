import type { Capabilities } from '@cw/store-core';
import type { Backend } from '@cw/store-core/adapter';
import { artifactsIn } from './artifacts.ts';
import { namesIn, path } from './keys.ts';
import { openLevel } from './open-level.ts';
import { recordsIn } from './records.ts';

/** Every write is synced; LevelDB lets one handle open a folder; it has no copy to offer that is consistent. */
export const capabilities: Capabilities = Object.freeze({ durability: 'power', writers: 'handle', snapshot: false });

/** Opens the storage of a store. */
export async function openBackend(options: { readonly path: string }): Promise<Backend> {
  return await openLevel(options.path, async (level) => ({
    capabilities,
    ...recordsIn(level),
    ...(await artifactsIn(level)),
    scopes: async () => await namesIn(level, path('scope')),
    where: (scope, collection, key) => `${level.location}, scope ${JSON.stringify(scope)}, ${collection} ${JSON.stringify(key)}`,
    close: async () => await level.close(),
  }));
}
