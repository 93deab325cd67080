import type { StoredEpisode } from '../../contract/episodic-store.ts';
import type { Store } from '../../contract/store.ts';

/** What races ask of episodes. `summary` tells who added one. */
export type EpisodeCall = { readonly on: 'episodes' } & (
  | { readonly do: 'add'; readonly id: string; readonly summary: string }
  | { readonly do: 'get' | 'delete'; readonly id: string }
  | { readonly do: 'latest'; readonly n: number }
  | { readonly do: 'all' }
);

/** Makes the call, and gives what came of it as text. */
export async function callEpisodes({ episodes }: Store, call: EpisodeCall): Promise<string> {
  switch (call.do) {
    case 'add':
      await episodes.add({ episodeId: call.id, summary: call.summary });
      return 'added';
    case 'get': {
      const found = await episodes.get(call.id);
      return found === null ? 'null' : listed([found]);
    }
    case 'delete':
      await episodes.delete(call.id);
      return 'deleted';
    case 'latest':
      return listed(await episodes.latest(call.n));
    default:
      return listed(await episodes.all());
  }
}

function listed(episodes: readonly StoredEpisode[]): string {
  return episodes.map(({ episodeId, summary }) => `${episodeId} ${summary}`).join(', ');
}
