/** Milliseconds of work after which the event loop gets a turn. */
const SPELL = 8;

// Taken now: a test that fakes timers later on must not bring every store to a halt.
const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };

/** Gives the event loop a turn now and then in a loop whose steps may all answer at once, as those of a synchronous backend do. */
export class Breather {
  #since = performance.now();
  #turn: Promise<void> | null = null;

  /** A turn of the event loop, the same for all who ask meanwhile; null: the last one is not long ago. */
  pause(): Promise<void> | null {
    if (performance.now() - this.#since < SPELL) return null;
    this.#turn ??= this.#take();
    return this.#turn;
  }

  /** Resolves at once, or after a turn of the event loop if the last one is too long ago. */
  async breathe(): Promise<void> {
    await this.pause();
  }

  async #take(): Promise<void> {
    await nextTurn();
    this.#since = performance.now();
    this.#turn = null;
  }
}

/** Resolves in the next turn of the event loop. */
async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => {
    if (setImmediate === undefined) setTimeout(resolve, 0);
    else setImmediate(resolve);
  });
}
