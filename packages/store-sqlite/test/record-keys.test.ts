import { exportStore, importStore } from '@cw/store-core';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';

const event = { id: 'l1', runId: 'r', turn: 0, kind: 'k', actor: 'a' };

test('an offset that a key has no room for is refused, and nothing is written', async () => {
  await using from = await openStore({ path: ':memory:' });
  await from.ledger.append(event);
  await from.ledger.reset();
  const lines = (await Array.fromAsync(exportStore(from))).map((line) => line.replace('"head":1', `"head":${2 ** 40 - 2}`));
  await using store = await openStore({ path: ':memory:' });
  await importStore(store, lines);
  expect(await store.ledger.append({ ...event, id: 'last' })).toMatchObject({ offset: 2 ** 40 - 1 });
  await expect(store.ledger.append(event)).rejects.toMatchObject({ code: 'BACKEND', message: expect.stringContaining('1099511627775') as unknown });
  expect((await store.ledger.events()).map(({ id }) => id)).toEqual(['last']);
  expect((await store.ledger.query({ since: 2 ** 40 - 2, limit: 5 })).map(({ offset }) => offset)).toEqual([2 ** 40 - 1]);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
});

test('records of scopes whose numbers follow one another are kept apart', async () => {
  await using store = await openStore({ path: ':memory:' });
  const scopes = ['a', 'b', 'c'].map((scope) => store.withScope(scope));
  for (const [index, { events }] of scopes.entries()) await events.append({ id: `e${index}`, kind: 'user_turn', text: '' });
  expect(await Promise.all(scopes.map(async ({ events }) => (await events.all()).map(({ id }) => id)))).toEqual([['e0'], ['e1'], ['e2']]);
  expect(await Promise.all(scopes.map(async ({ events }) => (await events.tail(5)).map(({ id }) => id)))).toEqual([['e0'], ['e1'], ['e2']]);
});
