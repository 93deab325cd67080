import { badgeOf } from './badge.ts';
import { isGood } from './report.ts';
import type { CaseReport, ConformanceReport, Verdict } from './report.ts';

const MARKS = { pass: 'ok  ', fail: 'FAIL', 'absent-verified': 'none', 'could-not-run': '????', 'kit-error': 'KIT!' } as const;

const VERDICTS: readonly Verdict[] = ['pass', 'absent-verified', 'fail', 'could-not-run', 'kit-error'];

/** How a text is shown that is good, bad, or of less interest. */
export interface Colours {
  /** A pass, a level that is granted. */
  readonly good: (text: string) => string;
  /** A failure. */
  readonly bad: (text: string) => string;
  /** What stands beside. */
  readonly dim: (text: string) => string;
}

const PLAIN: Colours = { good: (text) => text, bad: (text) => text, dim: (text) => text };

/** One line about one case; more, indented, where it did not pass. */
export function formatCase(report: CaseReport, colours: Colours = PLAIN): string {
  const line = `${MARKS[report.verdict]}  ${report.id.padEnd(52)} ${report.durationMs.toFixed(1).padStart(9)} ms`;
  const told = report.message === undefined ? line : `${line}\n      ${report.message.replaceAll('\n', '\n      ')}`;
  return isGood(report.verdict) ? told : colours.bad(told);
}

/**
 * The result as a text of several lines: a table of the verdicts by area, what was declared and seen, the levels, how to run again
 * what did not pass, and a line for a README.
 * @param command what to put before the arguments that run a case again
 */
export function formatReport(report: ConformanceReport, command: string, colours: Colours = PLAIN): string {
  const { environment: { runtime, os, architecture }, kitScore } = report;
  const platform = [runtime, os, architecture].filter((part) => part !== '').join(' ');
  const lines = [
    ...areaTable(report.cases),
    '',
    `${report.subject}: ${report.passed ? colours.good('passed') : colours.bad('NOT PASSED')} (kit ${report.kit}, contract ${report.contract}, ${platform}, seed ${report.seed})`,
    ...capabilityLines(report),
    ...report.levelReports.map(({ level, granted, planned, executed, reason }) =>
      `  ${granted ? colours.good('granted') : 'not    '}  ${level.padEnd(11)} ${executed}/${planned}${reason === undefined ? '' : `  ${reason}`}`),
    `  ${colours.dim(`This kit fails ${kitScore.killed} of the ${kitScore.mutants} broken adapters that it is tested with.`)}`,
  ];
  const bad = report.cases.filter(({ verdict }) => !isGood(verdict));
  if (bad.length > 0) lines.push('', 'run one again:', ...bad.map(({ id }) => `  ${command} --only '${id}' --seed ${report.seed}`));
  if (report.levels.length > 0) lines.push('', 'for your README:', `  ${badgeOf(report)}`);
  return `${lines.join('\n')}\n`;
}

/** Cases by the first word of their id, and what became of them. A verdict that no case has is left out. */
function areaTable(cases: readonly CaseReport[]): string[] {
  const columns = VERDICTS.filter((verdict) => cases.some((one) => one.verdict === verdict));
  const row = (name: string, of: readonly CaseReport[]): string => {
    const counts = columns.map((verdict) => of.filter((one) => one.verdict === verdict).length);
    return `  ${name.padEnd(12)}${counts.map((count, index) => String(count === 0 ? '.' : count).padStart((columns[index]?.length ?? 0) + 2)).join('')}`;
  };
  const areas = Map.groupBy(cases, ({ id }) => id.split('.')[0] ?? id);
  return [
    `  ${''.padEnd(12)}${columns.map((verdict) => `  ${verdict}`).join('')}`,
    ...[...areas].map(([area, of]) => row(area, of)),
    row('all', cases),
  ];
}

function capabilityLines({ capabilities: { declared, observed } }: ConformanceReport): string[] {
  const names = ['durability', 'writers', 'snapshot'] as const;
  return names.map((name) => `  ${name.padEnd(11)}declared ${String(declared[name])}, seen ${observed[name] === undefined ? 'nothing of it' : String(observed[name])}`);
}
