import type { StoredEpisode } from '../../contract/episodic-store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { BAD_COUNTS, NO_IDENTIFIERS, EASILY_MISTAKEN, episode, outcomes, range, wrong } from '../samples.ts';

const FULL = {
  episodeId: 'full', summary: 'What was done \u0000 \u{1f600}', tags: ['b', 'a', 'b'], metadata: { nested: { list: [1, 'two', null] } },
  sensitivity: 'restricted',
} as const;

function episodeIds(episodes: readonly StoredEpisode[]): string[] {
  return episodes.map((one) => one.episodeId);
}

/** Episodes, but for `search`. */
export const episodesCases: readonly ConformanceCase[] = [
  defineCase('episodes.add.read-back', 'episodes.values', 'every member reads back as it was given', async (kit) => {
    const { episodes } = await kit.open();
    kit.expect.equal(await episodes.add(FULL), undefined, 'what add gives');
    kit.expect.equal(await episodes.get('full'), FULL, 'get');
    kit.expect.equal([await episodes.all(), await episodes.latest()], [[FULL], [FULL]], 'all and latest');
    kit.expect.equal(await episodes.search('done'), [FULL], 'search');
  }),

  defineCase('episodes.add.defaults', 'episodes.defaults', 'what is left out, or undefined, is filled in', async (kit) => {
    const { episodes } = await kit.open();
    const defaults = { tags: [], metadata: {}, sensitivity: 'public' };
    await episodes.add({ episodeId: 'a', summary: '' });
    await episodes.add({ episodeId: 'b', summary: '', tags: undefined, metadata: undefined, sensitivity: undefined });
    kit.expect.equal(await episodes.all(), ['a', 'b'].map((episodeId) => ({ episodeId, summary: '', ...defaults })), 'all()');
  }),

  defineCase('episodes.add.duplicate-id', 'episodes.duplicates', 'add of a known id is DUPLICATE_ITEM, even with the same content', async (kit) => {
    const store = await kit.open();
    await store.episodes.add(episode('a', { summary: 'first' }));
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.episodes.add(episode('a', { summary: 'second' })), 'DUPLICATE_ITEM', 'add of a known id');
      await kit.expect.rejects(store.episodes.add(episode('a', { summary: 'first' })), 'DUPLICATE_ITEM', 'add of a known id with the same content');
    }, 'a duplicate');
    kit.expect.equal(await store.episodes.search('second'), [], 'search for what was refused');
  }),

  defineCase('episodes.get.unknown', 'episodes.get', 'get of an unknown id is null', async (kit) => {
    const { episodes } = await kit.open();
    await episodes.add(episode('a'));
    for (const id of ['b', 'A', 'a ', '%', '*', 'constructor', '__proto__', '0']) {
      kit.expect.equal(await episodes.get(id), null, `get('${id}') where only 'a' is stored`);
    }
  }),

  defineCase('episodes.all.order', 'episodes.order', 'all() is in insertion order, also after deletes', async (kit) => {
    const { episodes } = await kit.open();
    const order = ['m', 'z', 'a', '10', '9', 'B'];
    for (const id of order) await episodes.add(episode(id));
    kit.expect.equal(episodeIds(await episodes.all()), order, 'all()');
    await episodes.delete('z');
    await episodes.delete('B');
    await episodes.add(episode('z'));
    kit.expect.equal(episodeIds(await episodes.all()), ['m', 'a', '10', '9', 'z'], 'all() after z and B were deleted and z was added anew');
  }),

  defineCase('episodes.latest.newest-first', 'episodes.latest', 'latest(n) gives the newest, newest first; 3 unless told', async (kit) => {
    const { episodes } = await kit.open();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await episodes.add(episode(id));
    kit.expect.equal(episodeIds(await episodes.latest()), ['e', 'd', 'c'], 'latest()');
    kit.expect.equal(episodeIds(await episodes.latest(undefined)), ['e', 'd', 'c'], 'latest(undefined)');
    kit.expect.equal(episodeIds(await episodes.latest(2)), ['e', 'd'], 'latest(2)');
    kit.expect.equal(episodeIds(await episodes.latest(9)), ['e', 'd', 'c', 'b', 'a'], 'latest(9) of five');
    kit.expect.equal(await episodes.latest(0), [], 'latest(0): nothing, never everything');
    await episodes.delete('e');
    await episodes.add(episode('b2'));
    kit.expect.equal(episodeIds(await episodes.latest()), ['b2', 'd', 'c'], 'latest() after e was deleted and b2 added');
  }),

  defineCase('episodes.latest.bad-count', 'arguments.counts', 'latest of what is no count is refused', async (kit) => {
    const { episodes } = await kit.open();
    await episodes.add(episode('a'));
    for (const bad of BAD_COUNTS) await kit.expect.rejects(() => episodes.latest(wrong(bad)), 'INVALID_ARGUMENT', `latest(${String(bad)})`);
  }),

  defineCase('episodes.delete.gone', 'episodes.delete', 'what was deleted is gone for every method, and its id may be added anew', async (kit) => {
    const { episodes } = await kit.open();
    for (const id of ['a', 'b', 'c']) await episodes.add(episode(id, { summary: `about ${id}${id}` }));
    kit.expect.equal(await episodes.delete('b'), undefined, 'what delete gives');
    kit.expect.equal(await episodes.get('b'), null, 'get');
    kit.expect.equal([episodeIds(await episodes.all()), episodeIds(await episodes.latest())], [['a', 'c'], ['c', 'a']], 'all and latest');
    kit.expect.equal(await episodes.search('bb'), [], 'search');
    await episodes.add(episode('b', { summary: 'anew' }));
    kit.expect.equal((await episodes.get('b'))?.summary, 'anew', 'summary of what was added anew');
  }),

  defineCase('episodes.delete.unknown', 'episodes.delete', 'delete of an unknown id is ITEM_NOT_FOUND', async (kit) => {
    const store = await kit.open();
    await store.episodes.add(episode('a'));
    await kit.expect.unchanged(store, async () => {
      for (const id of ['b', 'A', '%', '_', '*', 'a ']) await kit.expect.rejects(store.episodes.delete(id), 'ITEM_NOT_FOUND', `delete('${id}')`);
    }, 'delete of an unknown id');
    await store.episodes.delete('a');
    await kit.expect.rejects(store.episodes.delete('a'), 'ITEM_NOT_FOUND', 'delete again');
  }),

  defineCase('episodes.distinct-ids', 'identifiers.exact', 'ids that differ at all are different episodes', async (kit) => {
    const { episodes } = await kit.open();
    await Promise.all(EASILY_MISTAKEN.map((id, index) => episodes.add(episode(id, { summary: `number ${index}` }))));
    for (const [index, id] of EASILY_MISTAKEN.entries()) {
      kit.expect.equal((await episodes.get(id))?.summary, `number ${index}`, `get(${JSON.stringify(id)})`);
    }
    for (const [index, id] of EASILY_MISTAKEN.entries()) {
      await episodes.delete(id);
      kit.expect.equal((await episodes.all()).length, EASILY_MISTAKEN.length - index - 1, `episodes left after delete(${JSON.stringify(id)})`);
    }
  }),

  defineCase('episodes.several-hundred', 'episodes.order', 'several hundred episodes read back whole and in order', async (kit) => {
    const { episodes } = await kit.open();
    const ids = range(1, 700).map((n) => `ep${n}`);
    await Promise.all(ids.map((id) => episodes.add(episode(id))));
    kit.expect.equal(episodeIds(await episodes.all()), ids, 'all()');
    kit.expect.equal(episodeIds(await episodes.latest(600)), ids.toReversed().slice(0, 600), 'latest(600)');
    kit.expect.equal(episodeIds(await episodes.search('summary', { topK: 600 })), ids.slice(0, 600), 'search for a word that all have, topK 600');
  }),

  defineCase('episodes.bad-identifier', 'arguments.identifiers', 'what is no identifier cannot be asked for either', async (kit) => {
    const { episodes } = await kit.open();
    for (const bad of NO_IDENTIFIERS) {
      await kit.expect.rejects(() => episodes.get(bad), 'INVALID_VALUE', `get(${JSON.stringify(bad.slice(0, 20))})`);
      await kit.expect.rejects(() => episodes.delete(bad), 'INVALID_VALUE', `delete(${JSON.stringify(bad.slice(0, 20))})`);
    }
  }),

  defineCase('episodes.not-awaited', 'order.calls', 'calls that are not awaited take effect in their order', async (kit) => {
    const { episodes } = await kit.open();
    const count = async (): Promise<number> => (await episodes.all()).length;
    const calls = [episodes.add(episode('a')), episodes.add(episode('a')), count(), episodes.delete('a'), count(), episodes.delete('a'),
      episodes.add(episode('a', { summary: 'anew' })), episodes.search('anew').then(episodeIds), episodes.add(episode('b')), episodes.latest(1).then(episodeIds)];
    const expected = [undefined, 'DUPLICATE_ITEM', 1, undefined, 0, 'ITEM_NOT_FOUND', undefined, ['a'], undefined, ['b']];
    kit.expect.equal(await outcomes(calls), expected, 'add a, add a, count, delete a, count, delete a, add a, search, add b, latest');
  }),
];
