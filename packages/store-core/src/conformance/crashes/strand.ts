import type { Store } from '../../contract/store.ts';

/** Calls of a strand that one process may make; each round has so many numbers of its own. The cycle of every strand divides it. */
export const TURNS = 12_000;

/** What one call is about. */
export interface Step {
  /** What it changes: an event, a batch, an artifact, a run of a ledger. */
  readonly subject: string;
  /** What there is to see of the subject once the call is done; null: nothing. */
  readonly state: string | null;
  /** Whether it also removes every other subject of the strand. Default: false. */
  readonly clears?: boolean;
}

/**
 * One kind of calls, which a process makes until it is killed. Each call has a number, and what it leaves behind follows from that number
 * alone, so that the process that checks knows what the one that was killed has done.
 */
export interface Strand {
  readonly name: string;
  /** Calls that are under way at once. With more than one, each call has a subject of its own. */
  readonly width: number;
  /** After so many calls it begins anew, with other subjects. */
  readonly cycle: number;
  step(number: number): Step;
  /** @param tellPiece to be called while a long call is under way */
  run(store: Store, number: number, tellPiece: () => void): Promise<unknown>;
  /** What is there of the strand's subjects. */
  observe(store: Store): Promise<ReadonlyMap<string, string>>;
}

/** A strand at work in one scope. */
export interface Thread {
  readonly strand: string;
  readonly scope: string;
}
