import type { Awaitable } from '../backend/backend.ts';
import { Breather } from './breather.ts';

/**
 * Puts the calls on one connection in order: a write runs after every call made before it, a read after every write made
 * before it. Reads run side by side; with nothing to wait for, a read runs at once. Now and then a call waits for a turn of the event
 * loop: otherwise a program that awaits one call after the other of a synchronous backend would leave it none.
 */
export class CallOrder {
  /** Settles, and never rejects, when the last write called has run; null when none is waiting or running. */
  #lastWrite: Promise<void> | null = null;
  /** The reads called since that write. */
  #reads = new Set<Promise<void>>();
  readonly #breather = new Breather();
  #writes = 0;

  /** How many writes were called. */
  get writes(): number {
    return this.#writes;
  }

  read<T>(run: () => Awaitable<T>): Awaitable<T> {
    const ready = this.#lastWrite ?? this.#breather.pause();
    const result = ready === null ? run() : ready.then(run);
    if (result instanceof Promise) {
      const reads = this.#reads;
      const settled = settle(result);
      reads.add(settled);
      void settled.then(() => reads.delete(settled));
    }
    return result;
  }

  /** Never runs before the current synchronous code has ended, so that calls made together can be told apart from calls made one by one. */
  write<T>(run: () => Awaitable<T>): Promise<T> {
    this.#writes += 1;
    const before = this.#lastWrite;
    const reads = this.#reads;
    const ready = reads.size > 0 ? Promise.all([before, ...reads]) : (before ?? Promise.resolve());
    const result = (ready as Promise<unknown>).then(() => {
      const pause = this.#breather.pause();
      return pause === null ? run() : pause.then(run);
    });
    const ended = (): void => {
      if (this.#lastWrite === settled) this.#lastWrite = null;
    };
    const settled: Promise<void> = result.then(ended, ended);
    this.#lastWrite = settled;
    this.#reads = new Set();
    return result;
  }
}

// Whoever made the call sees its outcome; those who only wait for it must not fail with it.
function settle(result: Promise<unknown>): Promise<void> {
  return result.then(nothing, nothing);
}

function nothing(): void {}
