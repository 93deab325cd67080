import type { EpisodicStore } from '../../contract/episodic-store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { BAD_COUNTS, episode, range, wrong } from '../samples.ts';

type Summaries = Readonly<Record<string, string>>;

async function addAll(episodes: EpisodicStore, summaries: Summaries): Promise<void> {
  await Promise.all(Object.entries(summaries).map(([id, summary]) => episodes.add(episode(id, { summary }))));
}

async function found(episodes: EpisodicStore, query: string, topK?: number): Promise<string[]> {
  return (await episodes.search(query, { topK })).map(({ episodeId }) => episodeId);
}

/** A case in which searches among these summaries find these episodes, in this order. */
function defineSearches(id: string, clause: string, title: string, summaries: Summaries, searches: Readonly<Record<string, readonly string[]>>): ConformanceCase {
  return defineCase(`episodes.search.${id}`, clause, title, async (kit) => {
    const { episodes } = await kit.open();
    await addAll(episodes, summaries);
    for (const [query, ids] of Object.entries(searches)) {
      kit.expect.equal(await found(episodes, query), ids, `ids found by ${JSON.stringify(query)}, best first`);
    }
  });
}

/** So many words, of which the first `count` are `word` and the others are in no query. */
function words(word: string, count: number, length: number): string {
  return [...range(1, count).map(() => word), ...range(count + 1, length).map((n) => `filler${n}`)].join(' ');
}

/** The contract, word for word, over texts of plain words: the places of the best, ties in their order. */
function ranked(texts: readonly (readonly string[])[], query: readonly string[]): number[] {
  const scores = texts.map((terms) => {
    let score = 0;
    for (const term of new Set(query)) {
      const tf = terms.filter((one) => one === term).length;
      const df = texts.filter((others) => others.includes(term)).length;
      if (tf > 0) score += (tf / terms.length) * (Math.log((1 + texts.length) / (1 + df)) + 1);
    }
    return score;
  });
  return scores.flatMap((score, place) => (score > 0 ? [place] : [])).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** `search`: tokens, TF-IDF, ties, and what is found after changes. */
export const episodesSearchCases: readonly ConformanceCase[] = [
  defineSearches('words', 'episodes.tokens', 'search finds whole words in any case, and any of several', { one: '(Alpha), "beta"; gamma!', two: 'release of beta2' }, {
    alpha: ['one'], BETA: ['one'], 'gamma?': ['one'], beta2: ['two'], 'nowhere gamma': ['one'], gam: [], amma: [], '%': [], 'a*': [], nowhere: [], '': [],
    '!!! ... ---': [],
  }),
  defineSearches('compounds', 'episodes.tokens', 'compounds with . - / are found whole and in parts', { path: 'in packages/store-core/src', version: 'release 2.10.3-beta', mail: 'ann@example.org' }, {
    'packages/store-core/src': ['path'], store: ['path'], core: ['path'], src: ['path'], packages: ['path'], '2.10.3-beta': ['version'], '10': ['version'],
    beta: ['version'],
    'example.org': ['mail'], org: ['mail'], ann: ['mail'], 'store-beta': ['version', 'path'],
  }),
  defineSearches('underscores', 'episodes.tokens', 'an underscore is a letter like others', { one: 'snake_case', two: 'kebab-case' }, {
    snake_case: ['one'], case: ['two'], snake: [], kebab: ['two'],
  }),
  defineSearches('scripts', 'episodes.tokens', 'letters and digits of every script make words', {
    accents: 'Caf\u00e9 \u00dcber stra\u00dfe', cyrillic: '\u041f\u0440\u0438\u0432\u0435\u0442', chinese: '\u4e16\u754c',
    arabic: '\u0645\u0631\u062d\u0628\u0627 \u0664\u0662', astral: '\u{10400}\u{10401}',
  }, {
    'CAF\u00c9': ['accents'], '\u00fcber': ['accents'], 'stra\u00dfe': ['accents'], cafe: [], strasse: [],
    '\u043f\u0440\u0438\u0432\u0435\u0442': ['cyrillic'],
    '\u4e16\u754c': ['chinese'], '\u0645\u0631\u062d\u0628\u0627': ['arabic'], '\u0664\u0662': ['arabic'], '\u{10428}\u{10429}': ['astral'],
  }),
  defineSearches('left-out', 'episodes.tokens', 'English stop words and single characters are no terms', { one: 'the b of and x 7 \u{1f600} \u{1d400} \u{10000}', two: 'there we are' }, {
    the: [], THE: [], of: [], and: [], b: [], '7': [], '\u{1d400}': [], '\u{10000}': [], 'we are the b': [], '\u{1f600}': [],
  }),

  defineSearches('length', 'episodes.ranking', 'the same word weighs more in a shorter summary', { long: 'apple pear plum fig kiwi', short: 'apple pear', middle: 'apple pear plum' }, {
    apple: ['short', 'middle', 'long'],
  }),
  defineSearches('frequency', 'episodes.ranking', 'a word weighs more where it is a greater part of the words', { once: 'apple pear', most: 'apple apple apple pear', often: 'apple apple apple pear plum' }, {
    // 1/2, 3/4 and 3/5 of the words.
    apple: ['most', 'often', 'once'],
  }),
  defineSearches('terms-only', 'episodes.ranking', 'length counts terms: no stop words, and a compound whole and in parts', {
    three: 'apple pear plum', two: 'the apple of the other pear is', compound: 'apple-pear', four: 'apple pear plum fig',
  }, {
    // 1/3; 1/2; 1/3, and later; 1/4.
    apple: ['two', 'three', 'compound', 'four'],
  }),
  defineSearches('rare-above', 'episodes.ranking', 'a rare word outweighs a common one by as much as the formula says', {
    // N 9. rare: df 1, ln(10/2)+1 = 2.6094, 1/10 of it is 0.26094. common: df 8, ln(10/9)+1 = 1.10536, 7/30 of it is 0.25792; each other one has 1/99 of it.
    ...Object.fromEntries(range(1, 7).map((n) => [`filler ${n}`, words('common', 1, 99)])), common: words('common', 7, 30), rare: words('rare', 1, 10),
  }, { 'rare common': ['rare', 'common', 'filler 1', 'filler 2', 'filler 3'] }),
  defineSearches('rare-below', 'episodes.ranking', 'and by no more than that', {
    // As above, but 6/25 of the common word: 0.26529.
    ...Object.fromEntries(range(1, 7).map((n) => [`filler ${n}`, words('common', 1, 99)])), common: words('common', 6, 25), rare: words('rare', 1, 10),
  }, { 'rare common': ['common', 'rare', 'filler 1', 'filler 2', 'filler 3'] }),
  defineSearches('everywhere', 'episodes.ranking', 'a word that every summary has still counts', { only: 'apple' }, { apple: ['only'], 'apple pear': ['only'] }),
  defineSearches('sum', 'episodes.ranking', 'the weights of several words add up', { 'one word': 'apple plum', 'two words': 'apple pear kiwi melon' }, {
    // N 2. apple: df 2, weight 1. pear: df 1, weight ln(3/2)+1 = 1.4055. 1/2 = 0.5 against 1/4 + 1.4055/4 = 0.601, of which neither part is greater than 0.5.
    'apple pear': ['two words', 'one word'], apple: ['one word', 'two words'],
  }),
  defineSearches('repeated', 'episodes.ranking', 'a word that stands twice in a query counts once', { apple: words('apple', 2, 10), pear: words('pear', 3, 10) }, {
    'apple pear': ['pear', 'apple'], 'apple apple pear': ['pear', 'apple'], 'apple APPLE Apple pear': ['pear', 'apple'],
  }),
  defineSearches('ties', 'episodes.ranking', 'ties are in insertion order', { z: 'apple pear', m: 'fig plum', a: 'pear apple', B: 'apple pear', '0th': 'Apple, Pear!', _: 'pear fig' }, {
    'apple pear': ['z', 'a', 'B', '0th', '_'], apple: ['z', 'a', 'B', '0th'],
  }),

  defineSearches('ties-of-terms', 'episodes.ranking', 'ties are in insertion order, whichever of the words each has', { first: 'apple fig', second: 'pear plum' }, {
    'apple pear': ['first', 'second'], 'pear apple': ['first', 'second'],
  }),

  defineCase('episodes.search.formula', 'episodes.ranking', 'the order is that of the formula, whatever the summaries', async (kit) => {
    const store = await kit.open();
    const vocabulary = ['apple', 'pear', 'plum', 'fig', 'kiwi', 'melon', 'grape'];
    const some = (most: number): string[] => range(1, 1 + Math.floor(kit.random() * most)).map(() => vocabulary[Math.floor(kit.random() ** 2 * vocabulary.length)] ?? 'fig');
    for (let round = 0; round < 10; round += 1) {
      const { episodes } = store.withScope(`round ${round}`);
      const texts = range(1, 30).map(() => some(8));
      await Promise.all(texts.map((text, place) => episodes.add(episode(`${place}`, { summary: text.join(' ') }))));
      for (let search = 0; search < 6; search += 1) {
        const query = some(4);
        kit.expect.equal(await found(episodes, query.join(' '), 100), ranked(texts, query).map(String), `order for '${query.join(' ')}' in ${JSON.stringify(texts)}`);
      }
    }
  }),

  defineCase('episodes.search.top-k', 'episodes.top-k', 'topK is the most that is found: 5 unless told, 0 is nothing', async (kit) => {
    const { episodes } = await kit.open();
    const ids = range(1, 9).map((n) => `ep${n}`);
    for (const id of ids) await episodes.add(episode(id, { summary: 'the same apple' }));
    for (const topK of [0, 1, 5, 8, 9, 10, Number.MAX_SAFE_INTEGER]) {
      kit.expect.equal(await found(episodes, 'apple', topK), ids.slice(0, topK), `topK ${topK}`);
    }
    kit.expect.equal((await episodes.search('apple')).length, 5, 'found without options');
    kit.expect.equal([(await episodes.search('apple', {})).length, (await episodes.search('apple', { topK: undefined })).length], [5, 5], 'found without topK');
  }),

  defineCase('episodes.search.bad-options', 'arguments.unknown-keys', 'an option that search does not have, or that makes no sense, is refused', async (kit) => {
    const { episodes } = await kit.open();
    await episodes.add(episode('a'));
    for (const bad of BAD_COUNTS) await kit.expect.rejects(() => episodes.search('a', { topK: wrong(bad) }), 'INVALID_ARGUMENT', `topK ${String(bad)}`);
    for (const bad of [{ limit: 5 }, { topk: 5 }, { k: 1 }, 5, null]) {
      await kit.expect.rejects(() => episodes.search('a', wrong(bad)), 'INVALID_ARGUMENT', `search with the options ${JSON.stringify(bad)}`);
    }
    for (const bad of [undefined, null, 5, ['a'], '\ud800']) {
      const error = await kit.expect.rejects(() => episodes.search(wrong(bad)), 'INVALID_VALUE', `search(${JSON.stringify(bad)})`);
      isInvalidValueAt(kit.expect, error, 'query', `search(${JSON.stringify(bad)})`);
    }
  }),

  defineCase('episodes.search.after-changes', 'episodes.search-current', 'what is added, deleted and added anew between searches counts at once', async (kit) => {
    const store = await kit.open();
    const { episodes } = store;
    await addAll(episodes, { a: 'apple pear', b: 'apple', c: 'plum' });
    kit.expect.equal(await found(episodes, 'apple'), ['b', 'a'], 'at first');
    await episodes.add(episode('d', { summary: 'apple apple' }));
    kit.expect.equal(await found(episodes, 'apple'), ['b', 'd', 'a'], 'after one was added');
    await episodes.delete('b');
    kit.expect.equal(await found(episodes, 'apple'), ['d', 'a'], 'after one was deleted');
    await episodes.add(episode('b', { summary: 'plum plum pear' }));
    kit.expect.equal([await found(episodes, 'apple'), await found(episodes, 'plum')], [['d', 'a'], ['c', 'b']], 'after its id was added anew with another summary');
    await episodes.delete('a');
    await episodes.add(episode('a', { summary: 'apple' }));
    kit.expect.equal(await found(store.withScope(store.scope).episodes, 'apple'), ['d', 'a'], 'by another view, after one was deleted and added as the newest');
  }),

  defineCase('episodes.search.delete-changes-weights', 'episodes.search-current', 'deleted episodes do not count in the weights of words', async (kit) => {
    const { episodes } = await kit.open();
    // With all: N 12, rare df 1: 1/10·(ln(13/2)+1) = 0.287; common df 11: 6/25·(ln(13/12)+1) = 0.259. Without the fillers: N 2, df 1 each: 0.141 and 0.337.
    await addAll(episodes, { rare: words('rare', 1, 10), common: words('common', 6, 25) });
    for (const n of range(1, 10)) await episodes.add(episode(`filler ${n}`, { summary: words('common', 1, 99) }));
    kit.expect.equal(await found(episodes, 'rare common', 2), ['rare', 'common'], 'with ten others');
    for (const n of range(1, 10)) await episodes.delete(`filler ${n}`);
    kit.expect.equal(await found(episodes, 'rare common', 2), ['common', 'rare'], 'after the ten others were deleted');
  }),

  defineCase('episodes.search.scopes', 'episodes.search-current', 'episodes of other scopes do not count in the weights of words', async (kit) => {
    const store = await kit.open();
    const other = store.withScope('other');
    await addAll(store.episodes, { rare: words('rare', 1, 10), common: words('common', 6, 25) });
    for (const n of range(1, 10)) await other.episodes.add(episode(`filler ${n}`, { summary: words('common', 1, 99) }));
    kit.expect.equal(await found(store.episodes, 'rare common'), ['common', 'rare'], 'with ten others in another scope');
    kit.expect.equal(await found(other.episodes, 'rare'), [], 'in the other scope');
  }),
];
