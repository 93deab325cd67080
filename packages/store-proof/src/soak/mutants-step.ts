import { runConformance } from '@cw/store-core/conformance';
import { MUTANTS } from '../../../store-core/test/conformance/mutants/index.ts';
import type { SoakStep } from './step.ts';

/** Every broken adapter with another seed than the tests have: none may live. */
export const MUTANTS_STEP: SoakStep = {
  name: 'mutants',
  what: 'every adapter that is broken on purpose, with a seed of this soak, in the case that it has to die in',
  async run({ seed, progress }) {
    const alive: string[] = [];
    for (const [index, { name, subject, dies, message, timeoutMs }] of MUTANTS.entries()) {
      progress(`${index + 1}/${MUTANTS.length} ${name}`);
      const { cases } = await runConformance(subject, { only: dies, timeoutMs, seed });
      const [death] = cases;
      if (death?.verdict !== 'fail') alive.push(`${name}: ${dies} ended as ${death?.verdict ?? 'nothing'}`);
      else if (!message.test(death.message ?? '')) alive.push(`${name}: ${dies} says ${death.message ?? 'nothing'}`);
    }
    return { passed: alive.length === 0, figures: `${MUTANTS.length - alive.length} of ${MUTANTS.length} killed`, problems: alive };
  },
};
