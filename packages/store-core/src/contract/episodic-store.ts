import type { Sensitivity } from './event-log.ts';
import type { JsonObject } from './json.ts';

/** What is to be remembered of a finished piece of work. */
export interface Episode {
  /** Unique among the episodes. */
  episodeId: string;
  /** What `search` ranks by. */
  summary: string;
  /** Default: none. */
  tags?: readonly string[] | undefined;
  /** Default: `{}`. */
  metadata?: JsonObject | undefined;
  /** Default: `'public'`. */
  sensitivity?: Sensitivity | undefined;
}

export interface StoredEpisode {
  episodeId: string;
  summary: string;
  tags: string[];
  metadata: JsonObject;
  sensitivity: Sensitivity;
}

export interface EpisodicStore {
  /** @throws DuplicateItemError */
  add(episode: Episode): Promise<void>;
  get(id: string): Promise<StoredEpisode | null>;
  /** In the order in which they were added. */
  all(): Promise<StoredEpisode[]>;
  /** The newest `n` (default 3), newest first. */
  latest(n?: number): Promise<StoredEpisode[]>;
  /** The `topK` (default 5) that match best, best first, ranked by TF-IDF; episodes that share no term are not among them. */
  search(query: string, options?: { readonly topK?: number | undefined }): Promise<StoredEpisode[]>;
  /** @throws ItemNotFoundError */
  delete(id: string): Promise<void>;
}
