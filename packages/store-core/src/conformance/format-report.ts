import { isGood } from './report.ts';
import type { CaseReport, ConformanceReport } from './report.ts';

const MARKS = { pass: 'ok  ', fail: 'FAIL', 'absent-verified': 'none', 'could-not-run': '????', 'kit-error': 'KIT!' } as const;

/** One line about one case; more, indented, where it did not pass. */
export function formatCase(report: CaseReport): string {
  const line = `${MARKS[report.verdict]}  ${report.id.padEnd(52)} ${report.durationMs.toFixed(1).padStart(9)} ms`;
  if (report.message === undefined) return line;
  return `${line}\n      ${report.message.replaceAll('\n', '\n      ')}`;
}

/** The result as a text of several lines; `command` is what to put before the arguments that run a case again. */
export function formatReport(report: ConformanceReport, command: string): string {
  const lines = [
    `${report.subject}: ${report.passed ? 'passed' : 'NOT PASSED'} (kit ${report.kit}, contract ${report.contract}, ${report.environment})`,
    `  cases    ${counts(report)}`,
    `  declared ${JSON.stringify(report.capabilities.declared)}`,
    `  observed ${JSON.stringify(report.capabilities.observed)}`,
    ...report.levelReports.map(({ level, granted, planned, executed, reason }) =>
      `  ${granted ? 'granted' : 'not    '}  ${level.padEnd(11)} ${executed}/${planned}${reason === undefined ? '' : `  ${reason}`}`),
  ];
  const bad = report.cases.filter(({ verdict }) => !isGood(verdict));
  if (bad.length > 0) lines.push('', 'run one again:', ...bad.map(({ id }) => `  ${command} --only '${id}' --seed ${report.seed}`));
  return `${lines.join('\n')}\n`;
}

function counts(report: ConformanceReport): string {
  const byVerdict = Map.groupBy(report.cases, ({ verdict }) => verdict);
  return [...byVerdict].map(([verdict, cases]) => `${cases.length} ${verdict}`).join(', ');
}
