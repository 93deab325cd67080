import type { Specification } from '../linearizability/specification.ts';
import type { EpisodeCall } from './episode-calls.ts';

interface Episode {
  readonly id: string;
  readonly summary: string;
}

/** The episodes of one scope, as the contract has it: ids unique, in the order in which they were added. */
export const EPISODE_SPECIFICATION: Specification<EpisodeCall, readonly Episode[]> = {
  initial: [],
  key: (episodes) => listed(episodes),
  run(episodes, call) {
    switch (call.do) {
      case 'add':
        if (episodes.some(({ id }) => id === call.id)) return { state: episodes, outcome: 'DUPLICATE_ITEM' };
        return { state: [...episodes, { id: call.id, summary: call.summary }], outcome: 'added' };
      case 'get':
        return { state: episodes, outcome: listed(episodes.filter(({ id }) => id === call.id)) || 'null' };
      case 'delete': {
        const kept = episodes.filter(({ id }) => id !== call.id);
        return { state: kept, outcome: kept.length < episodes.length ? 'deleted' : 'ITEM_NOT_FOUND' };
      }
      case 'latest':
        return { state: episodes, outcome: listed(episodes.toReversed().slice(0, call.n)) };
      default:
        return { state: episodes, outcome: listed(episodes) };
    }
  },
};

function listed(episodes: readonly Episode[]): string {
  return episodes.map(({ id, summary }) => `${id} ${summary}`).join(', ');
}
