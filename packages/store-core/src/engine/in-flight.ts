/** Counts calls under way, for a close that waits for them. */
export class InFlight {
  #count = 0;
  #waiting: (() => void)[] = [];

  /** Counts a call until it settles. */
  async track<T>(call: T | Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await call;
    } finally {
      this.#count -= 1;
      if (this.#count === 0) {
        for (const resume of this.#waiting) resume();
        this.#waiting = [];
      }
    }
  }

  /** Resolves when no call is under way. */
  async idle(): Promise<void> {
    if (this.#count > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
