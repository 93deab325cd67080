import type { StoredEpisode } from '../../../contract/episodic-store.ts';
import { jsonObject } from './json.ts';
import { refuse } from './refusal.ts';
import type { RoomModel } from './room.ts';
import { ranked } from './search.ts';
import * as check from './values.ts';
import { copied } from './world.ts';
import type { ScopeData } from './world.ts';

const MEMBERS = ['episodeId', 'summary', 'tags', 'metadata', 'sensitivity'];

export function episodesModel(data: ScopeData): RoomModel<'episodes'> {
  const find = (id: unknown): StoredEpisode | undefined => {
    const asked = check.identifier(id, 'id');
    return data.episodes.find(({ episodeId }) => episodeId === asked);
  };
  return {
    add: (value) => {
      const episode = readEpisode(value);
      if (find(episode.episodeId) !== undefined) refuse('DUPLICATE_ITEM');
      data.episodes.push(episode);
    },
    get: (id) => copied(find(id) ?? null),
    all: () => copied(data.episodes),
    latest: (n) => copied(data.episodes.toReversed().slice(0, check.optionalCount(n) ?? 3)),
    search: (query, given) => {
      const asked = check.text(query, 'query');
      const topK = check.optionalCount(check.options(given, ['topK'])['topK']) ?? 5;
      const best = ranked(data.episodes.map(({ summary }) => summary), asked).slice(0, topK);
      return copied(best.map((place) => data.episodes[place]));
    },
    delete: (id) => {
      const gone = find(id) ?? refuse('ITEM_NOT_FOUND');
      data.episodes = data.episodes.filter((episode) => episode !== gone);
    },
  };
}

function readEpisode(value: unknown): StoredEpisode {
  const episode = check.members(value, 'episode', MEMBERS);
  return {
    episodeId: check.identifier(episode['episodeId'], 'episodeId'),
    summary: check.text(episode['summary'], 'summary'),
    tags: check.tags(episode['tags'], 'tags'),
    metadata: jsonObject(episode['metadata'], 'metadata'),
    sensitivity: check.sensitivity(episode['sensitivity'], 'sensitivity'),
  };
}
