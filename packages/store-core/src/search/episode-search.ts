import type { Awaitable, Summary } from '../backend/backend.ts';
import type { StoredEpisode } from '../contract/episodic-store.ts';
import { QueryWalk } from '../engine/record-query.ts';
import type { RecordReader } from '../engine/record-reader.ts';
import { Breather } from '../engine/breather.ts';
import { tokens } from './tokens.ts';

/** Candidates that are put in order at a time. */
const SORTED = 500;

interface Document {
  readonly id: string;
  /** How many terms its summary has. */
  readonly length: number;
}

/**
 * Where a term stands: one after the other the place of a document in the order of insertion, and how often the term stands in it. Not objects:
 * of those, a hundred thousand episodes would make millions.
 */
type Postings = number[];

/**
 * Ranks the episodes of one scope by TF-IDF over an inverted index, which is kept from one search to the next and grows by what
 * was added since. score = Σ over the distinct query terms of (tf / length) · (ln((1 + N) / (1 + df)) + 1); the terms are added up
 * in the order in which they first stand in the query, so that the sum is the same to the last bit wherever it is made.
 */
export class EpisodeSearch {
  #documents: Document[] = [];
  #postings = new Map<string, Postings>();
  #head = 0;
  /** Settles when the search before has ended: one at a time brings the index up to date and reads it. */
  #previous: Promise<unknown> = Promise.resolve();

  /** The ids of the best `topK` episodes, best first, ties in insertion order; those that share no term are not among them. */
  async search(summary: () => Awaitable<Summary>, reader: RecordReader<StoredEpisode>, query: string, topK: number): Promise<string[]> {
    const search = this.#previous.then(async () => {
      await this.#update(await summary(), reader);
      return this.#rank(query, topK);
    });
    this.#previous = search.catch(() => undefined);
    return await search;
  }

  /** Brings the index up to the state that `summary` tells of. */
  async #update(summary: Summary, reader: RecordReader<StoredEpisode>): Promise<void> {
    // Heads only rise and every addition raises one: unless just so many came, some were removed, also by another process.
    if (summary.count !== this.#documents.length + (summary.head - this.#head)) this.#clear();
    if (summary.head === this.#head) return;
    const walk = new QueryWalk(reader, { conditions: [], accepts: null, after: this.#head, upTo: summary.head, reverse: false, limit: Number.POSITIVE_INFINITY });
    const breather = new Breather();
    for (let page = await walk.next(); page !== null; page = await walk.next()) {
      for (const episode of page) {
        this.#add(episode);
        const pause = breather.pause();
        if (pause !== null) await pause;
      }
    }
    this.#head = summary.head;
  }

  #rank(query: string, topK: number): string[] {
    const scores = new Float64Array(this.#documents.length);
    const places: number[] = [];
    for (const term of new Set(tokens(query))) {
      const postings = this.#postings.get(term) ?? [];
      const weight = Math.log((1 + this.#documents.length) / (1 + postings.length / 2)) + 1;
      for (let index = 0; index < postings.length; index += 2) {
        const place = postings[index] ?? 0;
        const length = this.#documents[place]?.length ?? 1;
        const score = scores[place] ?? 0;
        // Every share is greater than 0.
        if (score === 0) places.push(place);
        scores[place] = score + ((postings[index + 1] ?? 0) / length) * weight;
      }
    }
    return best(places, topK, (placeA, placeB) => (scores[placeB] ?? 0) - (scores[placeA] ?? 0) || placeA - placeB).map(
      (place) => this.#documents[place]?.id ?? '',
    );
  }

  #add(episode: StoredEpisode): void {
    const place = this.#documents.length;
    const terms = tokens(episode.summary);
    this.#documents.push({ id: episode.episodeId, length: terms.length });
    const frequencies = new Map<string, number>();
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    for (const [term, frequency] of frequencies) {
      const postings = this.#postings.get(term);
      if (postings === undefined) this.#postings.set(term, [place, frequency]);
      else postings.push(place, frequency);
    }
  }

  #clear(): void {
    this.#documents = [];
    this.#postings = new Map();
    this.#head = 0;
  }
}

/** The first `count` in the order of `compare`, without putting the others in order. */
function best(places: readonly number[], count: number, compare: (a: number, b: number) => number): number[] {
  let kept: number[] = [];
  const room = 2 * Math.max(count, SORTED);
  for (const place of places) {
    kept.push(place);
    if (kept.length >= room) kept = kept.sort(compare).slice(0, count);
  }
  return kept.sort(compare).slice(0, count);
}
