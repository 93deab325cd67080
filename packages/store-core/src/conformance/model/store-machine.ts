import type { Store } from '../../contract/store.ts';
import { copyStore, exportStore } from '../../index.ts';
import { collect } from '../expect.ts';
import { ManualClock } from '../manual-clock.ts';
import { byCodePoint, joined, wrong } from '../samples.ts';
import { scramble } from '../scramble.ts';
import type { ConformanceSubject, OpenEnv, Place } from '../subject.ts';
import { TIME_UP, withinTime } from '../time-limit.ts';
import type { Machine } from './machine.ts';
import { rejection } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { fresh } from './programs/fresh.ts';
import type { Call, Step } from './programs/steps.ts';

/** Runs programs on a store of a subject, in a place of its own. What was passed in and what came out is spoiled after each call. */
export class StoreMachine implements Machine {
  readonly #subject: ConformanceSubject;
  readonly #timeoutMs: number;
  readonly #clock: ManualClock;
  readonly #views = new Map<string, Store>();
  #place: Place;
  #store: Store;
  #open = true;

  /** For {@link StoreMachine.start}, which opens the place. */
  constructor(subject: ConformanceSubject, place: Place, store: Store, clock: ManualClock, timeoutMs: number) {
    this.#subject = subject;
    this.#place = place;
    this.#store = store;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  /** Opens a store in a new place of the subject. @param timeoutMs milliseconds after which a command that has not ended counts as one that never will. */
  static async start(subject: ConformanceSubject, timeoutMs: number): Promise<StoreMachine> {
    const place = await subject.place();
    const clock = new ManualClock();
    try {
      return new StoreMachine(subject, place, await place.open({ clock: clock.now }), clock, timeoutMs);
    } catch (error) {
      await place.destroy();
      throw error;
    }
  }

  async take(step: Step): Promise<readonly Outcome[]> {
    const outcomes = await withinTime(Promise.all(this.#start(step)), this.#timeoutMs);
    return outcomes === TIME_UP ? [{ code: `nothing within ${this.#timeoutMs} ms`, path: null }] : outcomes;
  }

  async end(): Promise<void> {
    // A store that never closes has been found out by a command that never ended.
    if (this.#open) await withinTime(this.#store.close(), this.#timeoutMs);
    await this.#place.destroy();
  }

  #start(step: Step): readonly Promise<Outcome>[] {
    switch (step.kind) {
      case 'call':
        return [this.#call(step)];
      case 'together':
        return [...step.calls.map(async (call) => await this.#call(call)), ...(step.close ? [this.#close()] : [])];
      case 'scopes':
        return [settled(async () => await this.#view(step.scope).scopes())];
      case 'verify':
        return [settled(async () => (await collect(this.#view(step.scope).verify())).map(({ code }) => code).toSorted(byCodePoint))];
      case 'export':
        return [settled(async () => await collect(exportStore(this.#store)))];
      case 'view':
        return [settled(async () => this.#newView(step.scope).scope)];
      case 'closeView':
        return this.#open ? [settled(async () => await (this.#views.get(step.scope) ?? this.#newView(step.scope)).close())] : [];
      case 'close':
        return [this.#close()];
      case 'reopen':
        return [settled(async () => await this.#reopen(step))];
      case 'move':
        return this.#open ? [settled(async () => await this.#move(step.scope))] : [];
      case 'tick':
        this.#clock.advance(step.milliseconds);
        return [];
    }
  }

  async #call({ scope, ownView, room, method, args }: Call): Promise<Outcome> {
    const given = args.map(fresh);
    const running = settled(async () => {
      const result = await resultOf(invoke((ownView === true ? this.#store.withScope(scope) : this.#view(scope))[room], method, given));
      return room === 'artifacts' && method === 'stream' ? joined(wrong<Uint8Array[]>(result)) : result;
    });
    scramble(given);
    const outcome = await running;
    if (!('value' in outcome)) return outcome;
    const kept = fresh(outcome.value);
    scramble(outcome.value);
    return { value: kept };
  }

  #view(scope: string): Store {
    return this.#views.get(scope) ?? (scope === this.#store.scope ? this.#store : this.#newView(scope));
  }

  #newView(scope: string): Store {
    const view = this.#store.withScope(scope);
    this.#views.set(scope, view);
    return view;
  }

  async #close(): Promise<Outcome> {
    this.#open = false;
    return await settled(async () => await this.#store.close());
  }

  async #reopen({ scope, readOnly }: Extract<Step, { readonly kind: 'reopen' }>): Promise<void> {
    if (this.#open) await this.#store.close();
    this.#open = false;
    this.#views.clear();
    const env: OpenEnv = { clock: this.#clock.now, scope };
    this.#store = await this.#place.open(readOnly ? { ...env, readOnly } : env);
    this.#open = true;
  }

  async #move(scope: string): Promise<void> {
    const place = await this.#subject.place();
    const store = await place.open({ clock: this.#clock.now, scope });
    try {
      await copyStore(this.#store, store);
    } catch (error) {
      await store.close();
      await place.destroy();
      throw error;
    }
    await this.#store.close();
    await this.#place.destroy();
    this.#views.clear();
    this.#place = place;
    this.#store = store;
  }
}

function invoke(room: object, method: string, args: readonly unknown[]): unknown {
  const run: unknown = Reflect.get(room, method);
  if (typeof run !== 'function') throw new TypeError(`no method ${method}`);
  return Reflect.apply(run, room, args);
}

/** What a method gives; of an iterable, everything. */
async function resultOf(given: unknown): Promise<unknown> {
  if (typeof given !== 'object' || given === null || !(Symbol.asyncIterator in given)) return await given;
  return await collect(wrong<AsyncIterable<unknown>>(given));
}

async function settled(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await run() };
  } catch (error) {
    return rejection(error);
  }
}
