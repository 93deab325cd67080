import { join } from 'node:path';
import { loadPeer } from '../../peers/load.ts';
import { item } from '../data.ts';
import type { Contestant } from '../contestant.ts';

interface Level {
  open(): Promise<void>;
  put(key: string, value: string, options: { readonly sync: boolean }): Promise<void>;
  get(key: string): Promise<string | undefined>;
  batch(operations: readonly { readonly type: 'put'; readonly key: string; readonly value: string }[], options: { readonly sync: boolean }): Promise<void>;
  close(): Promise<void>;
}

interface ClassicLevel {
  readonly ClassicLevel: new (folder: string) => Level;
}

const NAME = 'classic-level';

/** One put of one value: no index but its key. */
export function levelAppends(durability: 'power' | 'process'): Contestant {
  return {
    name: NAME,
    async open({ folder }) {
      const level = await openLevel(join(folder, 'level'));
      let n = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) {
            n += 1;
            await level.put(`item-${n}`, JSON.stringify(item(n)), { sync: durability === 'power' });
          }
        },
        close: async () => await level.close(),
      };
    },
  };
}

export function levelGets(count: number): Contestant {
  return {
    name: NAME,
    async open(place) {
      const folder = await place.fixture(`${NAME} ${count} items`, async (empty) => {
        const level = await openLevel(empty);
        for (let from = 0; from < count; from += 1000) {
          const operations = Array.from({ length: 1000 }, (_, index) => ({ type: 'put' as const, key: `item-${from + index}`, value: JSON.stringify(item(from + index)) }));
          await level.batch(operations, { sync: false });
        }
        await level.close();
      });
      const level = await openLevel(folder);
      let n = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) {
            n = (n + 7919) % count;
            JSON.parse((await level.get(`item-${n}`)) ?? '');
          }
        },
        close: async () => await level.close(),
      };
    },
  };
}

async function openLevel(folder: string): Promise<Level> {
  const { ClassicLevel } = await loadPeer<ClassicLevel>(NAME);
  const level = new ClassicLevel(folder);
  await level.open();
  return level;
}
