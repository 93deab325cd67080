import { percent } from '../mutation/format-results.ts';
import { provesKit } from '../mutation/prove-kit.ts';
import type { SoakStep } from './step.ts';

/** One expression of core or of the memory adapter changed at a time, with the kit as the only test. */
export const MUTATION_STEP: SoakStep = {
  name: 'mutation',
  what: 'core and the memory adapter changed in thousands of small ways: the kit alone must notice, but for what is listed with a reason',
  async run({ progress }) {
    let told = '';
    const { passed, comparison } = await provesKit({
      write: (text) => {
        told += text;
        progress(text.trimEnd().split('\n').at(-1) ?? '');
      },
    });
    const { killed, survived, equivalent, score, strictScore, unlisted } = comparison;
    return {
      passed,
      figures: `${killed} killed, ${survived} survived, ${equivalent} equivalent: ${percent(score).trim()} (${percent(strictScore).trim()} with the equivalent ones); ${unlisted.length} survivors without a reason`,
      problems: passed ? [] : [told.slice(-4000)],
    };
  },
};
