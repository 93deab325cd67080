import { exportStore, importStore, type Ledger, type LedgerEvent } from '@cw/store-core';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const clock = (): Date => new Date('2026-01-01T00:00:00Z');
const RUN = 3000;

test('after a reset of a large run nothing tells that rows are left of it, to whoever reads while they are deleted', async () => {
  const path = file('store.db');
  const store = await openStore({ path, clock });
  await store.ledger.appendMany(events(0, RUN * 3));
  expect(await store.ledger.reset({ runId: 'run-2' })).toBe(RUN);
  // Ends the deletion where it is.
  await store.close();
  expect(rowsIn(path)).toBeGreaterThan(2 * RUN);
  const left = events(0, RUN * 3).filter(({ runId }) => runId !== 'run-2');
  const reader = await openStore({ path, clock, readOnly: true });
  const seen = await answers(reader.ledger);
  const exported = await Array.fromAsync(exportStore(reader));
  expect((await reader.ledger.events()).map(({ id }) => id)).toEqual(left.map(({ id }) => id));
  expect([await reader.ledger.count(), await reader.ledger.latestOffset(), await reader.ledger.runs()]).toEqual([2 * RUN, 3 * RUN - 1, ['run-0', 'run-1']]);
  expect(await Array.fromAsync(reader.verify())).toEqual([]);
  await reader.close();

  await using swept = await openStore({ path, clock });
  await settled(path);
  expect(rowsIn(path)).toBe(2 * RUN);
  expect(await answers(swept.ledger)).toEqual(seen);
  expect(await Array.fromAsync(exportStore(swept))).toEqual(exported);
}, 60_000);

test('a reset of a large ledger leaves it empty at once; its ids are free, its offsets are not', async () => {
  const path = file('store.db');
  await using store = await openStore({ path, clock });
  await store.ledger.appendMany(events(0, RUN));
  expect(await store.ledger.reset()).toBe(RUN);
  expect(rowsIn(path)).toBeGreaterThan(0);
  expect(await store.ledger.append(event(7))).toEqual({ offset: RUN + 1, appended: true });
  expect(await store.ledger.append(event(7))).toEqual({ offset: RUN + 1, appended: false });
  expect([await store.ledger.count(), await store.ledger.latestOffset(), await store.ledger.runs()]).toEqual([1, RUN + 1, ['run-1']]);
  expect(await store.ledger.reset()).toBe(1);
}, 60_000);

test('the rows are deleted in many short transactions, and in the end nothing is left to tell', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.ledger.appendMany(events(0, RUN * 3));
  await store.ledger.reset({ runId: 'run-1' });
  const seen = new Set<number>();
  await expect.poll(() => seen.add(rowsIn(path)) && count(path, 'removals'), { interval: 0, timeout: 20_000 }).toBe(0);
  expect(seen.size).toBeGreaterThan(3);
  expect(rowsIn(path)).toBe(2 * RUN);
  expect(await store.ledger.count()).toBe(2 * RUN);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
}, 60_000);

test('resets, appends and queries that follow one another give what they give where every row is deleted first, also to another handle', async () => {
  const path = file('store.db');
  const reference = file('reference.db');
  await using expected = await openStore({ path: reference, clock });
  await using other = await openStore({ path, clock });
  let store = await openStore({ path, clock });
  const steps: ((ledger: Ledger) => Promise<unknown>)[] = [
    async (ledger) => await ledger.appendMany(events(0, 9000)),
    async (ledger) => await ledger.reset({ runId: 'run-2' }),
    async (ledger) => await ledger.appendMany(events(1, 60)),
    async (ledger) => await ledger.reset({ runId: 'run-0' }),
    async (ledger) => await ledger.appendMany(events(3000, 5000)).catch((error: unknown) => String(error)),
    async (ledger) => await ledger.reset({ runId: 'run-2' }),
    async (ledger) => await ledger.reset({ runId: 'none' }),
    async (ledger) => await ledger.append(event(2), { expectedOffset: 9060 }).catch((error: unknown) => String(error)),
    async (ledger) => await ledger.reset(),
    async (ledger) => await ledger.appendMany(events(0, 4000)),
    async (ledger) => await ledger.reset({ runId: 'run-1' }),
  ];
  for (const [index, step] of steps.entries()) {
    expect(await step(store.ledger)).toEqual(await step(expected.ledger));
    await settled(reference);
    expect(await answers(store.ledger)).toEqual(await answers(expected.ledger));
    expect(await answers(other.ledger)).toEqual(await answers(expected.ledger));
    if (index % 2 === 0) continue;
    await store.close();
    store = await openStore({ path, clock });
  }
  expect(await Array.fromAsync(exportStore(store))).toEqual(await Array.fromAsync(exportStore(expected)));
  await store.close();
}, 60_000);

test('two handles that reset one run, and append to it, at the same time: each event is removed once, or is there', async () => {
  const path = file('store.db');
  await using one = await openStore({ path });
  await using other = await openStore({ path });
  await one.ledger.appendMany(events(0, RUN));
  const [first, second, added] = await Promise.all([
    one.ledger.reset(),
    other.ledger.reset({ runId: 'run-1' }),
    other.withScope('other').ledger.append(event(1)),
  ]);
  expect(first + second).toBe(RUN);
  expect(added.appended).toBe(true);
  expect([await one.ledger.count(), await other.ledger.events()]).toEqual([0, []]);
}, 60_000);

test('an import that fails after many ledger events leaves the store as empty as it was, and can be made again', async () => {
  await using source = await openStore({ path: ':memory:', clock });
  await source.ledger.appendMany(events(0, RUN));
  const lines = await Array.fromAsync(exportStore(source));
  await using store = await openStore({ path: file('store.db'), clock });
  await expect(importStore(store, lines.slice(0, -1))).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  expect(await store.scopes()).toEqual([]);
  await importStore(store, lines);
  expect(await Array.fromAsync(exportStore(store))).toEqual(lines);
}, 60_000);

test('a process killed during a reset leaves all of the run or none of it; the rest is deleted when the store is opened again', async () => {
  for (const round of [0, 1, 2, 3]) {
    const path = file(`${round}.db`);
    await using before = await openStore({ path });
    await before.ledger.appendMany(events(0, RUN * 3));
    const child = new Child('reset', path, 'run-1');
    await child.next();
    child.send('go');
    // The later ones are killed once the reset was acknowledged, while rows are deleted.
    if (round > 0) await child.next();
    await child.kill();

    await using store = await openStore({ path });
    const left = await store.ledger.eventsForRun('run-1');
    expect([0, RUN]).toContain(left.length);
    expect(round === 0 || left.length === 0, 'acknowledged, and not done').toBe(true);
    expect(await store.ledger.count()).toBe(2 * RUN + left.length);
    await expect.poll(() => rowsIn(path), { timeout: 20_000 }).toBe(2 * RUN + left.length);
    expect(await Array.fromAsync(store.verify())).toEqual([]);
  }
}, 60_000);

/** Waits until the rows of every reset are deleted. */
async function settled(path: string): Promise<void> {
  await expect.poll(() => count(path, 'removals'), { interval: 1, timeout: 20_000 }).toBe(0);
}

/** What a ledger answers to every way of asking. */
async function answers(ledger: Ledger): Promise<readonly unknown[]> {
  const known = await Promise.all([0, 1, 2, 3, 100, 5000].map(async (number) => [await ledger.has(`e${number}`), await ledger.get(`e${number}`).catch(() => null)]));
  return [
    known,
    await ledger.count(),
    await ledger.latestOffset(),
    await ledger.runs(),
    await ledger.events(),
    await ledger.tail(4000),
    await ledger.eventsForRun('run-1'),
    await ledger.eventsForRun('run-2'),
    await ledger.query({ kinds: ['a'], limit: 700 }),
    await ledger.query({ kinds: ['a', 'b'], order: 'desc', limit: 10 }),
    await ledger.query({ actor: 'agent', kinds: ['b'], runId: 'run-2' }),
    await ledger.query({ order: 'desc', limit: 3 }),
    await ledger.query({ since: 2, limit: 3 }),
    await ledger.query({ limit: 0 }),
    await Array.fromAsync(ledger.stream({ since: 10, kinds: ['b'] })),
  ];
}

function events(from: number, howMany: number): LedgerEvent[] {
  return Array.from({ length: howMany }, (_, index) => event(from + index));
}

function event(number: number): LedgerEvent {
  return { id: `e${number}`, runId: `run-${number % 3}`, turn: number, kind: number % 2 === 0 ? 'a' : 'b', actor: 'agent', payload: { number } };
}

function rowsIn(path: string): number {
  return count(path, 'ledger');
}

function count(path: string, table: string): number {
  const database = new Database(path);
  try {
    return database.prepare<{ count: number }>(`select count(*) as count from ${table}`).get()?.count ?? -1;
  } finally {
    database.close();
  }
}
