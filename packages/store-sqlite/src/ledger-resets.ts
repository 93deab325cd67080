import { setImmediate } from 'node:timers/promises';
import type { Summary } from '@cw/store-core/adapter';
import type { Statement } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { COUNT_OF_RUN, NEWEST } from './removal-queries.ts';
import { floorOf, isGone, type Removal, type Removals, type Resettable } from './removals.ts';
import type { Sweeper } from './sweeper.ts';

/** Events that are counted, or looked at, before the event loop gets a turn. */
const COUNTED = 20_000;
const LOOKED_AT = 2000;

/** Beyond every offset. */
const NO_END = Number.MAX_SAFE_INTEGER;

/** What a reset needs of the ledger that it is for. */
export interface ResetLedger {
  readonly scope: number;
  summary(): Summary;
  /** Within a transaction. */
  setCount(head: number, count: number): void;
}

/** What was found out about a run before the transaction, with all events up to `head` there. */
interface Survey {
  readonly count: number;
  readonly latest: number;
}

/** Resets of so many events that to delete their rows takes too long for one step. */
export class LedgerResets {
  readonly #connection: Connection;
  readonly removals: Removals;
  readonly #sweeper: Sweeper;
  readonly #count: Statement<{ count: number; last: number | null }>;
  readonly #newest: Statement<Resettable>;

  constructor(connection: Connection, removals: Removals, sweeper: Sweeper) {
    this.#connection = connection;
    this.removals = removals;
    this.#sweeper = sweeper;
    this.#count = connection.prepare(COUNT_OF_RUN);
    this.#newest = connection.prepare(NEWEST);
  }

  /** How many events of a run there are, unless there are more than `limit`. To be called in a read or a write. */
  countUpTo(scope: number, runId: string, limit: number): number {
    return this.#count.get({ scope, runId, after: 0, upTo: NO_END, limit })?.count ?? 0;
  }

  /**
   * Records that the events of a run (null: of all) are gone, in one short transaction, and says how many they were. What takes longer, to count
   * them, is done before; it holds as long as nobody else removes something, which shows in the count, and the rest is then counted in the transaction.
   */
  async reset(ledger: ResetLedger, runId: string | null): Promise<number> {
    for (;;) {
      const [seen, removals] = await this.#connection.read(() => [ledger.summary(), this.removals.of(ledger.scope)] as const);
      const survey = runId === null ? { count: seen.count, latest: 0 } : await this.#survey(ledger.scope, runId, seen.head, removals);
      const removed = await this.#connection.write(() => this.#record(ledger, runId, seen, survey));
      if (removed === undefined) continue;
      this.#sweeper.start();
      return removed;
    }
  }

  /** Undefined: others have removed something since `seen`, so that the survey does not hold. */
  #record(ledger: ResetLedger, runId: string | null, seen: Summary, survey: Survey): number | undefined {
    const { scope } = ledger;
    const { head, count, latest } = ledger.summary();
    // Every addition raises both; an import that was taken back has lowered both.
    if (head < seen.head || head - count !== seen.head - seen.count) return undefined;
    const since = { scope, runId: runId ?? '', after: seen.head, upTo: head, limit: NO_END };
    const removed = runId === null ? count : survey.count + (this.#count.get(since)?.count ?? 0);
    if (removed === 0) return 0;
    const left = runId === null ? 0 : this.#latestSince(scope, runId, seen.head) ?? survey.latest;
    this.removals.add(scope, { runId, upTo: Math.max(head, latest), latest: left });
    ledger.setCount(head, count - removed);
    return removed;
  }

  async #survey(scope: number, runId: string, head: number, removals: readonly Removal[]): Promise<Survey> {
    return { count: await this.#countAll(scope, runId, head, removals), latest: await this.#latestWithout(scope, runId, head, removals) };
  }

  async #countAll(scope: number, runId: string, upTo: number, removals: readonly Removal[]): Promise<number> {
    let total = 0;
    for (let after = floorOf(removals, { field: 'runId', value: runId }); ; ) {
      const from = after;
      const part = await this.#connection.read(() => this.#count.get({ scope, runId, after: from, upTo, limit: COUNTED }));
      total += part?.count ?? 0;
      if (part === undefined || part.last === null || part.count < COUNTED) return total;
      after = part.last;
      await setImmediate();
    }
  }

  async #latestWithout(scope: number, runId: string, head: number, removals: readonly Removal[]): Promise<number> {
    const after = floorOf(removals, null);
    for (let before = head + 1; ; ) {
      const from = before;
      const page = await this.#connection.read(() => this.#newest.all({ scope, after, before: from, limit: LOOKED_AT }));
      const left = page.find((event) => event.runId !== runId && !isGone(removals, event));
      if (left !== undefined) return left.offset;
      if (page.length < LOOKED_AT) return 0;
      before = page.at(-1)?.offset ?? 0;
      await setImmediate();
    }
  }

  /** What others have appended since is little. */
  #latestSince(scope: number, runId: string, after: number): number | undefined {
    for (const event of this.#newest.iterate({ scope, after, before: NO_END, limit: NO_END })) {
      if (event.runId !== runId) return event.offset;
    }
    return undefined;
  }
}
