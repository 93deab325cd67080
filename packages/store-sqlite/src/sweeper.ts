import { isStoreError } from '@cw/store-core';
import type { Connection } from './connection.ts';
import type { Contents } from './contents.ts';

/** Milliseconds before another try where it did not work, as with a busy database or a full disk. */
const PAUSE = 5000;

/**
 * Removes content that nothing needs, a slice in each turn of the event loop. What it does not get to before the store is closed is
 * still marked, and is found when it is opened the next time.
 */
export class Sweeper {
  readonly #connection: Connection;
  readonly #contents: Contents;
  #next: NodeJS.Immediate | null = null;
  #later: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(connection: Connection, contents: Contents) {
    this.#connection = connection;
    this.#contents = contents;
  }

  start(): void {
    if (this.#stopped) return;
    this.#next ??= setImmediate(() => this.#step());
  }

  /** For good. */
  stop(): void {
    this.#stopped = true;
    if (this.#next !== null) clearImmediate(this.#next);
    if (this.#later !== null) clearTimeout(this.#later);
  }

  #step(): void {
    this.#next = null;
    try {
      if (this.#sweep()) this.start();
    } catch (error) {
      if (!isStoreError(error)) throw error;
      // Nobody waits for this: whatever is wrong shows in the calls that need it.
      this.#startLater();
    }
  }

  #startLater(): void {
    if (this.#later !== null) return;
    this.#later = setTimeout(() => {
      this.#later = null;
      this.start();
    }, PAUSE);
    // No process lives on for this.
    this.#later.unref();
  }

  /** Says whether there may be more. */
  #sweep(): boolean {
    // Looked up without a lock first: mostly there is nothing.
    if (this.#connection.readNow(() => this.#contents.unused()) === undefined) return false;
    const upload = this.#connection.writeNow(() => this.#contents.sweep());
    if (upload !== undefined) this.#contents.swept(upload);
    return true;
  }
}
