import { expect, test } from 'vitest';
import { runSoak } from '../src/soak/run-soak.ts';
import type { SoakStep } from '../src/soak/step.ts';
import { formatSummary } from '../src/soak/summary.ts';

const FACTS = { seed: 7, effort: 2, platform: 'a machine', endedAt: '2026-01-02T03:04:05.678Z' };

function step(name: string, run: SoakStep['run']): SoakStep {
  return { name, what: `what ${name} does`, run };
}

async function outcomesOf(...steps: SoakStep[]): ReturnType<typeof runSoak> {
  return await runSoak(steps, { seed: 7, effort: 2, progress: () => undefined }, { begin: () => undefined, end: () => undefined });
}

test('a step that throws has not passed, and those after it are run', async () => {
  const outcomes = await outcomesOf(
    step('bad', async () => { throw new Error('the disk is gone'); }),
    step('good', async ({ seed, effort }) => ({ passed: true, figures: `seed ${seed}, effort ${effort}`, problems: [] })),
  );
  expect(outcomes.map(({ passed }) => passed)).toEqual([false, true]);
  expect(outcomes[0]?.problems[0]).toContain('the disk is gone');
  expect(outcomes[1]?.figures).toBe('seed 7, effort 2');
});

test('the summary tells what each step showed, and how to repeat what went wrong', async () => {
  const outcomes = await outcomesOf(
    step('good', async () => ({ passed: true, figures: '10 rounds', problems: [] })),
    step('bad', async () => ({ passed: false, figures: '2 lost', problems: ['event 7 is gone'] })),
  );
  const summary = formatSummary(outcomes, FACTS);
  expect(summary).toMatch(/^# Soak: 1 of 2 NOT PASSED$/m);
  expect(summary).toMatch(/^\| ok +\| good +\| 10 rounds +\| 0 s +\|$/m);
  expect(summary).toContain('pnpm soak --only bad --seed 7 --effort 2');
  expect(summary).toContain('event 7 is gone');
  expect(formatSummary(outcomes.slice(0, 1), FACTS)).toMatch(/^# Soak: all passed$/m);
});
