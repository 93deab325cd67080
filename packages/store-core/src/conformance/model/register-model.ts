import type { TestRunner } from '../register.ts';
import type { ConformanceSubject } from '../subject.ts';
import { runModel } from './run-model.ts';
import type { ModelOptions } from './run-model.ts';

/** Milliseconds that the test may take: as long as somebody may want to run it. */
const TIMEOUT_MS = 3_600_000;

/** Registers one test, which runs {@link runModel}: `describe` and `test` of vitest, of node:test, or of anything that calls them the same way. */
export function registerModel(subject: ConformanceSubject, runner: TestRunner, options: ModelOptions = {}): void {
  runner.describe(`${subject.name} against the model`, () => {
    runner.test('does in random programs what the model of the contract does', { timeout: TIMEOUT_MS }, async () => await runModel(subject, options));
  });
}
