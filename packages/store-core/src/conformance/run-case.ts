import type { Capabilities } from '../contract/store.ts';
import { isStoreError } from '../errors.ts';
import { CaseSession, CouldNotRun } from './case-session.ts';
import type { ConformanceCase } from './case.ts';
import { ExpectationError } from './expect.ts';
import { seededRandom } from './random.ts';
import type { CaseReport } from './report.ts';
import type { ConformanceSubject } from './subject.ts';
import { watchStrayRejections } from './stray-rejections.ts';
import { TIME_UP, withinTime } from './time-limit.ts';

export interface RunCaseOptions {
  readonly seed: number;
  /** How many times as many rounds as in a plain run. */
  readonly effort: number;
  /** Milliseconds after which a case that has not ended is a `fail`; more effort has as many times as long. */
  readonly timeoutMs: number;
}

export interface CaseOutcome {
  readonly report: CaseReport;
  readonly observed: Partial<Capabilities>;
}

type Judgement = Pick<CaseReport, 'verdict' | 'message'>;

/** Runs one case in a place of its own and clears away after it. Never throws: whatever happens is a verdict. */
export async function runCase(one: ConformanceCase, subject: ConformanceSubject, options: RunCaseOptions): Promise<CaseOutcome> {
  const session = new CaseSession(subject, seededRandom(options.seed, one.id), options.effort);
  const strays = watchStrayRejections();
  const started = performance.now();
  const judgement = await judge(one, session, timeLimit(options));
  const cleared = await clearAway(session, options.timeoutMs);
  const stray = judgeStrays(await strays.stop());
  const worst = judgement.verdict === 'pass' || judgement.verdict === 'absent-verified' ? (cleared ?? stray ?? judgement) : judgement;
  const { id, requirement, level } = one;
  const durationMs = Math.round((performance.now() - started) * 10) / 10;
  return { report: { id, requirement, level, ...worst, durationMs }, observed: session.observed };
}

/** Milliseconds that a case may take. */
export function timeLimit({ timeoutMs, effort }: Pick<RunCaseOptions, 'timeoutMs' | 'effort'>): number {
  return timeoutMs * Math.max(1, effort);
}

async function judge(one: ConformanceCase, session: CaseSession, timeoutMs: number): Promise<Judgement> {
  try {
    // Inside a promise, so that a case that throws before its first await rejects like any other.
    const running = Promise.resolve().then(async () => await one.run(session));
    if ((await withinTime(running, timeoutMs)) === TIME_UP) {
      return { verdict: 'fail', message: `not done after ${timeoutMs} ms: a call never settled, or took too long` };
    }
  } catch (error) {
    return judgeError(one, error);
  }
  if (session.expect.count === 0) return { verdict: 'kit-error', message: 'the case asserted nothing' };
  return session.absence === undefined ? { verdict: 'pass' } : { verdict: 'absent-verified', message: session.absence };
}

function judgeError({ title }: ConformanceCase, error: unknown): Judgement {
  if (error instanceof CouldNotRun) return { verdict: 'could-not-run', message: error.message };
  if (error instanceof ExpectationError) return { verdict: 'fail', message: error.message };
  return { verdict: 'fail', message: `unexpected: ${describeError(error)}\nwhere it is tried that ${title}` };
}

async function clearAway(session: CaseSession, timeoutMs: number): Promise<Judgement | null> {
  try {
    if ((await withinTime(session.end(), timeoutMs)) !== TIME_UP) return null;
    return { verdict: 'fail', message: `the stores of the case were not closed after ${timeoutMs} ms` };
  } catch (error) {
    return { verdict: 'fail', message: `clearing away after the case: ${describeError(error)}` };
  }
}

function judgeStrays([stray]: readonly unknown[]): Judgement | null {
  if (stray === undefined) return null;
  return { verdict: 'fail', message: `a promise of the adapter's was rejected and nobody looked at it, which ends a process: ${describeError(stray)}` };
}

function describeError(error: unknown): string {
  if (isStoreError(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}
