import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { capabilities, openStore } from '../src/index.ts';
import { openDatabase } from '../src/open-database.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

test.each([
  ['power', 2],
  ['process', 1],
] as const)('durability %s: a write-ahead log, synced as it takes (synchronous = %d), and the store says so', async (durability, synchronous) => {
  const path = file('store.db');
  const connection = await openDatabase({ path, durability, readOnly: false, busyTimeout: 0 });
  const setting = (name: string): unknown => connection.database.pragma(name, { simple: true });
  expect([setting('journal_mode'), setting('synchronous'), setting('foreign_keys')]).toEqual(['wal', synchronous, 1]);
  connection.close();
  await using store = await openStore({ path, durability });
  expect(store.capabilities).toEqual({ durability, writers: 'processes', snapshot: true });
});

test('by default a store survives power loss', async () => {
  await using store = await openStore({ path: file('store.db') });
  expect(store.capabilities).toEqual(capabilities);
  expect(capabilities.durability).toBe('power');
});

test.runIf(process.platform !== 'win32')('what is created is for this user alone', async () => {
  await using store = await openStore({ path: file('a/b/store.db') });
  await store.snapshot(file('c/snapshot.db'));
  const modes = async (...names: string[]): Promise<string[]> =>
    await Promise.all(names.map(async (name) => ((await stat(file(name))).mode & 0o777).toString(8)));
  expect(await modes('a', 'a/b', 'c')).toEqual(['700', '700', '700']);
  expect(await modes('a/b/store.db', 'a/b/store.db-wal', 'a/b/store.db-shm', 'c/snapshot.db')).toEqual(['600', '600', '600', '600']);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5', null])('a busyTimeout of %j is INVALID_ARGUMENT', async (busyTimeout) => {
  await expect(openStore({ path: file('store.db'), busyTimeout: busyTimeout as number })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});

test('where a record stands is said in the table, the row and the file', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.events.append({ id: 'e1', kind: 'user_turn', text: 'hello' });
  const connection = await openDatabase({ path, durability: 'process', readOnly: false, busyTimeout: 0 });
  connection.database.exec(`update events set body = replace(body, 'hello', 'hullo')`);
  connection.close();
  await expect(store.events.get('e1')).rejects.toMatchObject({
    code: 'CORRUPT',
    details: { where: `events row (scope "default", offset 1) in ${path}` },
  });
});
