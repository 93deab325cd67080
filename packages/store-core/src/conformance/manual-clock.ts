/** A clock that stands still until it is told otherwise. */
export class ManualClock {
  #time: number = Date.parse('2026-01-02T03:04:05.678Z');

  /** The time it shows; a new Date each time. A bound function, so that it can be passed on as it is. */
  readonly now = (): Date => new Date(this.#time);

  /** Sets it. @param iso ISO 8601 @throws RangeError for what is no time. */
  set(iso: string): void {
    const time = Date.parse(iso);
    if (Number.isNaN(time)) throw new RangeError(`not a time: ${iso}`);
    this.#time = time;
  }

  /** Moves it on; a negative number moves it back. */
  advance(milliseconds: number): void {
    this.#time += milliseconds;
  }
}
