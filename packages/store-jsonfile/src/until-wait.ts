// Taken now: a test that fakes timers later on must not switch a check off.
const nextTick = process.nextTick.bind(process);

/**
 * Remembers that something was found in order, until the program waits for anything: what others do to files comes to the knowledge of a program only then, and
 * core sees to it that no more than some milliseconds pass without. To ask the system anew with every write takes a fourth of what an unsynced append takes.
 */
export class UntilWait {
  #known = false;

  get known(): boolean {
    return this.#known;
  }

  found(): void {
    this.#known = true;
    // Runs when there is no promise left that could go on, before anything from outside comes in.
    nextTick(() => (this.#known = false));
  }
}
