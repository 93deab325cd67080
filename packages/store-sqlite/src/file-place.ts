import { type Stats, statSync } from 'node:fs';
import { BackendError } from '@cw/store-core';

// Taken now: a test that fakes timers later on must not switch the check off.
const nextTick = process.nextTick.bind(process);

/**
 * Whether the files of an open database are still where they were opened. SQLite would go on in a file that has been removed, or that another has
 * taken the place of, and call it durable. Asked by name alone: to open and close one here would take SQLite's locks away.
 */
export class FilePlace {
  readonly #path: string;
  readonly #database: string | undefined;
  /** As soon as it is known; it stays the same while any connection is open. */
  #log: string | undefined;
  /** Whether they were there, and the program has not waited for anything since. */
  #seen = false;

  /** @param path of the database, which has just been opened */
  constructor(path: string) {
    this.#path = path;
    this.#database = identityOf(path);
  }

  /**
   * Within a write, for which SQLite has opened the log. Asks once until the program waits for something, which core sees to after some
   * milliseconds: to ask each time would take a fifth of what an append takes.
   * @throws BackendError
   */
  check(): void {
    if (this.#seen) return;
    const lost = this.findLost();
    if (lost !== undefined) throw new BackendError(`${lost}: is no longer the file that was opened; nothing was written: open the store anew`, { details: { where: lost } });
    // The very first write finds no log yet.
    if (this.#log === undefined) return;
    this.#seen = true;
    // Runs when there is no promise left that could go on, before anything from outside comes in.
    nextTick(() => (this.#seen = false));
  }

  /** The file that is gone or another one; undefined: none. */
  findLost(): string | undefined {
    if (this.#database === undefined || identityOf(this.#path) !== this.#database) return this.#path;
    const log = `${this.#path}-wal`;
    const identity = identityOf(log);
    if (this.#log !== undefined && identity !== this.#log) return log;
    this.#log = identity;
    return undefined;
  }
}

function identityOf(path: string): string | undefined {
  const status: Stats | undefined = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? undefined : `${status.dev}:${status.ino}`;
}
