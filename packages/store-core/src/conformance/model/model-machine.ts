import type { Capabilities } from '../../contract/store.ts';
import { ManualClock } from '../manual-clock.ts';
import type { Machine } from './machine.ts';
import type { Outcome } from './outcome.ts';
import { isWrite } from './programs/steps.ts';
import type { Call, Step } from './programs/steps.ts';
import { artifactsModel } from './reference/artifacts.ts';
import { episodesModel } from './reference/episodes.ts';
import { eventsModel } from './reference/events.ts';
import { exported } from './reference/export.ts';
import { factsModel } from './reference/facts.ts';
import { ledgerModel } from './reference/ledger.ts';
import { Refusal, refuse } from './reference/refusal.ts';
import { identifier } from './reference/values.ts';
import { scopeOf, scopesWithData } from './reference/world.ts';
import type { ScopeData, World } from './reference/world.ts';

const DONE: Outcome = { value: undefined };

/** What the contract says of a program: the model of a store, one call after the other. */
export class ModelMachine implements Machine {
  readonly #lasts: boolean;
  readonly #clock = new ManualClock();
  readonly #world: World = new Map();
  /** Scopes whose view was closed and not made anew. */
  readonly #closedViews = new Set<string>();
  #open = true;
  #readOnly = false;

  constructor({ durability }: Capabilities) {
    this.#lasts = durability !== 'none';
  }

  async take(step: Step): Promise<readonly Outcome[]> {
    switch (step.kind) {
      case 'call':
        return [this.#outcome(() => this.#call(step))];
      case 'together': {
        const outcomes = step.calls.map((call) => this.#outcome(() => this.#call(call)));
        return step.close ? [...outcomes, this.#close()] : outcomes;
      }
      case 'scopes':
        return [this.#outcome(() => this.#at(step.scope, false, () => scopesWithData(this.#world)))];
      case 'verify':
        return [this.#outcome(() => this.#at(step.scope, false, () => this.#findings()))];
      case 'export':
        return [this.#outcome(() => (this.#open ? exported(this.#world) : refuse('STORE_CLOSED')))];
      case 'view':
        return [this.#outcome(() => this.#view(step.scope))];
      case 'closeView':
        if (!this.#open) return [];
        this.#closedViews.add(step.scope);
        return [DONE];
      case 'close':
        return [this.#close()];
      case 'reopen':
        return [this.#reopen(step.readOnly)];
      case 'move':
        return this.#open ? [this.#begin(false)] : [];
      case 'tick':
        this.#clock.advance(step.milliseconds);
        return [];
    }
  }

  async end(): Promise<void> {
    this.#open = false;
  }

  #call(call: Call): unknown {
    const { scope, ownView, room, method, args } = call;
    return this.#at(scope, ownView === true, () => {
      if (this.#readOnly && isWrite(call)) refuse('READ_ONLY');
      const model = this.#room(room, scopeOf(this.#world, scope));
      const run: unknown = Reflect.get(model, method);
      if (typeof run !== 'function') throw new TypeError(`the model has no ${room}.${method}`);
      const result: unknown = Reflect.apply(run, model, args);
      return result;
    });
  }

  #room(room: Call['room'], data: ScopeData): object {
    switch (room) {
      case 'events':
        return eventsModel(data);
      case 'ledger':
        return ledgerModel(data, this.#clock.now);
      case 'artifacts':
        return artifactsModel(data);
      case 'episodes':
        return episodesModel(data);
      case 'facts':
        return factsModel(data);
    }
  }

  #at<T>(scope: string, ownView: boolean, run: () => T): T {
    return this.#open && (ownView || !this.#closedViews.has(scope)) ? run() : refuse('STORE_CLOSED');
  }

  #view(name: string): string {
    if (!this.#open) return refuse('STORE_CLOSED');
    const scope = identifier(name, 'scope');
    this.#closedViews.delete(scope);
    return scope;
  }

  #close(): Outcome {
    this.#open = false;
    return DONE;
  }

  #reopen(readOnly: boolean): Outcome {
    if (!this.#lasts) this.#world.clear();
    return this.#begin(readOnly);
  }

  /** A store that was just opened. */
  #begin(readOnly: boolean): Outcome {
    this.#closedViews.clear();
    this.#open = true;
    this.#readOnly = readOnly;
    return DONE;
  }

  #findings(): string[] {
    return [...this.#world.values()].flatMap(({ events, artifacts }) => {
      const handles = artifacts.map(({ ref }) => ref.handle);
      return events.flatMap(({ artifactRef }) => (artifactRef === null || handles.includes(artifactRef.handle) ? [] : ['DANGLING_ARTIFACT']));
    });
  }

  #outcome(run: () => unknown): Outcome {
    try {
      return { value: run() };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, path: error.path };
      throw error;
    }
  }
}
