import type { Note } from '../crashes/note.ts';
import type { Thread } from '../crashes/strand.ts';
import type { Place } from '../subject.ts';
import { TIME_UP, withinTime } from '../time-limit.ts';
import { KitProcess } from './kit-process.ts';
import type { CrashWork } from './killed-work.ts';

/** Milliseconds in which a process must get on. */
const LONGEST_MS = 20_000;

/** A process that writes until it is killed, beside others. */
export class WritingProcess {
  readonly notes: Note[] = [];
  readonly #running: KitProcess;
  readonly #read: Promise<void>;
  #told = Promise.withResolvers<void>();

  constructor(child: NonNullable<Place['child']>, threads: readonly Thread[], round: number) {
    const work: CrashWork = { kind: 'write', threads, round };
    this.#running = new KitProcess('crash-work-main', { child, params: { work } });
    this.#read = this.#readLines();
  }

  get acknowledged(): number {
    return this.notes.filter(({ at }) => at === 'done').length;
  }

  /** Resolves once so many calls were acknowledged. @throws Error if it ended before, with its complaint, or if 20 s have passed */
  async acknowledges(count: number): Promise<void> {
    if ((await withinTime(this.#waitFor(count), LONGEST_MS)) !== TIME_UP) return;
    throw new Error(`it acknowledged ${this.acknowledged} calls and came no further in ${LONGEST_MS} ms; what it told last was ${JSON.stringify(this.notes.at(-1))}`);
  }

  /** Kills it, and waits until it is gone and all that it told was read. May be called again. */
  async kill(): Promise<void> {
    this.#running.kill();
    await this.#read;
  }

  async #waitFor(count: number): Promise<void> {
    const gone = this.#read.then(() => true);
    while (this.acknowledged < count) {
      const ended = await Promise.race([gone, this.#told.promise.then(() => false)]);
      if (!ended || this.acknowledged >= count) continue;
      const { exitCode, complaint } = await this.#running.ended();
      throw new Error(`it ended (exit code ${exitCode}) after ${this.acknowledged} calls: ${complaint}`);
    }
  }

  async #readLines(): Promise<void> {
    for await (const line of this.#running.lines()) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lines that crash-work-main.ts wrote
      this.notes.push(JSON.parse(line) as Note);
      const told = this.#told;
      this.#told = Promise.withResolvers();
      told.resolve();
    }
    await this.#running.ended();
  }
}
