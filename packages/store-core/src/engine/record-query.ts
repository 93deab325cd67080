import type { Stored, Term } from '../backend/backend.ts';
import { Breather } from './breather.ts';
import { PAGE_CHARS, PAGE_RECORDS } from './page.ts';
import type { RecordReader } from './record-reader.ts';

/** Which records, and which way. */
export interface RecordQuery<T> {
  /** Each must hold: the record has one of these terms, all of one field. None: every record. */
  readonly conditions: readonly (readonly Term[])[];
  /** Whether a record holds every condition; null where there are not several to hold. */
  readonly accepts: ((record: T) => boolean) | null;
  readonly after: number;
  /** Records with no greater offset than this. Default: all. */
  readonly upTo?: number;
  readonly reverse: boolean;
  /** Infinity: all. */
  readonly limit: number;
}

/** Beyond every offset. */
const NO_END = Number.MAX_SAFE_INTEGER;

/**
 * Walks through the answer to a query, a page a step. Each step asks the backend anew from where the last one ended, so it sees
 * what has been appended since, and nothing has to be held open between steps.
 */
export class QueryWalk<T> {
  readonly #reader: RecordReader<T>;
  readonly #query: RecordQuery<T>;
  #after: number;
  #before: number;
  #left: number;
  #done = false;

  constructor(reader: RecordReader<T>, query: RecordQuery<T>) {
    this.#reader = reader;
    this.#query = query;
    this.#after = query.after;
    this.#before = query.upTo === undefined ? NO_END : query.upTo + 1;
    this.#left = query.limit;
  }

  /** The next page, which may be empty; null after the last. */
  async next(): Promise<T[] | null> {
    if (this.#done || this.#left <= 0) return null;
    const found = await this.#fetch();
    const { accepts } = this.#query;
    const page: T[] = [];
    for (const { stored, term } of found) {
      if (page.length >= this.#left) break;
      const record = this.#reader.decode(stored, term);
      if (accepts === null || accepts(record)) page.push(record);
    }
    this.#left -= page.length;
    return page;
  }

  /** Everything that is left. */
  async rest(): Promise<T[]> {
    const breather = new Breather();
    let all: T[] | undefined;
    for (let page = await this.next(); page !== null; page = await this.next()) {
      if (all === undefined) all = page;
      else for (const record of page) all.push(record);
      await breather.breathe();
    }
    return all ?? [];
  }

  /** The next stored records in order that one of the conditions holds for: all of them, up to where the page reaches. */
  async #fetch(): Promise<readonly Found[]> {
    const { conditions, reverse } = this.#query;
    const page = conditions.length === 0 ? await this.#scan(null) : furthest(await Promise.all(conditions.map((terms) => this.#page(terms))));
    if (page.reach === Number.POSITIVE_INFINITY) this.#done = true;
    else if (reverse) this.#before = -page.reach;
    else this.#after = page.reach;
    return page.found;
  }

  /** The records with one of these terms, from as many scans; what lies beyond the page's reach is read again by the next step. */
  async #page(terms: readonly Term[]): Promise<Page> {
    const [only] = terms;
    if (only !== undefined && terms.length === 1) return await this.#scan(only);
    // Another writer may come between two scans: what it adds is seen by none of them, or a batch would be seen in part.
    const before = Math.min(this.#before, (await this.#reader.head()) + 1);
    const scans = await Promise.all(terms.map((term) => this.#scan(term, before)));
    const sign = this.#query.reverse ? -1 : 1;
    const reach = Math.min(Number.POSITIVE_INFINITY, ...scans.map((scan) => scan.reach));
    const found = scans
      .flatMap((scan) => scan.found)
      .filter(({ stored }) => sign * stored.offset <= reach)
      .toSorted((a, b) => sign * (a.stored.offset - b.stored.offset));
    return { found, reach };
  }

  async #scan(term: Term | null, before: number = this.#before): Promise<Page> {
    const { accepts, reverse } = this.#query;
    // Where records are still sorted out afterwards, the limit says nothing about how many have to be looked at.
    const limit = accepts === null ? Math.min(this.#left, PAGE_RECORDS) : PAGE_RECORDS;
    const stored = await this.#reader.scan({ term, after: this.#after, before, reverse, limit, chars: PAGE_CHARS });
    const found = stored.map((each): Found => ({ stored: each, term }));
    const ended = stored.length < limit && stored.reduce((chars, { body }) => chars + body.length, 0) < PAGE_CHARS;
    const last = (reverse ? -1 : 1) * (stored.at(-1)?.offset ?? 0);
    return { found, reach: ended ? Number.POSITIVE_INFINITY : last };
  }
}

/** What another writer replaced or added anew between two pages is on both: the later one counts. */
export function lastOfEach<T>(records: readonly T[], id: (record: T) => string): T[] {
  const last = new Map<string, T>();
  for (const record of records) {
    last.delete(id(record));
    last.set(id(record), record);
  }
  return [...last.values()];
}

/** What fulfils every condition is on each one's page: the page that reaches furthest has the fewest records to look at. */
function furthest(pages: readonly Page[]): Page {
  return pages.reduce((best, page) => (page.reach > best.reach ? page : best));
}

interface Found {
  readonly stored: Stored;
  readonly term: Term | null;
}

interface Page {
  readonly found: readonly Found[];
  /** The offset up to which the records are complete, negative on the way down; Infinity where nothing follows. */
  readonly reach: number;
}
