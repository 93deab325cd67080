import type { EpisodicStore, StoredEpisode } from '../../../src/index.ts';
import { STOP_WORDS } from '../../../src/search/stop-words.ts';
import { tokens } from '../../../src/search/tokens.ts';
import { careless, inEpisodes, only } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

interface Document {
  readonly episode: StoredEpisode;
  readonly terms: readonly string[];
}

/** How a search ranks; each mutant has one of these wrong. */
interface Ranking {
  readonly terms: (text: string) => readonly string[];
  readonly query: (terms: readonly string[]) => readonly string[];
  readonly frequency: (count: number, document: Document) => number;
  readonly weight: (documents: number, having: number) => number;
  readonly combine: (parts: readonly number[]) => number;
  readonly ties: (a: Document, b: Document) => number;
}

const RANKING: Ranking = {
  terms: tokens,
  query: (terms) => [...new Set(terms)],
  frequency: (count, { terms }) => count / terms.length,
  weight: (documents, having) => Math.log((1 + documents) / (1 + having)) + 1,
  combine: (parts) => parts.reduce((sum, part) => sum + part, 0),
  ties: () => 0,
};

/** The score of each document, best first. */
function ranked(documents: readonly Document[], query: readonly string[], { frequency, weight, combine, ties }: Ranking): StoredEpisode[] {
  const having = new Map(query.map((term) => [term, documents.filter(({ terms }) => terms.includes(term)).length]));
  const scored = documents.map((document) => {
    const parts = query.map((term) => {
      const times = document.terms.filter((one) => one === term).length;
      return times === 0 ? 0 : frequency(times, document) * weight(documents.length, having.get(term) ?? 0);
    });
    return { document, score: combine(parts) };
  });
  return scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || ties(a.document, b.document)).map(({ document }) => document.episode);
}

/** A mutant that searches by itself, with one thing wrong. What the store refuses stays refused. */
function ranking(death: Death, wrong: Partial<Ranking>, corpus: (episodes: EpisodicStore) => Promise<readonly StoredEpisode[]> = async (episodes) => await episodes.all()): Mutant {
  const rules = { ...RANKING, ...wrong };
  return inEpisodes(death, (episodes) => ({
    search: async (query, options) => {
      await episodes.search(query, options);
      const documents = (await corpus(episodes)).map((episode) => ({ episode, terms: rules.terms(episode.summary) }));
      return ranked(documents, rules.query(rules.terms(query)), rules).slice(0, options?.topK ?? 5);
    },
  }));
}

const isWord = (term: string): boolean => Array.from(term).length > 1 && !STOP_WORDS.has(term);

/** What is wrong with `search`. */
export const EPISODE_SEARCH_MUTANTS: readonly Mutant[] = [
  ranking({
    name: 'tells cases apart in a search', source: 'Python: text.split(), SQL: instr, which compare characters as they are',
    dies: 'episodes.search.words', message: /ids found by "alpha", best first/,
  }, { terms: (text) => text.match(/[\p{L}\p{N}_]+(?:[.\-/][\p{L}\p{N}_]+)*/gu)?.flatMap((term) => [term, ...term.split(/[.\-/]/)]).filter((term) => isWord(term.toLowerCase())) ?? [] }),
  ranking({
    name: 'finds compounds as a whole only', source: 'Elasticsearch: the whitespace and keyword tokenizers',
    dies: 'episodes.search.compounds', message: /ids found by "(10|store)", best first/,
  }, { terms: (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+(?:[.\-/][\p{L}\p{N}_]+)*/gu)?.filter(isWord) ?? [] }),
  ranking({
    name: 'ends a word at an underscore', source: 'SQLite: FTS5\'s unicode61 takes an underscore for a separator',
    dies: 'episodes.search.underscores', message: /ids found by "(snake_case|case|snake)", best first/,
  }, { terms: (text) => tokens(text.replaceAll('_', ' ')) }),
  ranking({
    name: 'knows words of ASCII letters only', source: 'JavaScript: /\\w+/, which has no letters but those of ASCII',
    dies: 'episodes.search.scripts', message: /ids found by "\u043f\u0440\u0438\u0432\u0435\u0442", best first: expected \["cyrillic"\], got \[\]/,
  }, { terms: (text) => text.toLowerCase().match(/\w+(?:[.\-/]\w+)*/g)?.flatMap((term) => (/[.\-/]/.test(term) ? [term, ...term.split(/[.\-/]/)] : [term])).filter(isWord) ?? [] }),
  ranking({
    name: 'takes accents away', source: 'SQLite: FTS5\'s unicode61 removes diacritics unless told otherwise',
    dies: 'episodes.search.scripts', message: /ids found by "cafe", best first: expected \[\], got \["accents"\]/,
  }, { terms: (text) => tokens(text.normalize('NFD').replaceAll(/\p{M}/gu, '')) }),
  ranking({
    name: 'finds words that say nothing', source: 'Elasticsearch: the standard analyzer has no stop words unless told so',
    dies: 'episodes.search.left-out', message: /ids found by "the", best first: expected \[\], got/,
  }, { terms: (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+(?:[.\-/][\p{L}\p{N}_]+)*/gu)?.flatMap((term) => (/[.\-/]/.test(term) ? [term, ...term.split(/[.\-/]/)] : [term])).filter((term) => Array.from(term).length > 1) ?? [] }),
  ranking({
    name: 'counts words without a look at the length', source: 'scikit-learn: TfidfVectorizer has raw counts with norm=None',
    dies: 'episodes.search.length', message: /ids found by "apple", best first: expected at \[0\] "short", got "long"/,
  }, { frequency: (count) => count }),
  ranking({
    name: 'takes a word for there or not there', source: 'scikit-learn: binary=True; sets of words in place of lists',
    dies: 'episodes.search.frequency', message: /ids found by "apple", best first/,
  }, { frequency: (_, { terms }) => 1 / terms.length }),
  ranking({
    name: 'counts all that stands between spaces for the length', source: 'text.split(\' \').length, stop words included',
    dies: 'episodes.search.terms-only', message: /ids found by "apple", best first/,
  }, { frequency: (count, { episode }) => count / episode.summary.split(/[ -]/).length }),
  ranking({
    name: 'weighs each word alike', source: 'counts of words without an IDF, as in first versions of most searches',
    dies: 'episodes.search.rare-above', message: /ids found by "rare common", best first: expected at \[0\] "rare", got "common"/,
  }, { weight: () => 1 }),
  ranking({
    name: 'weighs by a logarithm without its 1', source: 'textbooks: idf = ln(N / df), where scikit-learn adds 1',
    dies: 'episodes.search.rare-below', message: /ids found by "rare common", best first: expected at \[0\] "common", got "rare"/,
  }, { weight: (documents, having) => Math.log((1 + documents) / (1 + having)) }),
  ranking({
    name: 'finds nothing by a word that is everywhere', source: 'textbooks: idf = ln(N / df), which is 0 where every document has the word',
    dies: 'episodes.search.everywhere', message: /ids found by "apple", best first: expected \["only"\], got \[\]/,
  }, { weight: (documents, having) => Math.log(documents / having) }),
  ranking({
    name: 'scores the best of several words', source: 'Elasticsearch: dis_max, the greatest of the scores in place of their sum',
    dies: 'episodes.search.sum', message: /ids found by "apple pear", best first: expected at \[0\] "two words", got "one word"/,
  }, { combine: (parts) => Math.max(0, ...parts) }),
  ranking({
    name: 'counts a word twice that stands twice in the query', source: 'Lucene: each term of a query is a clause of its own, and equal ones add up',
    dies: 'episodes.search.repeated', message: /ids found by "apple apple pear", best first: expected at \[0\] "pear", got "apple"/,
  }, { query: (terms) => terms }),
  ranking({
    name: 'breaks ties by id', source: 'sorts made stable by the key at hand: ORDER BY score DESC, id',
    dies: 'episodes.search.ties', message: /ids found by "apple pear", best first: expected at \[0\] "z", got "0th"/,
  }, { ties: (a, b) => (a.episode.episodeId < b.episode.episodeId ? -1 : 1) }),
  ranking({
    name: 'takes the logarithm to the base of 10', source: 'textbooks and spreadsheets, in which log is to the base of 10',
    dies: 'episodes.search.formula', message: /order for '.*' in/,
  }, { weight: (documents, having) => Math.log10((1 + documents) / (1 + having)) + 1 }),
  inEpisodes({
    name: 'finds five where none are asked for', source: 'JavaScript: `topK || 5`',
    dies: 'episodes.search.top-k', message: /topK 0: expected \[\], got/,
  }, (episodes) => ({ search: async (query, options) => await episodes.search(query, options?.topK === 0 ? {} : options) })),
  inEpisodes({
    name: 'makes a topK of what is none', source: 'JSON from a model: numbers come as strings, and parseInt takes them, and worse',
    dies: 'episodes.search.bad-options', message: /topK -1: expected INVALID_ARGUMENT, but it succeeded/,
  }, (episodes) => ({
    search: async (query, options) => await episodes.search(query, typeof options === 'object' && options !== null ? { ...options, topK: careless(options.topK, 5) } : options),
  })),
  inEpisodes({
    name: 'ignores options of a search that it does not know', source: 'JavaScript: `{ topK = 5 } = options`, so that a misspelt option is no option',
    dies: 'episodes.search.bad-options', message: /search with the options \{"limit":5\}: expected INVALID_ARGUMENT, but it succeeded/,
  }, (episodes) => ({ search: async (query, options) => await episodes.search(query, only(options, 'topK')) })),
  inEpisodes({
    name: 'searches what was there at first', source: 'indices built at the first search, and not told of what is added later',
    dies: 'episodes.search.after-changes', message: /after one was added/,
  }, (episodes) => {
    let first: readonly string[] | undefined;
    return {
      search: async (query, options) => {
        const found = await episodes.search(query, options);
        first ??= (await episodes.all()).map(({ episodeId }) => episodeId);
        return found.filter(({ episodeId }) => first?.includes(episodeId));
      },
    };
  }),
  inEpisodes({
    name: 'weighs words by what it deleted, too', source: 'Lucene: deleted documents count in the statistics of terms until segments are merged',
    dies: 'episodes.search.delete-changes-weights', message: /after the ten others were deleted: expected at \[0\] "common", got "rare"/,
  }, (episodes) => {
    const ever: StoredEpisode[] = [];
    return {
      add: async (episode) => {
        await episodes.add(episode);
        const added = await episodes.get(episode.episodeId);
        if (added !== null) ever.push(added);
      },
      search: async (query, options) => {
        await episodes.search(query, options);
        const present = new Set((await episodes.all()).map(({ episodeId }) => episodeId));
        const documents = ever.map((episode) => ({ episode, terms: tokens(episode.summary) }));
        return ranked(documents, RANKING.query(tokens(query)), RANKING).filter(({ episodeId }) => present.has(episodeId)).slice(0, options?.topK ?? 5);
      },
    };
  }),
  inEpisodes({
    name: 'weighs words by the episodes of all scopes', source: 'Elasticsearch, SQLite\'s FTS5: one index for all tenants, filtered after the ranking',
    dies: 'episodes.search.scopes', message: /with ten others in another scope: expected at \[0\] "common", got "rare"/,
  }, (episodes, store) => ({
    search: async (query, options) => {
      await episodes.search(query, options);
      const own = new Set((await episodes.all()).map(({ episodeId }) => episodeId));
      const all = await Promise.all((await store.scopes()).map(async (scope) => await store.withScope(scope).episodes.all()));
      const documents = all.flat().map((episode) => ({ episode, terms: tokens(episode.summary) }));
      return ranked(documents, RANKING.query(tokens(query)), RANKING).filter(({ episodeId }) => own.has(episodeId)).slice(0, options?.topK ?? 5);
    },
  })),
  inEpisodes({
    name: 'breaks ties by the order of the words', source: 'inverted indices: scores are gathered word by word in a Map, and a stable sort keeps ties as they were gathered',
    dies: 'episodes.search.ties-of-terms', message: /ids found by "pear apple", best first: expected at \[0\] "first", got "second"/,
  }, (episodes) => ({
    search: async (query, options) => {
      await episodes.search(query, options);
      const documents = (await episodes.all()).map((episode) => ({ episode, terms: tokens(episode.summary) }));
      const words = RANKING.query(tokens(query));
      const gathered = words.flatMap((word) => documents.filter(({ terms }) => terms.includes(word)));
      return ranked([...new Set([...gathered, ...documents])], words, RANKING).slice(0, options?.topK ?? 5);
    },
  })),
];
