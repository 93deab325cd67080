import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Store } from '@cw/store-core';
import { type Contestant, repeating } from '../contestant.ts';
import type { PairRow } from '../row.ts';
import { levelGets } from '../subjects/classic-level.ts';
import { emmettReads } from '../subjects/emmett.ts';
import { events } from '../subjects/fills.ts';
import { keyvGets } from '../subjects/keyv.ts';
import { kyselyGets } from '../subjects/kysely.ts';
import { type Adapter, filledFolder, openOurs, oursFilled } from '../subjects/our-stores.ts';
import { all, fillRawEvents, parsed, type RawReads, rawReads } from '../subjects/raw-events.ts';
import { rawFilled } from '../subjects/raw-sqlite.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;

type Read = (store: Store, n: number, size: number) => Promise<unknown>;

const byId: Read = (store, n) => store.events.get(`item-${n}`);
const page: Read = (store, n) => store.events.query({ since: n, limit: 100 });
const tail: Read = (store) => store.events.tail(50);
const children: Read = (store, n, size) => store.events.children(`item-${1 + (n % Math.floor(size / 10 - 1))}`);
const everything: Read = (store) => store.events.all();
const stream: Read = async (store) => {
  for await (const _ of store.events.stream()) continue;
};

type RawRead = (reads: RawReads, n: number, size: number) => unknown;

const rawById: RawRead = ({ byId: statement }, n) => {
  const row = statement.get({ id: `item-${n}` });
  return row === undefined ? undefined : parsed(row);
};
const rawPage: RawRead = (reads, n) => all(reads.page, { after: n });
const rawTail: RawRead = (reads) => all(reads.tail, {}).reverse();
const rawChildren: RawRead = (reads, n, size) => all(reads.children, { parentId: `item-${1 + (n % Math.floor(size / 10 - 1))}` });
const rawStream: RawRead = (reads) => {
  for (const row of reads.everything.iterate()) parsed(row);
};

/** A stride that comes by every item once before it comes by one again: nothing is read twice in a row. */
const STRIDE = 7919;

export const readRows: readonly PairRow[] = [
  read('get/sqlite/raw', 'get by id, of 100,000', reading('store-sqlite', 100_000, byId), raw(100_000, rawById), { target: 0.5 }),
  read('get/sqlite/kysely', 'get by id, of 100,000', reading('store-sqlite', 100_000, byId), kyselyGets(100_000), { target: 4 }),
  read('get/sqlite/keyv', 'get by id, of 10,000', reading('store-sqlite', 10_000, byId), keyvGets(10_000), { target: 1 }),
  read('get/sqlite/classic-level', 'get by id, of 100,000', reading('store-sqlite', 100_000, byId), levelGets(100_000)),
  read('get/jsonfile/classic-level', 'get by id, of 100,000', reading('store-jsonfile', 100_000, byId), levelGets(100_000)),
  ...SIZES.map((size) => read(`page/sqlite-${size}/raw`, `page of 100, of ${size.toLocaleString('en')}`, reading('store-sqlite', size, page), raw(size, rawPage), {
    ...(size === 1_000_000 ? { target: 0.7, long: true } : {}), items: 100,
  })),
  ...(['store-sqlite', 'store-jsonfile'] as const).flatMap((adapter) => [
    growth(`page/${adapter}/growth-100k`, 'page of 100: of 100,000 against of 10,000', reading(adapter, 100_000, page), reading(adapter, 10_000, page), {}),
    growth(`page/${adapter}/growth`, 'page of 100: of 1,000,000 against of 10,000', reading(adapter, 1_000_000, page), reading(adapter, 10_000, page), { target: 1.2, long: true }),
  ]),
  read('tail/sqlite/raw', 'tail(50), of 100,000', reading('store-sqlite', 100_000, tail), raw(100_000, rawTail), { items: 50 }),
  read('children/sqlite/raw', 'children, ten of 100,000', reading('store-sqlite', 100_000, children), raw(100_000, rawChildren), { items: 10 }),
  read('stream/sqlite/raw', 'full stream of 100,000', reading('store-sqlite', 100_000, stream), raw(100_000, rawStream), { items: 100_000, rounds: 7 }),
  read('stream/sqlite/emmett', 'the whole log, of 10,000', reading('store-sqlite', 10_000, everything), emmettReads(10_000), { target: 1, items: 10_000, rounds: 7 }),
  read('stream/jsonfile/parse', 'full stream of 100,000', reading('store-jsonfile', 100_000, stream), parsing(100_000), { items: 100_000, rounds: 7 }),
  growth('open/store-sqlite/growth', 'open: of 1,000,000 against of none', opening('store-sqlite', 1_000_000), opening('store-sqlite', 0), { target: 1.2, long: true }),
  growth('open/store-jsonfile/parse', 'open of 1,000,000 against reading and parsing its log', opening('store-jsonfile', 1_000_000), parsing(1_000_000), { target: 0.25, long: true, rounds: 5 }),
];

type Extras = Pick<PairRow, 'target' | 'items' | 'rounds' | 'long' | 'note'>;

function read(id: string, workload: string, ours: Contestant, other: Contestant, extras: Extras = {}): PairRow {
  return { kind: 'pair', group: 'read', id, workload, durability: 'read', ours, other, unit: 'item', ...extras };
}

function growth(id: string, workload: string, ours: Contestant, other: Contestant, extras: Extras): PairRow {
  return { ...read(id, workload, ours, other, extras), ratio: 'growth', unit: 'op' };
}

function reading(adapter: Adapter, size: number, once: Read): Contestant {
  return oursFilled(adapter, `${size} events`, events(size), async (store) => {
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        n = (n + STRIDE) % (size - 100);
        await once(store, n, size);
      }
    };
  });
}

function raw(size: number, once: RawRead): Contestant {
  return rawFilled(`${size} events`, fillRawEvents(size), (database) => {
    const reads = rawReads(database);
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        n = (n + STRIDE) % (size - 100);
        once(reads, n, size);
      }
    };
  });
}

/** Opening and closing a store of so many events. */
function opening(adapter: Adapter, size: number): Contestant {
  return {
    name: size === 0 ? `${adapter}, empty` : adapter,
    async open(place) {
      const folder = await filledFolder(adapter, place, `${size} events`, events(size));
      return repeating(async () => await (await openOurs(adapter, folder, { readOnly: true })).close());
    },
  };
}

/** Reading the log of a JSON-file store line by line, and parsing each line: what whoever has such a file does without a store. */
function parsing(size: number): Contestant {
  return {
    name: 'read and JSON.parse',
    async open(place) {
      const folder = await filledFolder('store-jsonfile', place, `${size} events`, events(size));
      const file = join(folder, 'agent/scopes/default/events.jsonl');
      return repeating(async () => {
        for await (const line of createInterface({ input: createReadStream(file, { highWaterMark: 1_048_576 }) })) JSON.parse(line.slice(line.indexOf('{')));
      });
    },
  };
}
