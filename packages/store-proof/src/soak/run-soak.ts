import type { SoakContext, SoakStep, StepResult } from './step.ts';

/** A step that was run, and how long it took. */
export interface SoakOutcome extends StepResult {
  readonly step: SoakStep;
  readonly seconds: number;
}

/** Runs the steps one after the other. A step that throws has not passed; the others are run all the same. */
export async function runSoak(
  steps: readonly SoakStep[],
  context: SoakContext,
  onStep: { begin(step: SoakStep): void; end(outcome: SoakOutcome): void },
): Promise<SoakOutcome[]> {
  const outcomes: SoakOutcome[] = [];
  for (const step of steps) {
    onStep.begin(step);
    const started = performance.now();
    const result = await step.run(context).catch(brokenOff);
    const outcome = { ...result, step, seconds: (performance.now() - started) / 1000 };
    outcomes.push(outcome);
    onStep.end(outcome);
  }
  return outcomes;
}

function brokenOff(error: unknown): StepResult {
  return { passed: false, figures: 'broken off', problems: [error instanceof Error ? (error.stack ?? String(error)) : String(error)] };
}
