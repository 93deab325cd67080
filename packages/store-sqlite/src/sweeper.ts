import { isStoreError } from '@cw/store-core';
import type { Connection } from './connection.ts';

/** Milliseconds before another try where it did not work, as with a busy database or a full disk. */
const PAUSE = 5000;

/** Something that is done little by little, and that the database itself remembers. */
export interface Chore {
  /** Whether there is something to do. Asked without a lock: mostly there is nothing. */
  pending(): boolean;
  /** A slice of it, within a transaction: a few milliseconds. */
  sweep(): void;
  /** Once that transaction is durable. */
  swept?(): void;
}

/**
 * Does what nobody waits for, as to remove content that nothing needs, a slice at a time. What it does not get to before the store is closed is
 * still marked, and is found when it is opened the next time.
 */
export class Sweeper {
  readonly #connection: Connection;
  readonly #chores: readonly Chore[];
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(connection: Connection, chores: readonly Chore[]) {
    this.#connection = connection;
    this.#chores = chores;
  }

  start(): void {
    if (this.#stopped || this.#cancel !== null) return;
    const next = setImmediate(() => this.#step());
    this.#cancel = () => clearImmediate(next);
  }

  /** For good. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #startLater(pause: number): void {
    if (this.#stopped || this.#cancel !== null) return;
    const next = setTimeout(() => this.#step(), pause);
    // No process lives on for this.
    next.unref();
    this.#cancel = () => clearTimeout(next);
  }

  #step(): void {
    this.#cancel = null;
    const start = performance.now();
    try {
      // Half of the time is left to others: to the event loop, and to processes that wait for the write lock.
      if (this.#sweep()) this.#startLater(performance.now() - start);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      // Nobody waits for this: whatever is wrong shows in the calls that need it.
      this.#startLater(PAUSE);
    }
  }

  /** Says whether there may be more. */
  #sweep(): boolean {
    const chore = this.#connection.readNow(() => this.#chores.find((each) => each.pending()));
    if (chore === undefined) return false;
    this.#connection.writeNow(() => chore.sweep());
    chore.swept?.();
    return true;
  }
}
