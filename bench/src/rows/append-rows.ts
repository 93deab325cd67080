import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { item } from '../data.ts';
import type { Contestant } from '../contestant.ts';
import type { PairRow } from '../row.ts';
import { emmettAppends } from '../subjects/emmett.ts';
import { kyselyAppends } from '../subjects/kysely.ts';
import { levelAppends } from '../subjects/classic-level.ts';
import { nodeSqliteAppends } from '../subjects/node-sqlite.ts';
import { type Adapter, ours } from '../subjects/our-stores.ts';
import { createRawEvents } from '../subjects/raw-events.ts';
import { rawSqlite } from '../subjects/raw-sqlite.ts';

type Durability = 'power' | 'process';

const DURABILITIES: readonly Durability[] = ['process', 'power'];

export const appendRows: readonly PairRow[] = [
  ...DURABILITIES.flatMap((durability): PairRow[] => [
    pair(`append-single/sqlite-${durability}/raw`, 'awaited single append', durability, single('store-sqlite', durability), rawSingle(durability), 0.85),
    pair(`append-single/sqlite-${durability}/node-sqlite`, 'awaited single append', durability, single('store-sqlite', durability), nodeSqliteAppends(durability)),
    pair(`append-single/sqlite-${durability}/kysely`, 'awaited single append', durability, single('store-sqlite', durability), kyselyAppends(durability), 1),
    pair(`append-concurrent/sqlite-${durability}/raw`, '100 concurrent appends', durability, concurrent('store-sqlite', durability), rawSingle(durability, 100), durability === 'process' ? 5 : 12, 100),
    pair(`append-batch/sqlite-${durability}/raw`, 'batch of 100', durability, batch('store-sqlite', durability), rawBatch(durability), 0.7, 100),
  ]),
  pair('append-single/sqlite-power/emmett', 'awaited single append', 'power', single('store-sqlite', 'power'), emmettAppends(1), 1),
  pair('append-batch/sqlite-power/emmett', 'batch of 100', 'power', batch('store-sqlite', 'power'), emmettAppends(100), 1, 100),
  pair('append-single/sqlite-power/classic-level', 'awaited single append', 'power', single('store-sqlite', 'power'), levelAppends('power')),
  pair('append-single/jsonfile-power/bare', 'awaited single append', 'power', single('store-jsonfile', 'power'), bareAppends('power'), 0.85),
  pair('append-concurrent/jsonfile-power/bare', '100 concurrent appends', 'power', concurrent('store-jsonfile', 'power'), bareAppends('power', 100), 15, 100),
  pair('append-batch/jsonfile-power/bare', 'batch of 100', 'power', batch('store-jsonfile', 'power'), bareAppends('power', 100), undefined, 100),
  pair('append-single/jsonfile-process/bare', 'awaited single append', 'process', single('store-jsonfile', 'process'), bareAppends('process')),
  pair('append-single/jsonfile-process/classic-level', 'awaited single append', 'process', single('store-jsonfile', 'process'), levelAppends('process')),
];

function pair(id: string, workload: string, durability: Durability, one: Contestant, other: Contestant, target?: number, items = 1): PairRow {
  return { kind: 'pair', group: 'append', id, workload, durability, ours: one, other, items, unit: 'item', ...(target === undefined ? {} : { target }) };
}

/** Numbers that no append of a contestant has used. */
function counter(): () => number {
  let next = 0;
  return () => (next += 1);
}

function single(adapter: Adapter, durability: Durability): Contestant {
  return ours(adapter, durability, async (store) => {
    const next = counter();
    return async (times) => {
      for (let done = 0; done < times; done += 1) await store.events.append(item(next()));
    };
  });
}

function concurrent(adapter: Adapter, durability: Durability): Contestant {
  return hundreds(adapter, durability, async (store, numbers) => {
    await Promise.all(numbers.map((n) => store.events.append(item(n))));
  });
}

function batch(adapter: Adapter, durability: Durability): Contestant {
  return hundreds(adapter, durability, async (store, numbers) => {
    await store.events.appendMany(numbers.map(item));
  });
}

function hundreds(adapter: Adapter, durability: Durability, append: (store: Store, numbers: readonly number[]) => Promise<void>): Contestant {
  return ours(adapter, durability, async (store) => {
    const next = counter();
    return async (times) => {
      for (let done = 0; done < times; done += 1) await append(store, Array.from({ length: 100 }, next));
    };
  });
}

/** @param inserts how many make one operation, each with its own commit */
function rawSingle(durability: Durability, inserts = 1): Contestant {
  return rawSqlite(durability, (database) => {
    const events = createRawEvents(database);
    const next = counter();
    return async (times) => {
      for (let done = 0; done < times * inserts; done += 1) {
        const n = next();
        events.insert(n, item(n));
      }
    };
  });
}

function rawBatch(durability: Durability): Contestant {
  return rawSqlite(durability, (database) => {
    const events = createRawEvents(database);
    const next = counter();
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        const numbers = Array.from({ length: 100 }, next);
        events.insertAll(numbers[0] ?? 0, numbers.map(item));
      }
    };
  });
}

/** The limit of a file of JSON lines: a write, and with `power` a sync, for each line. @param lines how many make one operation */
function bareAppends(durability: Durability, lines = 1): Contestant {
  return {
    name: durability === 'power' ? 'bare write + fdatasync' : 'bare write',
    async open({ folder }) {
      const file = openSync(join(folder, 'log.jsonl'), 'a');
      const next = counter();
      return {
        async run(times) {
          for (let done = 0; done < times * lines; done += 1) {
            writeSync(file, `${JSON.stringify(item(next()))}\n`);
            if (durability === 'power') fdatasyncSync(file);
          }
        },
        close: async () => closeSync(file),
      };
    },
  };
}
