import type { Backend, Decision, Entry, LogState, Stored } from '../backend/backend.ts';
import type { Collection } from '../backend/collections.ts';
import type { CallOrder } from './call-order.ts';
import { PAGE_RECORDS } from './page.ts';

/** The state that one append decides on: that of the backend, and what appends before it in the same group have added. */
export interface AppendState {
  readonly head: number;
  readonly latest: number;
  known(id: string): Stored | undefined;
}

/** What one append writes, and what its caller learns. */
export interface AppendOutcome<T> {
  readonly entries: readonly Entry[];
  /** Default: the last entry's offset, or the head as it was. */
  readonly head?: number;
  readonly result: T;
}

/** One append: the ids that it has to know about, and its decision. A decision that throws refuses this append alone. */
export interface Append<T> {
  readonly ids: readonly string[];
  decide(state: AppendState): AppendOutcome<T>;
}

interface Waiting {
  readonly ids: readonly string[];
  /** Decides, and keeps the outcome until the group has been written. */
  decide(state: AppendState): AppendOutcome<unknown>;
  refuse(error: unknown): void;
  succeed(): void;
  fail(error: unknown): void;
}

interface Group {
  readonly scope: string;
  readonly collection: Collection;
  readonly appends: Waiting[];
  /** Those of all appends. */
  readonly ids: Set<string>;
}

/**
 * Group commit: appends to one collection that are called one after the other, with no other call between, share one write
 * of the backend. Each is decided by itself and has its own outcome.
 */
export class AppendGroups {
  readonly #backend: Backend;
  readonly #order: CallOrder;
  #open: Group | null = null;

  constructor(backend: Backend, order: CallOrder) {
    this.#backend = backend;
    this.#order = order;
  }

  /** Any other call ends the group, or it would see appends that were called after it. */
  end(): void {
    this.#open = null;
  }

  append<T>(scope: string, collection: Collection, append: Append<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#join(scope, collection, waiting(append, resolve, reject));
    });
  }

  #join(scope: string, collection: Collection, append: Waiting): void {
    const open = this.#open;
    // Bounds how long a group blocks the event loop.
    const fits = open !== null && open.scope === scope && open.collection === collection && open.ids.size + append.ids.length <= PAGE_RECORDS;
    if (fits) {
      open.appends.push(append);
      for (const id of append.ids) open.ids.add(id);
    } else {
      this.#begin({ scope, collection, appends: [append], ids: new Set(append.ids) });
    }
  }

  #begin(group: Group): void {
    this.#open = group;
    const written = this.#order.write(async () => {
      if (this.#open === group) this.#open = null;
      await this.#backend.append(group.scope, group.collection, [...group.ids], (state) => decideAll(group.appends, state));
    });
    written.then(
      () => group.appends.forEach((each) => each.succeed()),
      (error: unknown) => group.appends.forEach((each) => each.fail(error)),
    );
  }
}

function decideAll(appends: readonly Waiting[], state: LogState): Decision {
  const entries: Entry[] = [];
  const added = new Map<string, Stored>();
  let { head, latest } = state;
  for (const append of appends) {
    try {
      const outcome = append.decide({ head, latest, known: (id) => added.get(id) ?? state.known.get(id) });
      for (const entry of outcome.entries) {
        entries.push(entry);
        added.set(entry.id, entry);
        latest = entry.offset;
      }
      head = outcome.head ?? Math.max(head, latest);
    } catch (error) {
      append.refuse(error);
    }
  }
  return { entries, head };
}

function waiting<T>(append: Append<T>, resolve: (result: T) => void, reject: (error: unknown) => void): Waiting {
  let settle: () => void = () => reject(new Error('the backend did not ask for a decision'));
  return {
    ids: append.ids,
    decide(state) {
      const outcome = append.decide(state);
      settle = () => resolve(outcome.result);
      return outcome;
    },
    refuse(error) {
      settle = () => reject(error);
    },
    succeed: () => settle(),
    // Also those that were refused: what they were refused for may be one of the group's own records, which are not there now.
    fail: reject,
  };
}
