import type { Outcome } from './outcome.ts';
import type { Step } from './programs/steps.ts';

/** What runs programs: a store, or the model of one. */
export interface Machine {
  /** Takes one command: an outcome for each of its calls. Never rejects. */
  take(step: Step): Promise<readonly Outcome[]>;
  /** Clears away. */
  end(): Promise<void>;
}
