import { CONFORMANCE_CASES, runConformance } from '@cw/store-core/conformance';
import type { CaseReport, ConformanceCase, ConformanceSubject } from '@cw/store-core/conformance';

/** The cases make the same random choices in every run. */
const SEED = 1;

/** Runs one case of the kit. */
export async function runOneCase(subject: ConformanceSubject, one: ConformanceCase, timeoutMs: number): Promise<CaseReport> {
  const { cases } = await runConformance(subject, { cases: [one], seed: SEED, timeoutMs });
  const [report] = cases;
  if (report === undefined) throw new Error(`${one.id}: the kit gave no report`);
  return report;
}

/** @throws Error if there is none */
export function caseOf(id: string): ConformanceCase {
  const found = CONFORMANCE_CASES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id}: no such case`);
  return found;
}

/** Whether the kit tells of something wrong. On memory, cases of the levels above Core may lack a prerequisite. */
export function speaksAgainst({ verdict, level }: CaseReport): boolean {
  return verdict === 'fail' || verdict === 'kit-error' || (verdict === 'could-not-run' && level === 'core');
}
