import type { LimitResult, PairResult, Result } from '../result.ts';
import { duration, rate, ratio, target, value } from './format.ts';

export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Results as tables: speeds beside others, growth with the size of a store, and figures with a limit. The ratio comes before the rates. */
export function tablesOf(results: readonly Result[]): TextTable[] {
  const pairs = results.filter((result) => result.kind === 'pair');
  return [
    table(['workload', 'durability', 'store', 'beside', 'times as fast (quarters)', 'target', 'rates'], pairs.filter(({ measure }) => measure === 'speed').map((one) => [
      one.workload, one.durability, one.ours, one.other, ratio(one), aim(one), `${rate(one.oursRate.median)} : ${rate(one.otherRate.median)}`,
    ])),
    table(['workload', 'store', 'beside', 'times as long (quarters)', 'target', 'times'], pairs.filter(({ measure }) => measure === 'growth').map((one) => [
      one.workload, one.ours, one.other === one.ours ? '' : one.other, ratio(one), aim(one), `${duration(one.oursRate.median)} : ${duration(one.otherRate.median)}`,
    ])),
    table(['workload', 'of', 'figure', 'target', 'besides'], results.filter((result) => result.kind === 'limit').map((one) => [
      one.workload, one.subject, value(one), aim(one), one.detail ?? '',
    ])),
    table(['not measured', 'why'], results.filter((result) => result.kind === 'skipped').map(({ id, reason }) => [id, reason])),
  ].filter(({ rows }) => rows.length > 0);
}

/** What must be known of single rows: those of each note together. */
export function notesOf(results: readonly Result[]): string[] {
  const subjects = new Map<string, Set<string>>();
  for (const result of results) {
    if (result.kind === 'skipped' || result.note === undefined) continue;
    const subject = result.kind === 'pair' && result.measure === 'speed' ? result.other : result.workload;
    subjects.set(result.note, (subjects.get(result.note) ?? new Set()).add(subject));
  }
  return [...subjects].map(([note, of]) => `${[...of].join(', ')}: ${note}`);
}

/** Columns that are empty in every row are left out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): TextTable {
  const used = head.map((_, column) => rows.some((cells) => cells[column] !== ''));
  const kept = (cells: readonly string[]): string[] => cells.filter((_, column) => used[column] === true);
  return { head: kept(head), rows: rows.map(kept) };
}

function aim(result: PairResult | LimitResult): string {
  if (result.met === null) return '';
  return `${target(result)} ${result.met ? '✓' : '✗'}`;
}
