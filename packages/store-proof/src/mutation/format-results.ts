import type { MutantResult } from './run-mutation.ts';
import type { Comparison } from './survivors.ts';

/** The score of each file, worst first. */
export function formatScores(results: readonly MutantResult[]): string {
  const files = Map.groupBy(results, ({ mutant }) => mutant.file);
  const rows = Array.from(files, ([file, ofFile]) => {
    const killed = ofFile.filter(({ outcome }) => outcome === 'killed').length;
    return { file, killed, total: ofFile.length, score: killed / ofFile.length };
  });
  return rows
    .toSorted((a, b) => a.score - b.score || b.total - a.total)
    .map(({ file, killed, total, score }) => `${percent(score)}  ${String(killed).padStart(4)} of ${String(total).padStart(4)}  ${file}\n`)
    .join('');
}

/** One mutant, and what became of it. */
export function formatResult({ mutant, outcome, by, how, message }: MutantResult): string {
  const change = `${mutant.original} → ${mutant.replacement ?? '(gone)'}`;
  const end = outcome === 'killed' ? `${how} in ${by}: ${message}` : outcome;
  return `packages/${mutant.file}:${mutant.line}:${mutant.column}  ${change}\n    ${end}\n    ${mutant.id}\n`;
}

/** What is not as it should be; empty if all is. */
export function formatProblems({ unlisted, stale, unknown }: Comparison): string {
  return [
    ...(unlisted.length > 0 ? [`${unlisted.length} survivors that are not listed:\n`, ...unlisted.map(formatResult)] : []),
    ...(stale.length > 0 ? [`${stale.length} are listed as survivors, but were killed:\n`, ...stale.map((id) => `    ${id}\n`)] : []),
    ...(unknown.length > 0 ? [`${unknown.length} are listed as survivors, but there is no such mutant:\n`, ...unknown.map((id) => `    ${id}\n`)] : []),
  ].join('');
}

/** How many mutants there were of each kind, and the score, with those that are equivalent and without. `unreachable` were not tried. */
export function formatTotals({ killed, survived, equivalent, score, strictScore }: Comparison, unreachable: number): string {
  return [
    `${killed + survived + equivalent} mutants counted: ${killed} killed, ${survived} survived, ${equivalent} equivalent; ${unreachable} more are not counted: memory cannot reach them\n`,
    `${percent(score)} killed of those that are not equivalent\n`,
    `${percent(strictScore)} killed of all that are counted\n`,
  ].join('');
}

/** A share as a percentage. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}
