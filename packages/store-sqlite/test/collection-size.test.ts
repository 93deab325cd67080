import type { EpisodicStore } from '@cw/store-core';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { sizeNow } from '../src/collection-size.ts';
import { openStore } from '../src/index.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

test('appends write no size after the first one, and count and latest offset follow them', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  for (const id of ['e1', 'e2', 'e3']) await store.events.append({ id, kind: 'user_turn', text: '' });
  expect(sizes(path)).toEqual([{ head: 1, count: 1 }]);
  await using other = await openStore({ path });
  expect([await other.events.count(), await other.events.latestOffset()]).toEqual([3, 3]);
});

test('a removal writes the size anew, and what comes after it counts from there', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  for (const id of ['a', 'b', 'c']) await store.episodes.add({ episodeId: id, summary: 'text' });
  await store.episodes.delete('c');
  expect(sizes(path)).toEqual([{ head: 3, count: 2 }]);
  await store.episodes.add({ episodeId: 'd', summary: 'text' });
  expect(sizes(path)).toEqual([{ head: 3, count: 2 }]);
  expect(await idsOf(store.episodes)).toEqual(['a', 'b', 'd']);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
});

test('verify tells a size that the records do not have', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.events.appendMany(['e1', 'e2'].map((id) => ({ id, kind: 'user_turn', text: '' })));
  const database = new Database(path);
  database.exec('update heads set count = 1');
  database.close();
  const message = 'there are 2 records up to offset 2, but the summary says 1 up to 2';
  expect(await Array.fromAsync(store.verify())).toEqual([{ code: 'CORRUPT', where: 'scope "default", events', message }]);
});

test.each([
  { what: 'more records than offsets', damage: 'update heads set head = 1' },
  { what: 'a count below zero', damage: 'update heads set count = -1' },
  // SQLite finds a column whatever the case of its name, and calls it as its definition does.
  { what: 'a column of another name', damage: 'alter table heads rename column count to Count' },
])('$what is CORRUPT, and nothing is appended', async ({ damage }) => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.events.appendMany(['e1', 'e2'].map((id) => ({ id, kind: 'user_turn', text: '' })));
  const database = new Database(path);
  database.exec(damage);
  const error = { code: 'CORRUPT', details: { where: `${path}, heads` } };
  await expect(store.events.count()).rejects.toMatchObject(error);
  await expect(store.events.append({ id: 'e3', kind: 'user_turn', text: '' })).rejects.toMatchObject(error);
  expect(database.prepare('select id from events').all()).toEqual([{ id: 'e1' }, { id: 'e2' }]);
  database.close();
  expect((await Array.fromAsync(store.verify())).map(({ where }) => where)).toContain(`${path}, heads`);
});

test('a size counts every offset behind the one that it was written at', () => {
  expect(sizeNow({ head: 7, count: 2, latest: null })).toEqual({ head: 7, count: 2, latest: 0 });
  expect(sizeNow({ head: 7, count: 2, latest: 5 })).toEqual({ head: 7, count: 2, latest: 5 });
  expect(sizeNow({ head: 7, count: 2, latest: 10 })).toEqual({ head: 10, count: 5, latest: 10 });
});

function sizes(path: string): readonly unknown[] {
  const database = new Database(path);
  try {
    return database.prepare('select head, count from heads').all();
  } finally {
    database.close();
  }
}

async function idsOf(episodes: EpisodicStore): Promise<string[]> {
  return (await episodes.all()).map(({ episodeId }) => episodeId);
}
