import type { Episode, EpisodicStore, StoredEpisode } from '../contract/episodic-store.ts';
import { DuplicateItemError, ItemNotFoundError } from '../errors.ts';
import { entryAt } from '../records/draft.ts';
import { draftEpisode, readEpisode } from '../records/episode.ts';
import { optionMembers } from '../values/members.ts';
import { checkCount } from '../values/numbers.ts';
import { checkIdentifier, checkText } from '../values/strings.ts';
import { lastOfEach, QueryWalk } from './record-query.ts';
import { RecordReader } from './record-reader.ts';
import type { Session } from './session.ts';

const SEARCH_KEYS: ReadonlySet<string> = new Set(['topK']);

/** The episodes of one view. */
export class CoreEpisodicStore implements EpisodicStore {
  readonly #session: Session;
  readonly #reader: RecordReader<StoredEpisode>;

  constructor(session: Session) {
    this.#session = session;
    this.#reader = new RecordReader(session, 'episodes', readEpisode);
  }

  async add(episode: Episode): Promise<void> {
    this.#session.writing();
    const draft = draftEpisode(episode);
    await this.#session.append('episodes', {
      ids: [draft.id],
      decide: (state) => {
        if (state.known(draft.id) !== undefined) {
          throw new DuplicateItemError(`scope ${JSON.stringify(this.#session.scope)}: the episode ${JSON.stringify(draft.id)} exists already`, {
            details: { id: draft.id },
          });
        }
        return { entries: [entryAt(draft, state.head + 1)], result: undefined };
      },
    });
  }

  async get(id: string): Promise<StoredEpisode | null> {
    this.#session.reading();
    const key = checkIdentifier(id, 'id');
    return (await this.#session.read(() => this.#reader.get(key))) ?? null;
  }

  async all(): Promise<StoredEpisode[]> {
    this.#session.reading();
    return lastOfEach(await this.#list(false, Number.POSITIVE_INFINITY), ({ episodeId }) => episodeId);
  }

  async latest(n?: number): Promise<StoredEpisode[]> {
    this.#session.reading();
    return await this.#list(true, n === undefined ? 3 : checkCount(n, 'n'));
  }

  async search(query: string, options?: { readonly topK?: number | undefined }): Promise<StoredEpisode[]> {
    this.#session.reading();
    const text = checkText(query, 'query');
    const { topK } = optionMembers(options, 'options', SEARCH_KEYS);
    const count = topK === undefined ? 5 : checkCount(topK, 'topK');
    return await this.#session.read(async () => {
      const { backend, connection, scope } = this.#session;
      const index = connection.episodeSearches.of(scope);
      const best: StoredEpisode[] = [];
      for (const id of await index.search(() => backend.summary(scope, 'episodes'), this.#reader, text, count)) {
        const episode = await this.#reader.get(id);
        if (episode !== undefined) best.push(episode);
      }
      return best;
    });
  }

  async delete(id: string): Promise<void> {
    this.#session.writing();
    const key = checkIdentifier(id, 'id');
    const removed = await this.#session.write(() => this.#session.backend.remove(this.#session.scope, 'episodes', { field: 'id', value: key }));
    if (removed > 0) return;
    throw new ItemNotFoundError(`scope ${JSON.stringify(this.#session.scope)}: there is no episode ${JSON.stringify(key)}`, { details: { id: key } });
  }

  async #list(reverse: boolean, limit: number): Promise<StoredEpisode[]> {
    const walk = new QueryWalk(this.#reader, { conditions: [], accepts: null, after: 0, reverse, limit });
    return await this.#session.read(() => walk.rest());
  }
}
