import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const event = { id: 'e1', kind: 'user_turn', text: '' };

test('a write is STORE_BUSY once the timeout has passed, timers go on meanwhile, and reads do not wait', async () => {
  const path = file('store.db');
  await using store = await openStore({ path, busyTimeout: 400 });
  await using child = await lockOf(path);
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
  }, 10);
  const start = performance.now();
  await expect(store.events.append(event)).rejects.toMatchObject({ code: 'STORE_BUSY', details: { where: path } });
  expect(performance.now() - start).toBeGreaterThanOrEqual(400);
  expect(ticks).toBeGreaterThanOrEqual(5);
  clearInterval(ticking);
  expect(await store.events.count()).toBe(0);

  child.send('release');
  await child.next();
  expect(await store.events.append(event)).toBe(1);
});

test('a write that finds the database busy goes through as soon as it is free', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await using child = await lockOf(path);
  const append = store.events.append(event);
  const upload = store.artifacts.put('large', new Uint8Array(2_000_000));
  expect(await Promise.race([append, setTimeout(50, 'waiting')])).toBe('waiting');
  child.send('release');
  expect(await append).toBe(1);
  expect((await upload).sizeBytes).toBe(2_000_000);
});

test('with a busyTimeout of 0 nothing waits', async () => {
  const path = file('store.db');
  await using store = await openStore({ path, busyTimeout: 0 });
  await using _child = await lockOf(path);
  await expect(store.events.append(event)).rejects.toMatchObject({ code: 'STORE_BUSY' });
});

test('a store is opened while another process holds the write lock', async () => {
  const path = file('store.db');
  await (await openStore({ path })).close();
  await using _child = await lockOf(path);
  await using store = await openStore({ path, busyTimeout: 0 });
  expect(await store.events.count()).toBe(0);
});

async function lockOf(path: string): Promise<Child> {
  const child = new Child('lock', path);
  await child.next();
  child.send('lock');
  await child.next();
  return child;
}
