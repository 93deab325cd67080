import type { Store } from '../../contract/store.ts';
import type { Operation } from '../linearizability/operation.ts';
import { type Note, operationsOf, runProgram, type Step } from '../races/program.ts';
import type { RaceCall } from '../races/race-call.ts';
import type { Place } from '../subject.ts';
import { letRest, racersOf } from './idle-racers.ts';
import type { Racer } from './racer.ts';
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

/** Processes that have opened one place and wait to be told what to do there. To be ended, whatever happens. */
export class RaceCrew {
  readonly now: () => number;
  readonly #members: readonly Racer[];

  /** Starts them, or takes such as have rested. */
  constructor({ module, params }: NonNullable<Place['child']>, { count, readOnly = false }: CrewOptions) {
    const origin = clockOrigin();
    this.now = sharedClock(origin);
    this.#members = racersOf(module, count);
    for (const member of this.#members) member.open({ origin, params, readOnly });
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
   * the slowest of them has made so far, or since a moment.
   * @throws Error with its complaint, if a process ends before
   */
  async repeat<C extends RaceCall>(scope: string, program: readonly Step<C>[], meanwhile: (calls: (since?: number) => number) => Promise<void>): Promise<Operation<C>[][]> {
    for (const member of this.#members) member.start({ scope, steps: program, at: 0, again: true });
    const runs = Promise.all(this.#members.map(async (member) => await member.run(Number.POSITIVE_INFINITY)));
    // A process that has died makes no more calls, and is not waited for.
    const alive = (): Racer[] => this.#members.filter((member) => member.alive);
    await meanwhile((since = 0) => Math.min(...alive().map((member) => member.callsSince(since))));
    for (const member of alive()) member.stop();
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

  /** Nothing of them has the place open any more, and no program runs. */
  async end(): Promise<void> {
    await Promise.all(this.#members.map(async (member) => {
      if (await member.close()) letRest(member);
      else await member.end();
    }));
  }
}
