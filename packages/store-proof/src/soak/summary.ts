import type { SoakOutcome } from './run-soak.ts';

/** What the summary tells of the soak as a whole. */
export interface SoakFacts {
  readonly seed: number;
  readonly effort: number;
  /** What it ran on. */
  readonly platform: string;
  /** When it ended, ISO 8601. */
  readonly endedAt: string;
}

/** Characters of a problem that are shown: a page is to be read. */
const PROBLEM_CHARS = 1500;
const MOST_PROBLEMS = 5;

/** One page, as Markdown: what was run, what it showed, and how to repeat what went wrong. */
export function formatSummary(outcomes: readonly SoakOutcome[], { seed, effort, platform, endedAt }: SoakFacts): string {
  const failed = outcomes.filter(({ passed }) => !passed);
  const minutes = outcomes.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  const lines = [
    `# Soak: ${failed.length === 0 ? 'all passed' : `${failed.length} of ${outcomes.length} NOT PASSED`}`,
    '',
    `${endedAt}, ${platform}, seed ${seed}, effort ${effort}, ${minutes.toFixed(1)} minutes.`,
    '',
    ...table(outcomes.map(({ passed, figures, seconds, step }) => [passed ? 'ok' : 'FAIL', step.name, figures, `${seconds.toFixed(0)} s`])),
  ];
  for (const { step, problems } of failed) {
    lines.push('', `## ${step.name}`, '', `Again: \`pnpm soak --only ${step.name} --seed ${seed} --effort ${effort}\``);
    for (const problem of problems.slice(0, MOST_PROBLEMS)) lines.push('', '```', problem.slice(0, PROBLEM_CHARS), '```');
    if (problems.length > MOST_PROBLEMS) lines.push('', `and ${problems.length - MOST_PROBLEMS} more.`);
  }
  return `${lines.join('\n')}\n`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const all = [['', 'step', 'what it showed', 'time'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)];
}
