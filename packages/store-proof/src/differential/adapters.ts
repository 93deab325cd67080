import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import type { ConformanceSubject, Place } from '@cw/store-core/conformance';
import * as jsonfile from '@cw/store-jsonfile';
import * as memory from '@cw/store-memory';
import * as sqlite from '@cw/store-sqlite';

/*
 * What these comparisons are about does not depend on what survives a power failure: durability 'process' makes them several times as
 * many in the same time.
 */

/** SQLite in a temporary folder. */
export const SQLITE: ConformanceSubject = {
  name: 'store-sqlite',
  capabilities: sqlite.capabilities,
  place: async () => await folderPlace('store.db', async (path, env) => await sqlite.openStore({ path, durability: 'process', ...env })),
};

/** JSON files in a temporary folder. */
export const JSONFILE: ConformanceSubject = {
  name: 'store-jsonfile',
  capabilities: jsonfile.capabilities,
  place: async () => await folderPlace('store', async (path, env) => await jsonfile.openStore({ path, durability: 'process', ...env })),
};

/** The memory adapter as if it kept its data: what is opened and closed is a view of one store, which stays open as long as the place. */
export const KEPT_MEMORY: ConformanceSubject = {
  name: 'store-memory',
  capabilities: { ...memory.capabilities, durability: 'process' },
  async place() {
    let kept: Store | undefined;
    return {
      open: async ({ scope = 'default', clock }) => {
        kept ??= await memory.openStore({ clock });
        return kept.withScope(scope);
      },
      destroy: async () => await kept?.close(),
    };
  },
};

async function folderPlace(name: string, openStore: (path: string, env: Parameters<Place['open']>[0]) => Promise<Store>): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-differential-'));
  const path = join(folder, name);
  return { open: async (env) => await openStore(path, env), destroy: async () => await rm(folder, { recursive: true }) };
}
