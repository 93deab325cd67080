import type { Capabilities, Store } from '../contract/store.ts';
import type { Expect } from './expect.ts';
import type { ManualClock } from './manual-clock.ts';
import type { Damage, Place } from './subject.ts';

/** How a case opens a store. What is left out takes the adapter's default; `clock` defaults to the case's own. */
export interface OpenOptions {
  /** The scope to open. */
  readonly scope?: string;
  /** Whether writes are refused. */
  readonly readOnly?: boolean;
  /** What `createdAt` defaults to. */
  readonly clock?: () => Date;
}

/** A place as a case sees it: what it opens there, the kit closes. */
export interface CasePlace {
  /** Opens a store there. */
  readonly open: (options?: OpenOptions) => Promise<Store>;
  /** As `open`, with whatever options, legal or not. */
  readonly openWith: (options: Readonly<Record<string, unknown>>) => Promise<Store>;
}

/** A place with what the subject offers for it; what it does not offer ends the case as `could-not-run`. */
export interface OtherPlace extends CasePlace {
  /** As the context's own. */
  child(): Promise<NonNullable<Place['child']>>;
  /** As the context's own. */
  snapshotPlace(): Promise<CasePlace & { readonly destination: string }>;
}

/** What a case has at hand. */
export interface CaseContext extends CasePlace {
  /** As the adapter declares them: they choose a branch of a case, they never remove a case. */
  readonly capabilities: Capabilities;
  /** Whether the subject says that it can be opened with `readOnly`. */
  readonly readOnly: boolean;
  /** The time of every store that is opened without a clock of its own. Begins at 2026-01-02T03:04:05.678Z. */
  readonly clock: ManualClock;
  /** Every assertion is counted; a case that made none is a `kit-error`. */
  readonly expect: Expect;
  /** Repeats the same numbers (0 ≤ x < 1) for the same seed and case. */
  readonly random: () => number;
  /** How often to do something that a plain run does `count` times: more where the run was asked for more `effort`. */
  rounds(count: number): number;
  /** Opens a store in this case's place. The kit closes what a case leaves open. */
  readonly open: (options?: OpenOptions) => Promise<Store>;
  /**
   * Whether the subject's `open` hands this option of its `env` on to the adapter, as `{ path, ...env }` does. Found out by opening
   * another place with the option; where it is not handed on, nothing about it can be tried.
   */
  handsOn(option: string): Promise<boolean>;
  /** Another empty place, with what the subject offers for each. */
  newPlace(): Promise<OtherPlace>;
  /** Where a snapshot may go: a path at which nothing is, and how to open what was written there. */
  snapshotPlace(): Promise<CasePlace & { readonly destination: string }>;
  /** How the storage of this case's place is kept busy by another writer, and how to open it then. */
  busyPlace(): Promise<CasePlace & { hold(): Promise<() => Promise<void>> }>;
  /** Damages what is stored in this case's place, where nothing may be open. */
  damage(damage: Damage): Promise<void>;
  /** How a child process can open this case's place. */
  child(): Promise<NonNullable<Place['child']>>;
  /** The adapter does without what this case is about, and that was verified: the case ends as `absent-verified`. */
  absent(reason: string): void;
  /** Notes what the adapter turned out to do, whatever it declares. */
  observe(capabilities: Partial<Capabilities>): void;
  /** A missing prerequisite: the case ends as `could-not-run`, which is never a pass. */
  couldNotRun(reason: string): never;
}
