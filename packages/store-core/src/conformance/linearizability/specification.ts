import type { Call } from './operation.ts';

/** What an object does when it is called by one after the other: a model of it, written from the contract. */
export interface Specification<C extends Call, S> {
  readonly initial: S;
  /** What comes of a call, and the state after it. Pure: states are shared between the orders that are tried. */
  run(state: S, call: C): { readonly state: S; readonly outcome: string };
  /** The same text for the same state, another for any other. */
  key(state: S): string;
  /**
   * The object that a call is about, where the calls on one object have nothing to do with those on another: a history has an
   * order if the calls on each object have one, which is found much faster. Default: all calls are about one object.
   */
  object?(call: C): string;
}
