import { expect, test } from 'vitest';
import type { Backend } from '../../src/adapter.ts';
import { exportStore, importStore } from '../../src/index.ts';
import { episode, fact, item, range } from '../../src/conformance/samples.ts';
import { overriding } from '../conformance/mutants/mutant.ts';
import { MapBackend, openOn } from '../support/map-backend.ts';

/** A backend that lets another writer do something before the second page, or the second of several scans, is read. */
function interrupted(): { readonly backend: Backend; readonly interruption: { run: () => Promise<unknown> } } {
  const honest = new MapBackend();
  const interruption = { run: async (): Promise<unknown> => undefined };
  let scans = 0;
  const scan: Backend['scan'] = async (scope, collection, range) => {
    scans += 1;
    if (scans === 2) await interruption.run();
    return honest.scan(scope, collection, range);
  };
  return { backend: overriding<Backend>(honest, { scan }), interruption };
}

test('a batch of another writer is whole to whoever asks for several kinds', async () => {
  const { backend, interruption } = interrupted();
  const [reader, writer] = [await openOn(backend), await openOn(backend)];
  await writer.events.append(item('first', { kind: 'a' }));
  interruption.run = async () => await writer.events.appendMany([item('x', { kind: 'a' }), item('y', { kind: 'b' })]);
  expect((await reader.events.filterByKind('a', 'b')).map(({ id }) => id)).toEqual(['first']);
  expect((await reader.events.filterByKind('a', 'b')).map(({ id }) => id)).toEqual(['first', 'x', 'y']);
});

test('a batch of another writer is whole to whoever asks for the newest of several kinds', async () => {
  const { backend, interruption } = interrupted();
  const [reader, writer] = [await openOn(backend), await openOn(backend)];
  await writer.events.append(item('first', { kind: 'a' }));
  interruption.run = async () => await writer.events.appendMany([item('x', { kind: 'a' }), item('y', { kind: 'b' })]);
  expect((await reader.events.query({ kinds: ['a', 'b'], order: 'desc' })).map(({ id }) => id)).toEqual(['first']);
});

test('a fact that another writer replaces between two pages comes once, as it is then', async () => {
  const { backend, interruption } = interrupted();
  const [reader, writer] = [await openOn(backend), await openOn(backend)];
  for (const n of range(1, 600)) await writer.facts.put(fact(`f${n}`));
  interruption.run = async () => await writer.facts.put(fact('f1', { value: 'new' }));
  const facts = await reader.facts.all();
  expect(facts).toHaveLength(600);
  expect(facts.filter(({ factId }) => factId === 'f1')).toMatchObject([{ value: 'new' }]);
});

test('an episode that another writer deletes and adds between two pages comes once, in its new place', async () => {
  const { backend, interruption } = interrupted();
  const [reader, writer] = [await openOn(backend), await openOn(backend)];
  for (const n of range(1, 600)) await writer.episodes.add(episode(`ep${n}`));
  interruption.run = async () => {
    await writer.episodes.delete('ep1');
    await writer.episodes.add(episode('ep1', { summary: 'again' }));
  };
  const episodes = await reader.episodes.all();
  expect(episodes).toHaveLength(600);
  expect(episodes.at(-1)).toMatchObject({ episodeId: 'ep1', summary: 'again' });
});

test('a search finds what another writer adds while it reads in the next search, once', async () => {
  const { backend, interruption } = interrupted();
  const [reader, writer] = [await openOn(backend), await openOn(backend)];
  for (const n of range(1, 600)) await writer.episodes.add(episode(`ep${n}`));
  interruption.run = async () => {
    await writer.episodes.add(episode('new', { summary: 'needle' }));
    await writer.episodes.delete('ep600');
  };
  await reader.episodes.search('needle');
  expect((await reader.episodes.search('needle')).map(({ episodeId }) => episodeId)).toEqual(['new']);
  await writer.episodes.delete('new');
  expect(await reader.episodes.search('needle')).toEqual([]);
});

test('an import that fails is taken back in one step, with the head that it had reached', async () => {
  const honest = new MapBackend();
  const calls: unknown[] = [];
  const takeBack: Backend['takeBack'] = (scope, collection, head, to) => {
    calls.push({ scope, collection, head, to });
    honest.remove(scope, collection, null);
    honest.append(scope, collection, [], () => ({ entries: [], head: to }));
    return true;
  };
  const store = await openOn(overriding<Backend>(honest, { takeBack }));
  await expect(importStore(store, await badExport())).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  expect(calls).toEqual([{ scope: 'default', collection: 'events', head: 250, to: 0 }]);
  expect(await store.events.count()).toBe(0);
});

test('where another writer has come in between, nothing is taken back, and the import says so', async () => {
  const honest = new MapBackend();
  const other = await openOn(honest);
  const takeBack: Backend['takeBack'] = async () => {
    await other.events.append(item('theirs'));
    return false;
  };
  const store = await openOn(overriding<Backend>(honest, { takeBack }));
  await expect(importStore(store, await badExport())).rejects.toMatchObject({ code: 'BACKEND', message: expect.stringContaining('could not be taken back') as unknown });
  expect([await other.events.count(), await other.events.has('theirs')]).toEqual([251, true]);
});

/** An export of more than an import writes at once, with another line at its end. */
async function badExport(): Promise<string[]> {
  const store = await openOn(new MapBackend());
  await store.events.appendMany(range(1, 300).map((n) => item(`e${n}`)));
  const lines = await Array.fromAsync(exportStore(store));
  return [...lines.slice(0, -1), 'no line'];
}
