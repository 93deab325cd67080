import { mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './result.ts';
import { GROUPS, type Group } from './row.ts';

const FOLDER = join(import.meta.dirname, '../results');

/** What was measured last of every row, in the order of the table. */
export function readResults(): Measured[] {
  return GROUPS.flatMap(readGroup);
}

/** Puts new results in the place of those of the same rows; rows that are no more go. Says which files were written. */
export function saveResults(results: readonly Measured[], order: readonly string[]): string[] {
  mkdirSync(FOLDER, { recursive: true });
  return GROUPS.flatMap((group) => {
    const measured = results.filter((result) => result.group === group);
    if (measured.length === 0) return [];
    const merged = new Map([...readGroup(group), ...measured].map((result) => [result.id, result]));
    const sorted = order.flatMap((id) => merged.get(id) ?? []);
    writeFileSync(fileOf(group), `${JSON.stringify(sorted, null, 1)}\n`);
    return [`bench/results/${nameOf(group)}.json`];
  });
}

function readGroup(group: Group): Measured[] {
  const file = fileOf(group);
  if (!existsSync(file)) return [];
  const results: Measured[] = JSON.parse(readFileSync(file, 'utf8'));
  return results;
}

function fileOf(group: Group): string {
  return join(FOLDER, `${nameOf(group)}.json`);
}

function nameOf(group: Group): string {
  return group.replaceAll(' ', '-');
}
