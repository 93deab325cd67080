import type { Collection, Decide } from '../../../src/adapter.ts';
import { InvalidValueError, ItemNotFoundError, type StoredEpisode } from '../../../src/index.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { careless, codeOf, inEpisodes } from './changing.ts';
import { broken, type Mutant } from './mutant.ts';

class ReplacesEpisodes extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => decide(collection === 'episodes' ? { ...state, known: new Map() } : state));
  }
}

/** What is wrong with episodes, but for `search`. */
export const EPISODE_MUTANTS: readonly Mutant[] = [
  inEpisodes({
    name: 'gives each tag of an episode once, in order', source: 'Redis sets, MongoDB: $addToSet, PostgreSQL: array_agg(DISTINCT …), which sorts',
    dies: 'episodes.add.read-back', message: /get: expected at \.tags(\[0\])? \["b", "a", "b"\], got \["a", "b"\]/,
  }, (episodes) => ({
    get: async (id) => {
      const episode = await episodes.get(id);
      return episode === null ? null : { ...episode, tags: [...new Set(episode.tags)].toSorted((a, b) => (a < b ? -1 : 1)) };
    },
  })),
  inEpisodes({
    name: 'has one empty tag for none', source: 'tags joined with commas into one column: \'\'.split(\',\') has one member',
    dies: 'episodes.add.defaults', message: /all\(\): expected at \[0\]\.tags \[\], got \[""\]/,
  }, (episodes) => ({ all: async () => (await episodes.all()).map((episode) => ({ ...episode, tags: episode.tags.join().split(',') })) })),
  broken({
    name: 'replaces an episode with the same id', source: 'contextweaver\'s in-memory episodes (store/episodic.py): put stores or updates',
    dies: 'episodes.add.duplicate-id', message: /add of a known id: expected DUPLICATE_ITEM, but it succeeded/,
  }, () => new ReplacesEpisodes()),
  inEpisodes({
    name: 'throws for an unknown episode', source: 'contextweaver\'s in-memory episodes (store/episodic.py): get raises KeyError',
    dies: 'episodes.get.unknown', message: /unexpected: ITEM_NOT_FOUND: Episode not found: "b"/,
  }, (episodes) => ({
    get: async (id) => {
      const episode = await episodes.get(id);
      if (episode === null) throw new ItemNotFoundError(`Episode not found: ${JSON.stringify(id)}`);
      return episode;
    },
  })),
  inEpisodes({
    name: 'gives numbers among the ids first', source: 'JavaScript: an object by id gives keys that are array indices first',
    dies: 'episodes.all.order', message: /all\(\): expected at \[0\] "m", got "9"/,
  }, (episodes) => ({ all: async () => Object.values(Object.fromEntries((await episodes.all()).map((episode) => [episode.episodeId, episode]))) })),
  inEpisodes({
    name: 'gives the latest oldest first', source: 'list[-n:] in Python, slice(-n) in JavaScript: the last n, but not from the newest',
    dies: 'episodes.latest.newest-first', message: /latest\(\): expected at \[0\] "e", got "c"/,
  }, (episodes) => ({ latest: async (n) => (await episodes.latest(n)).toReversed() })),
  inEpisodes({
    name: 'gives the three latest for none', source: 'JavaScript: `n || 3`',
    dies: 'episodes.latest.newest-first', message: /latest\(0\): nothing, never everything: expected \[\], got/,
  }, (episodes) => ({ latest: async (n) => await episodes.latest(n === 0 ? undefined : n) })),
  inEpisodes({
    name: 'gives the latest of what is no count', source: 'contextweaver\'s in-memory episodes (store/episodic.py): `len(result) >= n`, which any number passes sometime',
    dies: 'episodes.latest.bad-count', message: /latest\(-1\): expected INVALID_ARGUMENT, but it succeeded/,
  }, (episodes) => ({ latest: async (n) => await episodes.latest(n === undefined ? n : careless(n, 0)) })),
  inEpisodes({
    name: 'finds what it deleted', source: 'search engines: a deleted document is found until the index is refreshed',
    dies: 'episodes.delete.gone', message: /search: expected \[\], got/,
  }, (episodes) => {
    const deleted: StoredEpisode[] = [];
    return {
      delete: async (id) => {
        const episode = await episodes.get(id);
        await episodes.delete(id);
        if (episode !== null) deleted.push(episode);
      },
      search: async (query, options) => {
        const found = await episodes.search(query, options);
        return [...found, ...deleted.filter(({ summary }) => query !== '' && summary.includes(query))];
      },
    };
  }),
  inEpisodes({
    name: 'deletes an unknown episode without a word', source: 'SQL: DELETE of no rows is no error; Map.delete and Redis: DEL say so in a result that nobody reads',
    dies: 'episodes.delete.unknown', message: /delete\('b'\): expected ITEM_NOT_FOUND, but it succeeded/,
  }, (episodes) => ({
    delete: async (id) => await episodes.delete(id).catch((error: unknown) => {
      if (codeOf(error) !== 'ITEM_NOT_FOUND') throw error;
    }),
  })),
  inEpisodes({
    name: 'takes episode ids that differ in width for one', source: 'Unicode: NFKC, as user names and search keys are normalised: a ligature is two letters, the Kelvin sign a K',
    dies: 'episodes.distinct-ids', message: /get\("\u212a"\): expected|unexpected: DUPLICATE_ITEM/,
  }, (episodes) => ({ add: async (episode) => await episodes.add(typeof episode.episodeId === 'string' ? { ...episode, episodeId: episode.episodeId.normalize('NFKC') } : episode) })),
  inEpisodes({
    name: 'gives the first page of all episodes', source: 'Elasticsearch: a search gives 10 hits unless told otherwise; here a page has 500',
    dies: 'episodes.several-hundred', message: /all\(\): expected/,
  }, (episodes) => ({ all: async () => (await episodes.all()).slice(0, 500) })),
  inEpisodes({
    name: 'says of a bad episode id that there is none', source: 'stores that check what is written, and look up whatever they are asked for',
    dies: 'episodes.bad-identifier', message: /get\(""\): expected INVALID_VALUE, but it succeeded with null/,
  }, (episodes) => ({
    get: async (id) => await episodes.get(id).catch((error: unknown) => {
      if (error instanceof InvalidValueError) return null;
      throw error;
    }),
  })),
  inEpisodes({
    name: 'looks an episode up before it takes its place for a delete', source: 'drivers that run two statements for one call, between which others come',
    dies: 'episodes.not-awaited', message: /add a, add a, count, delete a, count, delete a, add a, search, add b, latest: expected/,
  }, (episodes) => ({
    delete: async (id) => {
      await episodes.get(id);
      await episodes.delete(id);
    },
  })),
];
