import { join } from 'node:path';
import { cp } from 'node:fs/promises';
import { copyStore, exportStore, type Store } from '@cw/store-core';
import { openStore as openMemory } from '@cw/store-memory';
import { item } from '../data.ts';
import type { Place } from '../contestant.ts';
import { loopDelay } from '../measure/event-loop.ts';
import type { LimitRow } from '../row.ts';
import { artifacts, episodes, events, ledger } from '../subjects/fills.ts';
import { type Adapter, filledFolder, openOurs } from '../subjects/our-stores.ts';
import { fillWith } from './drilldown-rows.ts';

const MILLION = 1_000_000;
const GIGABYTE = 1_000_000_000;
/** Milliseconds that a call may keep the event loop from its turns, in 99 of 100 turns. */
const TARGET = 20;

type Fill = (store: Store) => Promise<void>;

interface Bulk {
  readonly name: string;
  readonly content: string;
  readonly fill: Fill;
  /** Whether it changes the store, so that it needs a copy of its own. */
  readonly writes?: boolean;
  run(store: Store, place: Place): Promise<unknown>;
}

const BULK: readonly Bulk[] = [
  { name: 'append of 10,000', content: `${MILLION} events`, fill: events(MILLION), writes: true, run: async (store) => await store.events.appendMany(Array.from({ length: 10_000 }, (_, n) => item(MILLION + n))) },
  { name: 'full stream', content: `${MILLION} events`, fill: events(MILLION), run: async (store) => await drain(store.events.stream()) },
  { name: 'verify', content: `${MILLION} events`, fill: events(MILLION), run: async (store) => await drain(store.verify()) },
  { name: 'snapshot', content: `${MILLION} events`, fill: events(MILLION), run: async (store, { folder }) => await store.snapshot(join(folder, 'snapshot')) },
  { name: 'export', content: `${MILLION} events`, fill: events(MILLION), run: async (store) => await drain(exportStore(store)) },
  { name: 'reset of the ledger', content: `${MILLION} ledger events`, fill: ledger(MILLION), writes: true, run: async (store) => await store.ledger.reset() },
  { name: 'runs', content: `${MILLION} ledger events`, fill: ledger(MILLION), run: async (store) => await store.ledger.runs() },
  { name: 'search', content: '100000 episodes', fill: episodes(100_000), run: async (store) => await store.episodes.search('invoice report case 17') },
  { name: 'put of 1 GB', content: 'nothing', fill: async () => {}, writes: true, run: async (store) => await fillWith('log', GIGABYTE)(store) },
  { name: 'stream of 1 GB', content: `log of ${GIGABYTE} bytes`, fill: fillWith('log', GIGABYTE), run: async (store) => await drain(store.artifacts.stream('artifact')) },
  { name: 'grep of 1 GB', content: `log of ${GIGABYTE} bytes`, fill: fillWith('log', GIGABYTE), run: async (store) => await store.artifacts.drilldown('artifact', { type: 'grep', pattern: 'no such words' }) },
  { name: 'delete of 1 GB', content: `log of ${GIGABYTE} bytes`, fill: fillWith('log', GIGABYTE), writes: true, run: async (store) => await store.artifacts.delete('artifact') },
  { name: 'listRefs of 20,000', content: '20000 artifacts', fill: artifacts(20_000, 100), run: async (store) => await store.artifacts.listRefs({ limit: 1000 }) },
];

export const eventLoopRows: readonly LimitRow[] = (['store-sqlite', 'store-jsonfile'] as const).flatMap((adapter) => [
  ...BULK.map((bulk) => bulkRow(adapter, bulk)), openRow(adapter), importRow(adapter),
]);

async function drain(many: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of many) continue;
}

function bulkRow(adapter: Adapter, { name, content, fill, writes = false, run }: Bulk): LimitRow {
  return row(adapter, name, content, async (place) => {
    const filled = await filledFolder(adapter, place, content, fill);
    if (writes) await cp(filled, place.folder, { recursive: true });
    const store = await openOurs(adapter, writes ? place.folder : filled, { readOnly: !writes });
    // What is to be waited for besides the call, as the removal of what was reset, belongs to it.
    return async () => {
      await run(store, place);
      await store.close();
    };
  });
}

function openRow(adapter: Adapter): LimitRow {
  return row(adapter, 'open', `${MILLION} events`, async (place) => {
    const folder = await filledFolder(adapter, place, `${MILLION} events`, events(MILLION));
    return async () => await (await openOurs(adapter, folder, { readOnly: true })).close();
  });
}

function importRow(adapter: Adapter): LimitRow {
  return row(adapter, 'import', '200000 events', async ({ folder }) => {
    const from = await openMemory();
    await events(200_000)(from);
    const to = await openOurs(adapter, folder);
    return async () => {
      await copyStore(from, to);
      await to.close();
    };
  });
}

function row(adapter: Adapter, name: string, content: string, prepare: (place: Place) => Promise<() => Promise<unknown>>): LimitRow {
  return {
    kind: 'limit', group: 'event loop', id: `loop-${name.replaceAll(/[ ,]+/g, '-')}/${adapter}`, workload: `${name}, in a store of ${content}`, subject: adapter, unit: 'ms', target: TARGET, long: true,
    async measure(place, watch = async (work) => await work()) {
      const work = await prepare(place);
      globalThis.gc?.();
      const start = performance.now();
      const { p99, longest } = await loopDelay(async () => await watch(work));
      const seconds = (performance.now() - start) / 1000;
      return { value: p99, detail: `longest ${longest.toFixed(0)} ms, of ${seconds.toFixed(1)} s` };
    },
  };
}
