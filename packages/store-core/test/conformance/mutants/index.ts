import { BACKEND_MUTANTS } from './backends.ts';
import { CRASH_MUTANTS } from './crashes.ts';
import type { Mutant } from './mutant.ts';
import { RACE_MUTANTS } from './races.ts';

/** Every adapter that is broken on purpose. */
export const MUTANTS: readonly Mutant[] = [
  ...BACKEND_MUTANTS,
  ...CRASH_MUTANTS,
  ...RACE_MUTANTS,
];
