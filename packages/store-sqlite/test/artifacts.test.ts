import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { SLICE_CHUNKS } from '../src/contents.ts';
import { openStore } from '../src/index.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const MIB = 1024 * 1024;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

test('a reader of an artifact that is replaced reads on, and the old bytes go once it has ended', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.artifacts.put('a', filled(1, 5 * MIB));
  const pieces: Uint8Array[] = [];
  const chunks = new Set<number>();
  for await (const piece of store.artifacts.stream('a')) {
    if (pieces.length === 0) await store.artifacts.put('a', filled(2, 100));
    pieces.push(piece);
    await turns(5);
    chunks.add(chunksIn(path));
  }
  expect(chunks, 'while it is read, 40 of the old version and one of the new').toEqual(new Set([41]));
  expect(Buffer.concat(pieces).equals(filled(1, 5 * MIB))).toBe(true);
  await until(() => chunksIn(path) === 1);
  expect(await store.artifacts.get('a')).toEqual(filled(2, 100));
});

test('what is being read is not swept by another connection that is opened meanwhile', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.artifacts.put('a', filled(1, 5 * MIB));
  const pieces: Uint8Array[] = [];
  for await (const piece of store.artifacts.stream('a')) {
    pieces.push(piece);
    if (pieces.length > 1) continue;
    await store.artifacts.put('a', filled(2, 100));
    await openAndSweep(path);
  }
  expect(Buffer.concat(pieces).equals(filled(1, 5 * MIB))).toBe(true);
});

test('what is removed is swept a slice at a time', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.artifacts.put('a', filled(1, 10 * MIB));
  await store.artifacts.delete('a');
  const seen = new Set<number>();
  await until(() => {
    seen.add(chunksIn(path));
    return seen.has(0);
  });
  expect(seen.size).toBeGreaterThan(5);
  expect(uploadsIn(path)).toBe(0);
});

test('what was not swept before the store was closed is swept when it is opened again, after an hour', async () => {
  const path = file('store.db');
  const store = await openStore({ path });
  await store.artifacts.put('a', filled(1, 10 * MIB));
  await store.artifacts.delete('a');
  await store.close();
  expect(chunksIn(path)).toBeGreaterThan(0);
  run(path, `update uploads set touched_at = touched_at - ${HOUR + 60_000}`);
  await using _again = await openStore({ path });
  await until(() => chunksIn(path) === 0 && uploadsIn(path) === 0);
});

test('an upload whose source fails is swept', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await expect(store.artifacts.put('a', failing())).rejects.toMatchObject({ code: 'BACKEND' });
  await until(() => chunksIn(path) === 0 && uploadsIn(path) === 0);
  expect(await store.artifacts.listRefs()).toEqual([]);
});

test('an unfinished upload is left alone for a day, as another process may be at it; then it is removed, and cannot be finished', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  const { promise: paused, resolve: resume } = Promise.withResolvers<void>();
  const put = store.artifacts.put('a', slowly(paused));
  // Of 24 chunks, the last slice still waits in memory.
  const written = 24 - SLICE_CHUNKS;
  await until(() => chunksIn(path) === written);

  await openAndSweep(path);
  expect(chunksIn(path)).toBe(written);

  run(path, `update uploads set touched_at = touched_at - ${DAY + 60_000}`);
  await openAndSweep(path, () => chunksIn(path) === 0);
  resume();
  await expect(put).rejects.toMatchObject({ code: 'BACKEND', message: expect.stringContaining('no progress') as string });
  expect(await store.artifacts.exists('a')).toBe(false);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
});

test('another process that removes an artifact while it is read: the read begins again, or says so', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await using other = await openStore({ path });
  await store.artifacts.put('a', filled(1, 5 * MIB));
  const reading = store.artifacts.stream('a')[Symbol.asyncIterator]();
  await reading.next();
  await other.artifacts.put('a', filled(2, 100));
  await until(() => chunksIn(path) === 1);
  await expect(reading.next()).rejects.toMatchObject({ code: 'ARTIFACT_CONFLICT' });
  expect(await store.artifacts.get('a')).toEqual(filled(2, 100));
});

test.each([
  ['a chunk without its upload', 'pragma foreign_keys = off; delete from uploads', 'chunks'],
  ['an artifact whose bytes are marked as dropped', `update uploads set state = 'dropped'`, 'artifacts'],
  ['bytes that no artifact has', 'delete from artifacts', 'uploads'],
])('verify finds %s', async (_what, sql, where) => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.artifacts.put('a', filled(1, 100));
  run(path, sql);
  expect(await Array.fromAsync(store.verify())).toContainEqual({ code: 'CORRUPT', where: `${where} in ${path}`, message: expect.any(String) as string });
});

function filled(byte: number, length: number): Uint8Array {
  return new Uint8Array(length).fill(byte);
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield filled(1, 3 * MIB);
  throw new Error('the source broke off');
}

async function* slowly(paused: Promise<void>): AsyncGenerator<Uint8Array> {
  yield filled(1, 3 * MIB);
  await paused;
  yield filled(1, 3 * MIB);
}

/** A sweep begins when a store is opened: in the first turn of the event loop, and goes on if it has found something. */
async function openAndSweep(path: string, done?: () => boolean): Promise<void> {
  await using _store = await openStore({ path });
  await (done === undefined ? turns(50) : until(done));
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000; turn += 1) {
    if (holds()) return;
    await setImmediate();
  }
  throw new Error('it never came to hold');
}

function chunksIn(path: string): number {
  return count(path, 'chunks');
}

function uploadsIn(path: string): number {
  return count(path, 'uploads');
}

function count(path: string, table: string): number {
  const database = new Database(path);
  const row = database.prepare<{ count: number }>(`select count(*) as count from ${table}`).get();
  database.close();
  return row?.count ?? -1;
}

function run(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}
