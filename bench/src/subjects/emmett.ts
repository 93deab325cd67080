import { join } from 'node:path';
import { loadPeer } from '../../peers/load.ts';
import { item } from '../data.ts';
import type { Contestant } from '../contestant.ts';

interface EventStore {
  appendToStream(stream: string, events: readonly { readonly type: string; readonly data: unknown }[]): Promise<unknown>;
  readStream(stream: string): Promise<{ readonly events: readonly unknown[] }>;
}

interface EmmettSqlite {
  getSQLiteEventStore(options: { readonly fileName: string; readonly schema: { readonly autoMigration: 'CreateOrUpdate' } }): EventStore;
}

const NAME = '@event-driven-io/emmett-sqlite';

/** Appends to one stream. Emmett leaves SQLite's own settings: a rollback journal that is synced with every commit. @param count events in one call */
export function emmettAppends(count: number): Contestant {
  return {
    name: 'emmett-sqlite',
    async open({ folder }) {
      const store = await openEmmett(folder);
      let n = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) await store.appendToStream('log', Array.from({ length: count }, () => eventOf((n += 1))));
        },
        close: async () => {},
      };
    },
  };
}

export function emmettReads(count: number): Contestant {
  return {
    name: 'emmett-sqlite',
    async open({ folder }) {
      const store = await openEmmett(folder);
      for (let from = 0; from < count; from += 100) await store.appendToStream('log', Array.from({ length: 100 }, (_, index) => eventOf(from + index)));
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) await store.readStream('log');
        },
        close: async () => {},
      };
    },
  };
}

function eventOf(n: number): { readonly type: string; readonly data: unknown } {
  const one = item(n);
  return { type: one.kind, data: one };
}

async function openEmmett(folder: string): Promise<EventStore> {
  const { getSQLiteEventStore } = await loadPeer<EmmettSqlite>(NAME);
  return getSQLiteEventStore({ fileName: join(folder, 'emmett.db'), schema: { autoMigration: 'CreateOrUpdate' } });
}
