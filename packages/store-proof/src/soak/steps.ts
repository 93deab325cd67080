import { subject as jsonfile } from '../../../store-jsonfile/test/support/subject.ts';
import { subject as memory } from '../../../store-memory/test/support/subject.ts';
import { subject as sqlite } from '../../../store-sqlite/test/support/subject.ts';
import { kitStep } from './kit-step.ts';
import type { SoakStep } from './step.ts';

/** Every long run, in the order in which they are made. */
export const SOAK_STEPS: readonly SoakStep[] = [
  kitStep(memory),
  kitStep(sqlite),
  kitStep(jsonfile),
];
