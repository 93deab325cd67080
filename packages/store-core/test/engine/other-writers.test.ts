import { expect, test } from 'vitest';
import type { Backend } from '../../src/adapter.ts';
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
