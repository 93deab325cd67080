import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { exportStore } from '@cw/store-core';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

test('a snapshot taken while another process writes is the store of one moment, and comes to its end', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.artifacts.put('ballast', new Uint8Array(8 * 1024 * 1024));
  await using writer = new Child('batches', path, '0', '10');
  for (let batch = 0; batch < 5; batch += 1) await writer.next();
  const before = await store.events.count();
  await store.snapshot(file('snapshot.db'));
  const after = await store.events.count();
  await writer.kill();

  await using snapshot = await openStore({ path: file('snapshot.db') });
  const events = await snapshot.events.all();
  expect(events.length % 10).toBe(0);
  expect(events.length).toBeGreaterThanOrEqual(before);
  expect(events.length).toBeLessThanOrEqual(after);
  expect(after, 'the other process wrote on meanwhile').toBeGreaterThan(before);
  expect(events.map(({ offset }) => offset)).toEqual(events.map((_, index) => index + 1));
  expect(await Array.fromAsync(snapshot.verify())).toEqual([]);
}, 30_000);

test('a snapshot is one file, and stays one while it is read', async () => {
  await using store = await openStore({ path: file('store.db') });
  await store.events.append({ id: 'e1', kind: 'user_turn', text: 'hello' });
  await store.snapshot(file('folder/snapshot.db'));
  const content = await readFile(file('folder/snapshot.db'));
  await using snapshot = await openStore({ path: file('folder/snapshot.db'), readOnly: true });
  expect(await snapshot.events.count()).toBe(1);
  expect(await readdir(file('folder'))).toEqual(['snapshot.db']);
  expect((await readFile(file('folder/snapshot.db'))).equals(content)).toBe(true);
});

test('a database in memory has snapshots', async () => {
  await using store = await openStore({ path: ':memory:' });
  expect(store.capabilities).toEqual({ durability: 'none', writers: 'handle', snapshot: true });
  await store.events.append({ id: 'e1', kind: 'user_turn', text: 'hello' });
  await store.artifacts.put('a', new Uint8Array(3_000_000));
  await store.snapshot(file('snapshot.db'));
  await using snapshot = await openStore({ path: file('snapshot.db') });
  expect(await Array.fromAsync(exportStore(snapshot))).toEqual(await Array.fromAsync(exportStore(store)));
});

test('a snapshot replaces nothing, and leaves nothing behind where it fails', async () => {
  await using store = await openStore({ path: file('store.db') });
  await writeFile(file('there'), 'mine');
  await expect(store.snapshot(file('there'))).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  await expect(store.snapshot(file('store.db'))).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  await expect(store.snapshot(file('there/below'))).rejects.toMatchObject({ code: 'BACKEND' });
  expect(await readFile(file('there'), 'utf8')).toBe('mine');
  expect((await readdir(file('.'))).filter((name) => !name.startsWith('store.db'))).toEqual(['there']);
});
