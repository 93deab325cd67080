import type { Term } from '@cw/store-core/adapter';
import type { Statement } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { ADD_REMOVAL, DELETE_OF_ALL, DELETE_OF_RUN, END_REMOVAL, END_REMOVALS, OLDEST_REMOVAL, REMOVALS } from './removal-queries.ts';

/** A reset of a ledger: its events are gone, though some of their rows are still to be deleted. */
export interface Removal {
  readonly id: number;
  /** Null: the events of every run. */
  readonly runId: string | null;
  /** The last offset of which this is true: what was appended afterwards is there. */
  readonly upTo: number;
  /** The greatest offset up to there that was left when the reset was made. */
  readonly latest: number;
}

/** An event as far as it is needed to tell whether it is gone. */
export interface Resettable {
  readonly offset: number;
  readonly runId: string;
}

/** Rows that one transaction deletes: a few milliseconds, with all their indexes. */
const SLICE_ROWS = 400;

/**
 * The resets under way, of every ledger of the database. A reset of many events is one short transaction that says that they are gone; whoever
 * reads leaves them out from then on, and their rows are deleted little by little, by the sweeper. What it does not get to is
 * still recorded when the store is opened the next time.
 */
export class Removals {
  readonly #of: Statement<Removal>;
  readonly #oldest: Statement<Removal & { readonly scope: number }>;
  readonly #add: Statement<unknown>;
  readonly #end: Statement<unknown>;
  readonly #endAll: Statement<unknown>;
  readonly #deleteOfRun: Statement<unknown>;
  readonly #deleteOfAll: Statement<unknown>;

  constructor(connection: Connection) {
    this.#of = connection.prepare(REMOVALS);
    this.#oldest = connection.prepare(OLDEST_REMOVAL);
    this.#add = connection.prepare(ADD_REMOVAL);
    this.#end = connection.prepare(END_REMOVAL);
    this.#endAll = connection.prepare(END_REMOVALS);
    this.#deleteOfRun = connection.prepare(DELETE_OF_RUN);
    this.#deleteOfAll = connection.prepare(DELETE_OF_ALL);
  }

  /** Those of a ledger, the newest first. */
  of(scope: number): readonly Removal[] {
    return this.#of.all({ scope });
  }

  /** Within a transaction. */
  add(scope: number, { runId, upTo, latest }: Omit<Removal, 'id'>): void {
    this.#add.run({ scope, runId, upTo, latest });
  }

  /** Whether there is anything to `sweep`. */
  pending(): boolean {
    return this.#oldest.get({}) !== undefined;
  }

  /** Within a transaction: deletes some rows, and with the last ones the record of the removal. */
  sweep(): void {
    const removal = this.#oldest.get({});
    if (removal === undefined) return;
    if (this.#deleteRows(removal.scope, removal, SLICE_ROWS) < SLICE_ROWS) this.#end.run({ id: removal.id });
  }

  /** Within a transaction: deletes all that is left of a ledger of which everything is gone, for offsets that are to begin anew. */
  finish(scope: number): void {
    for (const removal of this.of(scope)) this.#deleteRows(scope, removal, Number.MAX_SAFE_INTEGER);
    this.#endAll.run({ scope });
  }

  #deleteRows(scope: number, { runId, upTo }: Removal, limit: number): number {
    return (runId === null ? this.#deleteOfAll : this.#deleteOfRun).run({ scope, runId, upTo, limit }).changes;
  }
}

export function isGone(removals: readonly Removal[], { offset, runId }: Resettable): boolean {
  return removals.some((removal) => offset <= removal.upTo && (removal.runId === null || removal.runId === runId));
}

/** Of the events with a term (null: of all), every one up to here is gone. */
export function floorOf(removals: readonly Removal[], term: Term | null): number {
  const runId = term?.field === 'runId' ? term.value : null;
  return removals.reduce((floor, removal) => (removal.runId === null || removal.runId === runId ? Math.max(floor, removal.upTo) : floor), 0);
}

/** The greatest offset that is present. @param greatest that of the rows, gone or not */
export function latestOf(removals: readonly Removal[], greatest: number): number {
  const [newest] = removals;
  return newest === undefined || greatest > newest.upTo ? greatest : newest.latest;
}
