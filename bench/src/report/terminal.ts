import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { Result } from '../result.ts';
import { GROUPS } from '../row.ts';
import { notesOf, tablesOf } from './tables.ts';

/** The results for a terminal, part by part. */
export function formatResults(results: readonly Result[]): string {
  return GROUPS.flatMap((group) => {
    const members = results.filter((result) => result.group === group);
    if (members.length === 0) return [];
    const tables = tablesOf(members).map(({ head, rows }) => {
      const table = new Table({ head: [...head], style: { head: [], border: ['dim'], compact: true } });
      for (const cells of rows) table.push(cells.map(coloured));
      return table.toString();
    });
    return [`\n${styleText('bold', group)}`, ...tables, ...notesOf(members).map((note) => styleText('dim', `  ${note}`))];
  }).join('\n');
}

function coloured(cell: string): string {
  if (cell.endsWith(' ✓')) return styleText('green', cell);
  return cell.endsWith(' ✗') ? styleText('red', cell) : cell;
}

/** What the rows that fell short spend their time on, as far as a profile was taken. */
export function formatShortfalls(results: readonly Result[]): string {
  return results.flatMap((result) => {
    if (result.kind === 'skipped' || result.met !== false) return [];
    const profile = (result.profile ?? []).map(({ name, share }) => `    ${(100 * share).toFixed(1).padStart(5)} %  ${name}`);
    return [`  ${result.id}`, ...profile];
  }).join('\n');
}
