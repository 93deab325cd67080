import { FALSY, NULLISH, TRUTHY } from './change.ts';

/** What the switch is called in instrumented programs. */
export const SWITCH = '$mutation';

/** None of the mutants. */
export const NONE: number = -1;

/** Thrown inside of a mutant that was run too often. */
export class EndlessError extends Error {
  override readonly name = 'EndlessError';
}

/** Selects one of the mutants that a process has loaded. Instrumented programs find it under a registered symbol. */
export class MutationSwitch {
  /** The number of the active mutant. */
  active: number = NONE;
  /** How often the place of each mutant was reached, by site. */
  readonly reached: Float64Array;
  /** Which values every watched expression has had, as bits, by the number of its watch. */
  readonly seen: Uint8Array;
  #taken = 0;
  #most = Number.POSITIVE_INFINITY;

  constructor(mutants: number) {
    this.reached = new Float64Array(mutants);
    this.seen = new Uint8Array(mutants);
  }

  /** How often the active mutant has been run. */
  get taken(): number {
    return this.#taken;
  }

  /** Whether that was more often than it may be. */
  get endless(): boolean {
    return this.#taken > this.#most;
  }

  /** Makes a mutant active that may be run so many times. */
  set(mutant: number, most: number): void {
    this.active = mutant;
    this.#taken = 0;
    this.#most = most;
  }

  /** Called with the value of a watched expression; gives it back. */
  watch<T>(number: number, value: T): T {
    this.seen[number] = (this.seen[number] ?? 0) | (value ? TRUTHY : value === null || value === undefined ? NULLISH : FALSY);
    return value;
  }

  /** Called where the active mutant is about to run. @throws EndlessError */
  take(): true {
    this.#taken += 1;
    if (this.endless) throw new EndlessError('the mutant was run too often');
    return true;
  }
}

/** Makes the switch of this process. */
export function installSwitch(mutants: number): MutationSwitch {
  const installed = new MutationSwitch(mutants);
  Reflect.set(globalThis, Symbol.for('cw.mutation'), installed);
  return installed;
}
