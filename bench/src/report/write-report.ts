import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from '../result.ts';
import { charts } from './charts.ts';
import { fillIn } from './markdown.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The files that show the results, as they have to be: their paths from the root of the repository, and their content. */
export function reportFiles(results: readonly Measured[]): ReadonlyMap<string, string> {
  const page = 'docs/performance.md';
  return new Map([
    ...charts(results).map(({ name, svg }) => [`bench/results/${name}.svg`, svg] as const),
    [page, fillIn(readFileSync(join(ROOT, page), 'utf8'), results)] as const,
  ]);
}

/** Writes them, and says which. */
export function writeReport(results: readonly Measured[]): string[] {
  const files = reportFiles(results);
  for (const [path, content] of files) writeFileSync(join(ROOT, path), content);
  return [...files.keys()];
}
