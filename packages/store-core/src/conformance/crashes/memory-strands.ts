import { episode, fact } from '../samples.ts';
import type { Strand } from './strand.ts';

/** Facts that are put, replaced, deleted and put once more. */
export const facts: Strand = {
  name: 'fact',
  width: 1,
  cycle: 4,
  step: (number) => ({ subject: factId(number), state: number % 4 === 2 ? null : factValue(number) }),
  run: async ({ facts }, number) => {
    if (number % 4 === 2) await facts.delete(factId(number));
    else await facts.put(fact(factId(number), { value: factValue(number) }));
  },
  observe: async ({ facts }) => new Map((await facts.all()).filter(({ factId }) => factId.startsWith('fact-')).map(({ factId, value }) => [factId, value])),
};

/** Episodes that are added, of which every other one is deleted. */
export const episodes: Strand = {
  name: 'episode',
  width: 1,
  cycle: 3,
  step: (number) => ({ subject: episodeId(number), state: number % 3 === 2 ? null : episode(episodeId(number)).summary }),
  run: async ({ episodes }, number) => {
    if (number % 3 === 2) await episodes.delete(episodeId(number));
    else await episodes.add(episode(episodeId(number)));
  },
  observe: async ({ episodes }) => {
    const own = (await episodes.all()).filter(({ episodeId }) => episodeId.startsWith('episode-'));
    return new Map(own.map(({ episodeId, summary }) => [episodeId, summary]));
  },
};

function factId(number: number): string {
  return `fact-${Math.floor(number / 4)}`;
}

/** Long ones, too. */
function factValue(number: number): string {
  return `value ${number}${' and more'.repeat(number % 5 === 0 ? 2000 : 0)}`;
}

function episodeId(number: number): string {
  return `episode-${Math.floor(number / 3)}-${number % 3 === 1 ? 'kept' : 'deleted'}`;
}
