import { join } from 'node:path';
import { loadPeer } from '../../peers/load.ts';
import { item } from '../data.ts';
import type { Contestant } from '../contestant.ts';

interface KeyValue {
  set(key: string, value: unknown): Promise<unknown>;
  get(key: string): Promise<unknown>;
  disconnect(): Promise<void>;
}

interface Keyv {
  readonly default: new (options: { readonly store: unknown }) => KeyValue;
}

interface KeyvSqlite {
  readonly default: new (uri: string) => unknown;
}

const NAME = 'keyv + @keyv/sqlite';

/** Sets values under a thousand keys in turns. Its SQLite has the settings that SQLite itself has: every commit is synced. */
export function keyvSets(value: (n: number) => unknown): Contestant {
  return {
    name: NAME,
    async open({ folder }) {
      const keyv = await openKeyv(folder);
      let n = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) {
            n += 1;
            await keyv.set(`fact-${n % 1000}`, value(n));
          }
        },
        close: async () => await keyv.disconnect(),
      };
    },
  };
}

export function keyvGets(count: number): Contestant {
  return {
    name: NAME,
    async open(place) {
      const folder = await place.fixture(`${NAME} ${count} items`, async (empty) => {
        const filling = await openKeyv(empty);
        await filling.set('warm', 1);
        for (let n = 0; n < count; n += 100) await Promise.all(Array.from({ length: 100 }, (_, index) => filling.set(`item-${n + index}`, item(n + index))));
        await filling.disconnect();
      });
      const keyv = await openKeyv(folder);
      let n = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) {
            n = (n + 7919) % count;
            await keyv.get(`item-${n}`);
          }
        },
        close: async () => await keyv.disconnect(),
      };
    },
  };
}

async function openKeyv(folder: string): Promise<KeyValue> {
  const [{ default: Keyv }, { default: KeyvSqlite }] = [await loadPeer<Keyv>('keyv'), await loadPeer<KeyvSqlite>('@keyv/sqlite')];
  return new Keyv({ store: new KeyvSqlite(`sqlite://${join(folder, 'keyv.db')}`) });
}
