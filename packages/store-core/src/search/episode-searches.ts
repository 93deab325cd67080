import { EpisodeSearch } from './episode-search.ts';

/** Scopes whose index is kept: one of a hundred thousand episodes takes tens of megabytes. */
const KEPT = 16;

/** The indexes of a connection: all views of one scope share one, so that a fresh view need not build its own. */
export class EpisodeSearches {
  readonly #kept = new Map<string, EpisodeSearch>();

  /** That of a scope, which is brought up to date by each search. */
  of(scope: string): EpisodeSearch {
    const search = this.#kept.get(scope) ?? new EpisodeSearch();
    // The last one used is the last to go.
    this.#kept.delete(scope);
    this.#kept.set(scope, search);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return search;
  }
}
