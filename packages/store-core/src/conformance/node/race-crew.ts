import type { Store } from '../../contract/store.ts';
import type { Operation } from '../linearizability/operation.ts';
import { type Note, operationsOf, runProgram, type Step } from '../races/program.ts';
import type { RaceCall } from '../races/race-call.ts';
import type { Place } from '../subject.ts';
import { KitProcess } from './kit-process.ts';
import type { RaceLine, Start } from './race-lines.ts';
import { clockOrigin, sharedClock } from './shared-clock.ts';

/** Nanoseconds until a program begins, in which every process gets to read its line. */
const LEAD = 2_000_000;

/** What a process that opens a place is told. */
export interface CrewOptions {
  readonly count: number;
  readonly readOnly?: boolean;
}

/** Who else is in a race, and who does not live to see its end. */
export interface RaceOptions<C extends RaceCall> {
  readonly own?: { readonly store: Store; readonly program: readonly Step<C>[] };
  /** The process with this index is killed when it has made so many calls. */
  readonly kill?: { readonly index: number; readonly afterCalls: number };
}

/** What one process did in one race. */
interface Run {
  readonly notes: readonly Note<RaceCall>[];
  /** Whether it was killed, or died. */
  readonly ended: boolean;
}

/** Processes that have opened one place and wait to be told what to do there. To be ended, whatever happens. */
export class RaceCrew {
  readonly now: () => number;
  readonly #members: readonly Member[];

  /** Starts them. */
  constructor(child: NonNullable<Place['child']>, { count, readOnly = false }: CrewOptions) {
    const origin = clockOrigin();
    this.now = sharedClock(origin);
    const start = (): Member => new Member(new KitProcess('race-main', { child, params: { origin, readOnly } }));
    this.#members = Array.from({ length: count }, start);
  }

  /** The error with which the store refused to open, of each process; null where it opened. */
  async opened(): Promise<readonly ({ readonly code: string; readonly message: string } | null)[]> {
    return await Promise.all(this.#members.map(async (member) => await member.opened()));
  }

  /**
   * Lets every process run its program at the same moment, and this one take part if it has a store.
   * @throws Error with its complaint, if a process that is not killed ends before its program does
   */
  async race<C extends RaceCall>(scope: string, programs: readonly (readonly Step<C>[])[], { own, kill }: RaceOptions<C> = {}): Promise<Operation<C>[]> {
    const at = this.now() + LEAD;
    for (const [index, member] of this.#members.entries()) {
      if (member.alive) member.start({ scope, steps: programs[index] ?? [], at, again: false });
    }
    const running = own === undefined ? [] : [this.#takePart(own.store.withScope(scope), own.program, at)];
    const runs = await Promise.all([...running, ...this.#members.map(async (member, index) => {
      if (!member.alive) return [];
      const { notes, ended } = await member.run(kill?.index === index ? kill.afterCalls : Number.POSITIVE_INFINITY);
      if (ended && kill?.index !== index) throw new Error(`process ${index + 1} ended by itself: ${await member.complaint()}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- calls of the program, as they were sent to it
      return operationsOf(`process ${index + 1}`, notes as readonly Note<C>[]);
    })]);
    return runs.flat();
  }

  /**
   * Lets every process run the program again and again while `meanwhile` lasts, and once more after it. It is given how many calls
   * the slowest of them has made so far.
   * @throws Error with its complaint, if a process ends before
   */
  async repeat<C extends RaceCall>(scope: string, program: readonly Step<C>[], meanwhile: (calls: () => number) => Promise<void>): Promise<Operation<C>[][]> {
    for (const member of this.#members) member.start({ scope, steps: program, at: 0, again: true });
    const runs = Promise.all(this.#members.map(async (member) => await member.run(Number.POSITIVE_INFINITY)));
    // A process that has died makes no more calls, and is not waited for.
    const alive = (): Member[] => this.#members.filter((member) => member.alive);
    await meanwhile(() => Math.min(...alive().map(({ calls }) => calls)));
    for (const member of alive()) member.start({ scope, steps: [], at: 0, again: false });
    const finished = await runs;
    for (const [index, member] of this.#members.entries()) {
      if (finished[index]?.ended !== false) throw new Error(`process ${index + 1} ended by itself: ${await member.complaint()}`);
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- calls of the program, as they were sent to it
    return finished.map(({ notes }, index) => operationsOf(`process ${index + 1}`, notes as readonly Note<C>[]));
  }

  async #takePart<C extends RaceCall>(store: Store, program: readonly Step<C>[], at: number): Promise<Operation<C>[]> {
    const notes: Note<C>[] = [];
    while (this.now() < at);
    await runProgram(store, program, { now: this.now, note: (note) => notes.push(note) });
    return operationsOf('this process', notes);
  }

  async end(): Promise<void> {
    await Promise.all(this.#members.map(async (member) => await member.end()));
  }
}

/** One process, and what it says. */
class Member {
  alive = true;
  /** That it has made in this race. */
  calls = 0;
  readonly #process: KitProcess;
  readonly #lines: AsyncGenerator<string, void, undefined>;

  constructor(process: KitProcess) {
    this.#process = process;
    this.#lines = process.lines();
  }

  async opened(): Promise<{ readonly code: string; readonly message: string } | null> {
    const line = await this.#line();
    if (line === null) throw new Error(`a process could not open the place: ${await this.complaint()}`);
    return line.state === 'refused' ? line : null;
  }

  start(start: Start): void {
    this.#process.send(JSON.stringify(start));
  }

  /** Reads to the end of the program or, once it was killed, to that of the process. */
  async run(mostCalls: number): Promise<Run> {
    const notes: Note<RaceCall>[] = [];
    this.calls = 0;
    for (let line = await this.#line(); line !== null; line = await this.#line()) {
      if (line.state === 'ended' && this.calls < mostCalls) return { notes, ended: false };
      if (line.state !== 'running') continue;
      notes.push(line.note);
      if (!('call' in line.note)) continue;
      this.calls += 1;
      if (this.calls === mostCalls) this.#process.kill();
    }
    return { notes, ended: true };
  }

  /** What it wrote to stderr, once it has ended. */
  async complaint(): Promise<string> {
    const { exitCode, signal, complaint } = await this.#process.ended();
    return `${signal ?? `exit code ${exitCode}`} ${complaint}`;
  }

  async end(): Promise<void> {
    this.#process.kill();
    while (this.alive) await this.#line();
    await this.#process.ended();
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
