import type { Capabilities } from '../contract/store.ts';
import { matchesAny } from './case-filter.ts';
import type { ConformanceCase } from './case.ts';
import { CONFORMANCE_CASES } from './cases/index.ts';
import { describeEnvironment } from './environment.ts';
import { KIT_SCORE } from './kit-score.ts';
import { mergeObserved } from './observed.ts';
import { anySeed } from './random.ts';
import { grantLevels, isBad, isGood } from './report.ts';
import type { CaseReport, ConformanceReport } from './report.ts';
import { runCase } from './run-case.ts';
import type { ConformanceSubject } from './subject.ts';
import { KIT_VERSION } from './version.ts';

/** Milliseconds after which a case that has not ended is a `fail`, unless told otherwise. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** Which cases run, and how. */
export interface ConformanceOptions {
  /** Makes the random choices of the cases repeat. Default: another one each time; the report has it. */
  readonly seed?: number | undefined;
  /** Globs of case ids, as `events.*`: only those run, and no level is granted unless all of its cases do. Default: every case. */
  readonly only?: string | readonly string[] | undefined;
  /** Called after each case. */
  readonly onCase?: ((report: CaseReport) => void) | undefined;
  /** How many times as many rounds the cases about crashes and races go through, as 20 for a long run. Default: 1. */
  readonly effort?: number | undefined;
  /** Milliseconds that a case may take at an effort of 1. Default: 60,000. */
  readonly timeoutMs?: number | undefined;
  /** The cases. Default: all of this kit. */
  readonly cases?: readonly ConformanceCase[] | undefined;
}

/** Runs the cases one after the other. Does not throw for a failing adapter: what it does wrong is in the report. */
export async function runConformance(subject: ConformanceSubject, options: ConformanceOptions = {}): Promise<ConformanceReport> {
  const { seed = anySeed(), effort = 1, timeoutMs = DEFAULT_TIMEOUT_MS, cases = CONFORMANCE_CASES } = options;
  const only = typeof options.only === 'string' ? [options.only] : options.only;
  const reports: CaseReport[] = [];
  let observed: Partial<Capabilities> = {};
  for (const one of cases) {
    if (!matchesAny(one.id, only)) continue;
    const outcome = await runCase(one, subject, { seed, effort, timeoutMs });
    reports.push(outcome.report);
    observed = mergeObserved(observed, outcome.observed);
    options.onCase?.(outcome.report);
  }
  const levelReports = grantLevels(cases, reports, subject.capabilities);
  return {
    kit: KIT_VERSION,
    kitScore: KIT_SCORE,
    contract: 1,
    subject: subject.name,
    environment: describeEnvironment(),
    seed,
    effort,
    capabilities: { declared: subject.capabilities, observed },
    passed: reports.some(({ verdict }) => isGood(verdict)) && !reports.some(isBad),
    levels: levelReports.filter(({ granted }) => granted).map(({ level }) => level),
    levelReports,
    cases: reports,
  };
}
