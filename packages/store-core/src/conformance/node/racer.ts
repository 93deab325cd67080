import type { Note } from '../races/program.ts';
import type { RaceCall } from '../races/race-call.ts';
import { TIME_UP, withinTime } from '../time-limit.ts';
import { KitProcess } from './kit-process.ts';
import type { Opening, RaceLine, RaceOrder, Start } from './race-lines.ts';

/** Milliseconds in which a process must close its store; after that it is killed. */
const LONGEST_CLOSE_MS = 5000;

/** What a process did in one race. */
export interface Run {
  readonly notes: readonly Note<RaceCall>[];
  /** Whether it was killed, or died. */
  readonly ended: boolean;
}

/** A process that takes part in races, and what it says. It opens one place after the other. */
export class Racer {
  /** What opens its places. */
  readonly module: string;
  alive = true;
  readonly #process: KitProcess;
  readonly #lines: AsyncGenerator<string, void, undefined>;
  /** It has opened a place, and runs no program. */
  #idle = false;
  /** When it made the calls of this race. */
  #calledAt: number[] = [];

  constructor(module: string) {
    this.module = module;
    this.#process = new KitProcess('race-main', { child: { module, params: {} }, params: {} });
    this.#lines = this.#process.lines();
  }

  /** Whether the process is no more, though nobody has read so yet. */
  get gone(): boolean {
    return this.#process.gone;
  }

  open(opening: Opening): void {
    this.#send({ do: 'open', ...opening });
  }

  /** The error with which the store refused to open; null: it has opened. */
  async opened(): Promise<{ readonly code: string; readonly message: string } | null> {
    const line = await this.#line();
    if (line === null) throw new Error(`a process could not open the place: ${await this.complaint()}`);
    this.#idle = true;
    return line.state === 'refused' ? line : null;
  }

  start(start: Start): void {
    this.#idle = false;
    this.#send({ do: 'run', ...start });
  }

  /** Lets a program that runs again and again come to its end. */
  stop(): void {
    this.#send({ do: 'stop' });
  }

  /** Reads to the end of the program or, once it was killed, to that of the process. */
  async run(mostCalls: number): Promise<Run> {
    const notes: Note<RaceCall>[] = [];
    this.#calledAt = [];
    for (let line = await this.#line(); line !== null; line = await this.#line()) {
      if (line.state === 'ended' && this.#calledAt.length < mostCalls) {
        this.#idle = true;
        return { notes, ended: false };
      }
      if (line.state !== 'running') continue;
      notes.push(line.note);
      if (!('call' in line.note)) continue;
      this.#calledAt.push(line.note.at);
      if (this.#calledAt.length === mostCalls) this.#process.kill();
    }
    // Its output ends a little before it does: until it is reaped, others take it for alive.
    await this.#process.ended();
    return { notes, ended: true };
  }

  /** How many calls it has made in this race since a moment on its clock, as far as they were read. */
  callsSince(moment: number): number {
    return this.#calledAt.length - (this.#calledAt.findLastIndex((at) => at < moment) + 1);
  }

  /** What it wrote to stderr, once it has ended. */
  async complaint(): Promise<string> {
    const { exitCode, signal, complaint } = await this.#process.ended();
    return `${signal ?? `exit code ${exitCode}`} ${complaint}`;
  }

  /** Closes the place; false: it cannot be used any more, and is to be ended. */
  async close(): Promise<boolean> {
    if (!this.alive || !this.#idle) return false;
    this.#send({ do: 'close' });
    const line = await withinTime(this.#line(), LONGEST_CLOSE_MS);
    return line !== TIME_UP && line?.state === 'closed';
  }

  /** While it rests, this process may end before it, and then it ends by itself. */
  rest(): void {
    this.#process.unref();
  }

  wake(): void {
    this.#process.ref();
  }

  /** Lets it end, where nothing is to be read of it any more. */
  dismiss(): void {
    this.alive = false;
    this.#process.kill();
  }

  async end(): Promise<void> {
    this.#process.kill();
    while (this.alive) await this.#line();
    await this.#process.ended();
  }

  #send(order: RaceOrder): void {
    this.#process.send(JSON.stringify(order));
  }

  /** The next line; null: it has ended. */
  async #line(): Promise<RaceLine | null> {
    const { value, done } = await this.#lines.next();
    if (done === true) {
      this.alive = false;
      return null;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a line that race-main.ts wrote
    return JSON.parse(value) as RaceLine;
  }
}
