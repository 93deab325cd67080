import { setImmediate } from 'node:timers/promises';
import type { NameRange, ScanRange, Stored } from '@cw/store-core/adapter';
import type { Statement } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { corrupt } from './errors.ts';
import { memoized } from './memoized.ts';
import { scanRunsQuery } from './record-queries.ts';
import { floorOf, isGone, type Removals, type Resettable } from './removals.ts';
import { textLength } from './text-length.ts';

/** Rows that are looked at before the event loop gets a turn. */
const LOOKED_AT = 512;

/** Beyond every offset. */
const NO_END = Number.MAX_SAFE_INTEGER;

type Row = Stored & Resettable;

/** Pages of a ledger while rows of it are left of which a reset says that they are gone. */
export class LivePages {
  readonly #connection: Connection;
  readonly #removals: Removals;
  readonly #scans = new Map<string, Statement<Row>>();

  constructor(connection: Connection, removals: Removals) {
    this.#connection = connection;
    this.#removals = removals;
  }

  /** As `scan` of the backend. There may be any number of rows between two events that are left: it goes over them in steps. */
  async scan(scope: number, range: ScanRange): Promise<readonly Stored[]> {
    const page: Stored[] = [];
    let { after, before, chars } = range;
    for (let limit = Math.min(range.limit, LOOKED_AT); page.length < range.limit && chars > 0; limit = LOOKED_AT) {
      const step = { ...range, after, before, chars, limit };
      const [rows, live] = await this.#connection.read(() => this.#step(scope, step));
      for (const { offset, body } of live) {
        if (page.length >= range.limit || chars <= 0) break;
        page.push({ offset, body });
        chars -= textLength(body);
      }
      const last = rows.at(-1);
      if (last === undefined) break;
      if (range.reverse ? last.offset >= before : last.offset <= after) {
        throw corrupt(`${this.#connection.place}, ledger`, `offset ${last.offset} stands out of order`);
      }
      if (range.reverse) before = last.offset;
      else after = last.offset;
      if (page.length < range.limit) await setImmediate();
    }
    return page;
  }

  /** As `values` of the backend. @param candidates the values among all rows, a page of them */
  async values(scope: number, field: string, range: NameRange, candidates: (range: NameRange) => readonly string[]): Promise<readonly string[]> {
    const live: string[] = [];
    for (let { after } = range; live.length < range.limit; ) {
      const from = after;
      const page = await this.#connection.read(() => candidates({ ...range, after: from, limit: LOOKED_AT }));
      for (const value of page) {
        if (live.length < range.limit && (await this.#isLive(scope, field, value))) live.push(value);
      }
      if (page.length < LOOKED_AT) break;
      after = page.at(-1) ?? null;
    }
    return live;
  }

  async #isLive(scope: number, field: string, value: string): Promise<boolean> {
    const first = { term: { field, value }, after: 0, before: NO_END, reverse: false, limit: 1, chars: 1 };
    return (await this.scan(scope, first)).length > 0;
  }

  /** The next rows, and those of them that are left. Ends as the page would, if all of them are. */
  #step(scope: number, { term, after, before, reverse, chars, limit }: ScanRange): readonly [Row[], Row[]] {
    const removals = this.#removals.of(scope);
    const parameters = { scope, value: term?.value ?? null, after: Math.max(after, floorOf(removals, term)), before, limit };
    const [rows, live]: [Row[], Row[]] = [[], []];
    let left = chars;
    for (const row of this.#scan(term?.field ?? null, reverse).iterate(parameters)) {
      rows.push(row);
      left -= textLength(row.body);
      if (!isGone(removals, row)) live.push(row);
      if (left <= 0) break;
    }
    return [rows, live];
  }

  #scan(field: string | null, reverse: boolean): Statement<Row> {
    return memoized(this.#scans, `${reverse ? '-' : '+'}${field ?? ''}`, () => this.#connection.prepare(scanRunsQuery(field, reverse)));
  }
}
