import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { openStore as openFolder } from '@cw/store-jsonfile';
import { openStore as openMemory } from '@cw/store-memory';
import { openStore as openDatabase } from '@cw/store-sqlite';
import type { Contestant, Place, Runner } from '../contestant.ts';

export type Adapter = 'store-sqlite' | 'store-jsonfile' | 'store-memory';

export interface OpenOptions {
  readonly durability?: 'power' | 'process';
  readonly readOnly?: boolean;
}

export async function openOurs(adapter: Adapter, folder: string, { durability = 'process', readOnly = false }: OpenOptions = {}): Promise<Store> {
  switch (adapter) {
    case 'store-sqlite':
      return await openDatabase({ path: join(folder, 'agent.db'), durability, readOnly });
    case 'store-jsonfile':
      return await openFolder({ path: join(folder, 'agent'), durability, readOnly });
    case 'store-memory':
      return await openMemory();
  }
}

/** A store of ours in an empty folder. `prepare` gives what is to be repeated. */
export function ours(adapter: Adapter, durability: 'power' | 'process', prepare: (store: Store) => Promise<(times: number) => Promise<void>>): Contestant {
  return {
    name: adapter,
    open: async ({ folder }) => await runnerOf(await openOurs(adapter, folder, { durability }), prepare),
  };
}

/** A store of ours that stays as it is: made once, by `fill`, and named by what it holds. */
export function oursFilled(
  adapter: Adapter,
  content: string,
  fill: (store: Store) => Promise<void>,
  prepare: (store: Store) => Promise<(times: number) => Promise<void>>,
): Contestant {
  return {
    name: adapter,
    open: async (place) => await runnerOf(await openFilled(adapter, place, content, fill), prepare),
  };
}

export async function openFilled(adapter: Adapter, place: Place, content: string, fill: (store: Store) => Promise<void>): Promise<Store> {
  if (adapter === 'store-memory') {
    const store = await openMemory();
    await fill(store);
    return store;
  }
  const folder = await filledFolder(adapter, place, content, fill);
  return await openOurs(adapter, folder, { readOnly: true });
}

export async function filledFolder(adapter: Adapter, place: Place, content: string, fill: (store: Store) => Promise<void>): Promise<string> {
  return await place.fixture(`${adapter} ${content}`, async (folder) => {
    await using store = await openOurs(adapter, folder);
    await fill(store);
  });
}

async function runnerOf(store: Store, prepare: (store: Store) => Promise<(times: number) => Promise<void>>): Promise<Runner> {
  return { run: await prepare(store), close: async () => await store.close() };
}
