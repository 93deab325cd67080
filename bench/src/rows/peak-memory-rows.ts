import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyStore, exportStore, type Selector, type Store } from '@cw/store-core';
import { openStore as openMemory } from '@cw/store-memory';
import type { Place } from '../contestant.ts';
import { fromOnePiece } from '../data.ts';
import { peakMemory } from '../measure/peak-memory.ts';
import type { LimitRow } from '../row.ts';
import { events } from '../subjects/fills.ts';
import { type Adapter, filledFolder, openOurs } from '../subjects/our-stores.ts';
import { fillWith } from './drilldown-rows.ts';

const GIGABYTE = 1_000_000_000;
const MILLION = 1_000_000;
const TARGET = 64;

export const peakMemoryRows: readonly LimitRow[] = (['store-sqlite', 'store-jsonfile'] as const).flatMap((adapter) => [
  row(adapter, 'put of 1 GB', TARGET, async ({ folder }) => await openOurs(adapter, folder), async (store) => await store.artifacts.put('artifact', fromOnePiece(GIGABYTE))),
  row(adapter, 'stream of 1 GB', TARGET, gigabyte(adapter), async (store) => await drain(store.artifacts.stream('artifact'))),
  row(adapter, 'head of 1 GB', TARGET, gigabyte(adapter), drilling({ type: 'head', chars: 2000 })),
  row(adapter, 'grep with a limit of 1 GB', TARGET, gigabyte(adapter), drilling({ type: 'grep', pattern: 'ERROR', limit: 100 })),
  row(adapter, 'grep of all of 1 GB', TARGET, gigabyte(adapter), drilling({ type: 'grep', pattern: 'no such words' })),
  row(adapter, 'stream of 1,000,000 events', undefined, million(adapter), async (store) => await drain(store.events.stream())),
  row(adapter, 'export of 1,000,000 events', undefined, million(adapter), async (store) => await drain(exportStore(store))),
  row(adapter, 'verify of 1,000,000 events', undefined, million(adapter), async (store) => await drain(store.verify())),
  row(adapter, 'snapshot of 1,000,000 events', undefined, million(adapter), async (store, { folder }) => await store.snapshot(join(folder, 'snapshot'))),
  importRow(adapter),
  ...(process.platform === 'linux' ? [
    bytesRead(adapter, 'head of 1 GB', { type: 'head', chars: 2000 }),
    bytesRead(adapter, 'grep with a limit of 1 GB', { type: 'grep', pattern: 'ERROR', limit: 5 }),
  ] : []),
  ...(adapter === 'store-jsonfile' ? [itemBytes()] : []),
]);

async function drain(many: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of many) continue;
}

function drilling(selector: Selector): (store: Store) => Promise<unknown> {
  return async (store) => await store.artifacts.drilldown('artifact', selector);
}

function gigabyte(adapter: Adapter): (place: Place) => Promise<Store> {
  return async (place) => await openOurs(adapter, await filledFolder(adapter, place, `log of ${GIGABYTE} bytes`, fillWith('log', GIGABYTE)), { readOnly: true });
}

function million(adapter: Adapter): (place: Place) => Promise<Store> {
  return async (place) => await openOurs(adapter, await filledFolder(adapter, place, `${MILLION} events`, events(MILLION)), { readOnly: true });
}

function row(adapter: Adapter, workload: string, target: number | undefined, open: (place: Place) => Promise<Store>, work: (store: Store, place: Place) => Promise<unknown>): LimitRow {
  return {
    ...common(adapter, workload, 'memory'), unit: 'MB', ...(target === undefined ? {} : { target }),
    async measure(place) {
      const store = await open(place);
      const value = await peakMemory(async () => await work(store, place));
      await store.close();
      return { value };
    },
  };
}

function importRow(adapter: Adapter): LimitRow {
  return {
    ...common(adapter, 'import of 200,000 events', 'memory'), unit: 'MB',
    async measure({ folder }) {
      const from = await openMemory();
      await events(200_000)(from);
      const to = await openOurs(adapter, folder);
      const value = await peakMemory(async () => await copyStore(from, to));
      await to.close();
      return { value };
    },
  };
}

/** What the process reads meanwhile, by the system's own count. */
function bytesRead(adapter: Adapter, workload: string, selector: Selector): LimitRow {
  return {
    ...common(adapter, `bytes read for ${workload}`, 'bytes'), unit: 'bytes', target: 2_000_000,
    async measure(place) {
      const store = await gigabyte(adapter)(place);
      const before = readSoFar();
      await store.artifacts.drilldown('artifact', selector);
      const value = readSoFar() - before;
      await store.close();
      return { value };
    },
  };
}

/** Bytes that this process has read, from the page cache too (proc(5), io). */
function readSoFar(): number {
  const found = /^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'));
  if (found === null) throw new Error('/proc/self/io has no rchar');
  return Number(found[1]);
}

/** What opening a million items takes, an item. */
function itemBytes(): LimitRow {
  return {
    ...common('store-jsonfile', 'open of 1,000,000 events, an item', 'open'), unit: 'bytes', target: 200,
    async measure(place) {
      const folder = await filledFolder('store-jsonfile', place, `${MILLION} events`, events(MILLION));
      globalThis.gc?.();
      const before = process.memoryUsage();
      const store = await openOurs('store-jsonfile', folder, { readOnly: true });
      globalThis.gc?.();
      const after = process.memoryUsage();
      const value = (after.heapUsed + after.external - before.heapUsed - before.external) / MILLION;
      await store.close();
      return { value };
    },
  };
}

function common(adapter: Adapter, workload: string, id: string): Pick<LimitRow, 'kind' | 'group' | 'id' | 'workload' | 'subject' | 'long'> {
  return { kind: 'limit', group: 'peak memory', id: `${id}-${workload.replaceAll(/[ ,]+/g, '-')}/${adapter}`, workload, subject: adapter, long: true };
}
