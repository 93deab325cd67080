import type { Contestant } from '../contestant.ts';
import { words } from '../data.ts';
import type { LimitRow, PairRow, Row } from '../row.ts';
import { episodes } from '../subjects/fills.ts';
import { keyvSets } from '../subjects/keyv.ts';
import { type Adapter, openFilled, ours } from '../subjects/our-stores.ts';
import { rawSqlite } from '../subjects/raw-sqlite.ts';
import { spreadOf } from '../measure/statistics.ts';

interface FactContent {
  readonly key: string;
  readonly value: string;
  readonly tags: readonly string[];
}

function fact(n: number): FactContent {
  return { key: `user.setting-${n % 1000}`, value: words(n, 8), tags: ['setting'] };
}

export const memoryRows: readonly Row[] = [
  facts('fact-put/sqlite-process/raw', 'process', rawFacts('process')),
  facts('fact-put/sqlite-power/raw', 'power', rawFacts('power')),
  facts('fact-put/sqlite-power/keyv', 'power', keyvSets(fact), 1),
  ...(['store-sqlite', 'store-jsonfile', 'store-memory'] as const).flatMap((adapter) => [1000, 10_000, 100_000].map((count) => searching(adapter, count))),
];

function facts(id: string, durability: 'power' | 'process', other: Contestant, target?: number): PairRow {
  const ourPuts = ours('store-sqlite', durability, async (store) => {
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        n += 1;
        await store.facts.put({ factId: `fact-${n % 1000}`, ...fact(n) });
      }
    };
  });
  return { kind: 'pair', group: 'memory and facts', id, workload: 'upsert of a fact, one of 1,000', durability, ours: ourPuts, other, ...(target === undefined ? {} : { target }) };
}

function rawFacts(durability: 'power' | 'process'): Contestant {
  return rawSqlite(durability, (database) => {
    database.exec('create table facts (id text primary key, key text not null, body text not null) strict; create index facts_key on facts (key)');
    const put = database.prepare('insert into facts (id, key, body) values (@id, @key, @body) on conflict (id) do update set key = excluded.key, body = excluded.body');
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        n += 1;
        put.run({ id: `fact-${n % 1000}`, key: fact(n).key, body: JSON.stringify(fact(n)) });
      }
    };
  });
}

const QUERIES = 50;

/** The median of searches that come after the first, which builds the index; how long that one took is told besides. */
function searching(adapter: Adapter, count: number): LimitRow {
  return {
    kind: 'limit', group: 'memory and facts', id: `search/${adapter}-${count}`, workload: `episode search among ${count.toLocaleString('en')}`, subject: adapter, unit: 'ms',
    ...(count === 100_000 ? { target: 50, long: true } : {}),
    async measure(place) {
      const store = await openFilled(adapter, place, `${count} episodes`, episodes(count));
      const times: number[] = [];
      for (let n = 0; n <= QUERIES; n += 1) {
        const start = performance.now();
        await store.episodes.search(`${words(n + 1, 3)} case ${n}`);
        times.push(performance.now() - start);
      }
      await store.close();
      const [first, ...rest] = times;
      return { value: spreadOf(rest).median, detail: `the first ${(first ?? 0).toFixed(0)} ms` };
    },
  };
}
