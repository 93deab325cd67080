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

/** An episode as it is returned: every default filled in. */
export interface StoredEpisode {
  /** Unique among the episodes. */
  episodeId: string;
  /** What `search` ranks by. */
  summary: string;
  /** As given, in their order; empty where none were. */
  tags: string[];
  /** As given, keys in canonical order; `{}` where nothing was. */
  metadata: JsonObject;
  /** As given; `'public'` where nothing was. */
  sensitivity: Sensitivity;
}

/** What is remembered of the work of one scope, found by what it was about. */
export interface EpisodicStore {
  /** Adds an episode. @throws DuplicateItemError if there is one with this id; InvalidValueError. */
  add(episode: Episode): Promise<void>;
  /** The episode with this id; null if there is none. */
  get(id: string): Promise<StoredEpisode | null>;
  /** Every episode, in the order in which they were added. */
  all(): Promise<StoredEpisode[]>;
  /** The newest `n` (default 3), newest first. */
  latest(n?: number): Promise<StoredEpisode[]>;
  /** The `topK` (default 5) that match best, best first, ranked by TF-IDF; episodes that share no term are not among them. */
  search(query: string, options?: { readonly topK?: number | undefined }): Promise<StoredEpisode[]>;
  /** Removes an episode. @throws ItemNotFoundError */
  delete(id: string): Promise<void>;
}
