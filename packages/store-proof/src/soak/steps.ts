import { subject as jsonfile } from '../../../store-jsonfile/test/support/subject.ts';
import { subject as memory } from '../../../store-memory/test/support/subject.ts';
import { subject as sqlite } from '../../../store-sqlite/test/support/subject.ts';
import { DAMAGE_STEPS } from './damage-steps.ts';
import { kitStep } from './kit-step.ts';
import { MUTANTS_STEP } from './mutants-step.ts';
import { MUTATION_STEP } from './mutation-step.ts';
import { differentialStep, modelStep, SESSIONS_STEP } from './program-steps.ts';
import type { SoakStep } from './step.ts';

/** Every long run, in the order in which they are made. */
export const SOAK_STEPS: readonly SoakStep[] = [
  kitStep(memory),
  kitStep(sqlite),
  kitStep(jsonfile),
  modelStep(memory, 30_000),
  modelStep(sqlite, 4000),
  modelStep(jsonfile, 4000),
  differentialStep(1500),
  SESSIONS_STEP,
  ...DAMAGE_STEPS,
  MUTANTS_STEP,
  MUTATION_STEP,
];
