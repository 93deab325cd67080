import { matchesAny } from './case-filter.ts';
import { CONFORMANCE_CASES } from './cases/index.ts';
import { anySeed } from './random.ts';
import { isBad, isGood } from './report.ts';
import { DEFAULT_TIMEOUT_MS } from './run.ts';
import type { ConformanceOptions } from './run.ts';
import { runCase, timeLimit } from './run-case.ts';
import type { ConformanceSubject } from './subject.ts';

/** `describe` and `test` of vitest, of node:test, or of anything that calls them the same way. */
export interface TestRunner {
  /** Groups the tests that `body` registers. */
  describe(name: string, body: () => void): unknown;
  /** Registers a test, which may take `options.timeout` milliseconds; `body` may be given the context of the test, whose `skip` is used where it has one. */
  test(name: string, options: { readonly timeout: number }, body: (context?: unknown) => Promise<void>): unknown;
}

/**
 * Registers one test per case. A missing prerequisite is never a pass: the test of a case that could not run fails in Core, and above
 * Core is skipped, with the reason, by the runner's test context (`skip`); without such a context it fails as well.
 * `only`, `seed` and `effort` are as for `runConformance`.
 */
export function registerConformance(
  subject: ConformanceSubject,
  runner: TestRunner,
  options: Omit<ConformanceOptions, 'onCase'> = {},
): void {
  const { seed = anySeed(), effort = 1, timeoutMs = DEFAULT_TIMEOUT_MS, cases = CONFORMANCE_CASES } = options;
  const only = typeof options.only === 'string' ? [options.only] : options.only;
  runner.describe(`${subject.name} conforms`, () => {
    for (const one of cases) {
      if (!matchesAny(one.id, only)) continue;
      // The kit's own time limit comes first, and says more; clearing away may take as long again.
      runner.test(`${one.id}: ${one.title}`, { timeout: timeLimit({ timeoutMs, effort }) + timeoutMs + 1000 }, async (context) => {
        const { report } = await runCase(one, subject, { seed, effort, timeoutMs });
        if (isGood(report.verdict)) return;
        if (!isBad(report) && canSkip(context)) {
          context.skip(`${report.verdict}: ${report.message ?? ''}`);
          return;
        }
        throw new Error(`${report.verdict}: ${report.message ?? ''}\n  clause ${one.requirement}\n${howToRerun(one.id, seed)}`);
      });
    }
  });
}

function howToRerun(id: string, seed: number): string {
  return `  again, alone: registerConformance(subject, runner, { only: '${id}', seed: ${seed} }), or the runner's filter by name: -t '${id}:'`;
}

function canSkip(context: unknown): context is { skip(reason: string): void } {
  return typeof context === 'object' && context !== null && 'skip' in context && typeof context.skip === 'function';
}
