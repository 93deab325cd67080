import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { exportStore, isStoreError } from '@cw/store-core';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const BATCH = 7;

test('a process killed while it writes leaves whole batches, everything that was acknowledged, and no damage', async () => {
  const path = file('store.db');
  const acknowledged: string[] = [];
  for (const [round, killAfter] of [1, 9, 40].entries()) {
    const child = new Child('batches', path, String(round), String(BATCH));
    for (let batch = 0; batch < killAfter; batch += 1) acknowledged.push(`${round}-${await child.next()}`);
    await child.kill();
    // What it wrote before the signal arrived was acknowledged too.
    for (let line = await child.nextOrEnd(); line !== undefined; line = await child.nextOrEnd()) acknowledged.push(`${round}-${line}`);

    await using store = await openStore({ path });
    const events = await store.events.all();
    const batches = Map.groupBy(events, ({ id }) => id.split('-').slice(0, 2).join('-'));
    expect([...batches].filter(([, batch]) => batch.length !== BATCH)).toEqual([]);
    expect(acknowledged.filter((batch) => !batches.has(batch))).toEqual([]);
    expect(events.map(({ offset }) => offset)).toEqual(events.map((_, index) => index + 1));
    expect(await Array.fromAsync(store.verify())).toEqual([]);
  }
}, 60_000);

test('a process killed while it creates the store leaves nothing that the next one could not open', async () => {
  for (const [round, delay] of [0, 1, 2, 4, 6, 9, 14].entries()) {
    const path = file(`${round}/store.db`);
    const child = new Child('open', 'first');
    await child.next();
    child.send(path);
    await setTimeout(delay);
    await child.kill();
    const created = await child.nextOrEnd();

    await using store = await openStore({ path });
    const ids = (await store.events.all()).map(({ id }) => id);
    expect(['', 'first']).toContain(ids.join());
    expect(created === undefined || ids.length === 1, 'what was acknowledged is there').toBe(true);
    expect(await store.facts.all()).toEqual([]);
    expect(await Array.fromAsync(store.verify())).toEqual([]);
  }
}, 60_000);

test('a process killed while it takes a snapshot leaves the whole snapshot or none, and beside it nothing that opens with less in it', async () => {
  const path = file('store.db');
  const store = await openStore({ path });
  await store.events.appendMany(Array.from({ length: 500 }, (_, number) => ({ id: `e${number}`, kind: 'user_turn', text: 'x'.repeat(500) })));
  await store.artifacts.put('ballast', new Uint8Array(4 * 1024 * 1024));
  const content = await Array.fromAsync(exportStore(store));
  await store.close();
  for (const [round, delay] of [0, 2, 5, 9, 16].entries()) {
    const folder = file(`copies-${round}`);
    const child = new Child('snapshot', path);
    await child.next();
    child.send(`${folder}/snapshot.db`);
    await child.next();
    await setTimeout(delay);
    await child.kill();
    const done = (await child.nextOrEnd()) !== undefined;

    const names = await namesIn(folder);
    expect(done && !names.includes('snapshot.db'), 'acknowledged, and not there').toBe(false);
    for (const name of names.filter((one) => /\.(?:db|tmp)$/.test(one))) expect([null, content]).toContainEqual(await contentOf(`${folder}/${name}`));
    await using again = await openStore({ path });
    expect(await Array.fromAsync(exportStore(again))).toEqual(content);
    if (names.includes('snapshot.db')) continue;
    await again.snapshot(`${folder}/snapshot.db`);
    expect(await contentOf(`${folder}/snapshot.db`)).toEqual(content);
  }
}, 60_000);

test('what killed processes had put in part does not add up: it is removed when it is a day old', async () => {
  const path = file('store.db');
  for (const [round, killAfter] of [2, 3, 5].entries()) {
    const child = new Child('batches', path, String(round), '1');
    for (let batch = 0; batch < killAfter; batch += 1) await child.next();
    await child.kill();
  }
  const database = new Database(path);
  database.exec('update uploads set touched_at = touched_at - 25 * 60 * 60 * 1000');
  const unpublished = database.prepare<{ count: number }>(`select count(*) as count from uploads where state <> 'live'`);
  await using store = await openStore({ path });
  await expect.poll(() => unpublished.get()?.count).toBe(0);
  expect(database.prepare<{ count: number }>('select count(*) as count from chunks').get()?.count).toBe(24);
  database.close();
  expect((await store.artifacts.ref('large')).sizeBytes).toBe(3 * 1024 * 1024);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
}, 60_000);

/** What is in a folder, which need not be there. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? await readdir(folder) : [];
}

/** The content of a store; null: there is none. */
async function contentOf(path: string): Promise<readonly string[] | null> {
  try {
    await using store = await openStore({ path, readOnly: true });
    return await Array.fromAsync(exportStore(store));
  } catch (error) {
    if (isStoreError(error) && error.code === 'SCHEMA_VERSION') return null;
    throw error;
  }
}
