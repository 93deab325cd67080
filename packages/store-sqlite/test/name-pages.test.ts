import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const COUNT = 3500;

test('a list of many artifacts, and of many keys, is whole and in order, and leaves the event loop its turns', async () => {
  await using store = await openStore({ path: file('store.db'), durability: 'process' });
  const names = Array.from({ length: COUNT }, (_, number) => `n${String(number).padStart(5, '0')}`);
  await Promise.all(names.map(async (name) => await store.artifacts.put(name, name)));
  await Promise.all(names.map(async (name) => await store.facts.put({ factId: name, key: name, value: '' })));
  const turns = countTurns();
  expect((await store.artifacts.listRefs()).map(({ handle }) => handle)).toEqual(names);
  expect(await store.facts.listKeys()).toEqual(names);
  expect(turns()).toBeGreaterThan(5);
  expect((await store.artifacts.listRefs({ after: 'n00010', limit: 2500 })).map(({ handle }) => handle)).toEqual(names.slice(11, 2511));
}, 30_000);

test('a list that another process writes to meanwhile is that of one moment', async () => {
  const path = file('store.db');
  await using store = await openStore({ path, durability: 'process' });
  await using other = await openStore({ path, durability: 'process' });
  await Promise.all(Array.from({ length: COUNT }, async (_, number) => await store.artifacts.put(`m${number}`, '')));
  for (let round = 0; round < 10; round += 1) {
    // The second is put only once the first is there: who sees the second sees the first, which stands before all others.
    const writing = other.artifacts.put(`a${round}`, '').then(async () => await other.artifacts.put(`z${round}`, ''));
    const handles = new Set((await store.artifacts.listRefs()).map(({ handle }) => handle));
    expect(handles.has(`z${round}`) && !handles.has(`a${round}`)).toBe(false);
    await writing;
  }
}, 30_000);

/** Counts the turns of the event loop from now on. */
function countTurns(): () => number {
  let count = 0;
  let next = setImmediate(function turn() {
    count += 1;
    next = setImmediate(turn);
  });
  return () => {
    clearImmediate(next);
    return count;
  };
}
