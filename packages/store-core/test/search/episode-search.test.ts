import { expect, test } from 'vitest';
import type { Collection, ScanRange, Stored } from '../../src/adapter.ts';
import type { Store } from '../../src/index.ts';
import { MapBackend, openOn } from '../support/map-backend.ts';

const COUNT = 2600;

class CountingBackend extends MapBackend {
  read = 0;

  override scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    const page = super.scan(scope, collection, range);
    this.read += page.length;
    return page;
  }
}

test.each([0, 1, 5, 700, 1300, COUNT])('the best %i of thousands that share a term are those of a full ranking', async (topK) => {
  await using store = await openOn(new MapBackend());
  await fill(store);
  const found = await store.episodes.search('alpha beta', { topK });
  expect(found.map(({ episodeId }) => episodeId)).toEqual(ranked().slice(0, topK));
});

test('views of one scope share its index: a fresh one reads nothing again, and what another has added or deleted is seen', async () => {
  const backend = new CountingBackend();
  await using store = await openOn(backend);
  await fill(store);
  await store.episodes.search('alpha');
  backend.read = 0;
  expect(await store.withScope('default').episodes.search('alpha beta')).toHaveLength(5);
  expect(backend.read).toBe(0);
  await store.withScope('default').episodes.add({ episodeId: 'new', summary: 'gamma' });
  expect((await store.episodes.search('gamma')).map(({ episodeId }) => episodeId)).toEqual(['new']);
  expect(backend.read).toBe(1);
  await store.episodes.delete('new');
  expect(await store.withScope('default').episodes.search('gamma')).toEqual([]);
});

test('scopes do not share: however many there are, each finds its own', async () => {
  await using store = await openOn(new MapBackend());
  const scopes = Array.from({ length: 40 }, (_, number) => store.withScope(`s${number}`));
  for (const { episodes, scope } of scopes) await episodes.add({ episodeId: scope, summary: 'alpha' });
  for (const { episodes, scope } of [...scopes, ...scopes]) expect((await episodes.search('alpha')).map(({ episodeId }) => episodeId)).toEqual([scope]);
});

async function fill(store: Store): Promise<void> {
  await Promise.all(Array.from({ length: COUNT }, async (_, number) => await store.episodes.add({ episodeId: `e${number}`, summary: wordsOf(number).join(' ') })));
}

/** Of different lengths, so that there are many scores and many ties. */
function wordsOf(number: number): readonly string[] {
  const filling = Array.from({ length: number % 37 }, () => 'filling');
  return [...(number % 5 === 0 ? ['beta'] : []), 'alpha', ...filling];
}

/** Every id, best first, as the definition says it. */
function ranked(): readonly string[] {
  const all = Array.from({ length: COUNT }, (_, number) => wordsOf(number));
  const weight = (term: string): number => Math.log((1 + COUNT) / (1 + all.filter((words) => words.includes(term)).length)) + 1;
  const [alpha, beta] = [weight('alpha'), weight('beta')];
  const score = (words: readonly string[]): number => (1 / words.length) * alpha + (words.includes('beta') ? (1 / words.length) * beta : 0);
  return all
    .map((words, number) => ({ number, score: score(words) }))
    .toSorted((a, b) => b.score - a.score || a.number - b.number)
    .map(({ number }) => `e${number}`);
}
