import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXPLANATIONS } from '../src/report/explanations.ts';
import { fillIn } from '../src/report/markdown.ts';
import { reportFiles } from '../src/report/write-report.ts';
import type { Measured } from '../src/result.ts';
import { ROWS } from '../src/rows/index.ts';
import { readResults } from '../src/saved-results.ts';

const results = readResults();

test('page and charts show the saved results; `pnpm bench --report` writes them', async () => {
  for (const [path, content] of reportFiles(results)) {
    expect([path, await readFile(join(import.meta.dirname, '../..', path), 'utf8')]).toEqual([path, content]);
  }
});

test('every row was measured, or says why not', () => {
  expect(results.map(({ id }) => id)).toEqual(ROWS.map(({ id }) => id));
});

test('every row that fell short has its explanation, and no other has one', () => {
  const short = results.flatMap((result) => (result.kind !== 'skipped' && result.met === false ? [result.id] : []));
  expect(Object.keys(EXPLANATIONS).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(short.toSorted((a, b) => (a < b ? -1 : 1)));
});

test('a table leaves out the columns that are empty', () => {
  const result: Measured = {
    kind: 'limit', id: 'x', group: 'packages', workload: 'import', subject: 'some package', unit: 'ms', value: 1.234, target: 2, met: true,
    origin: { measuredAt: '2026-01-01T00:00:00.000Z', commit: 'abc', machine: 'one' },
  };
  expect(fillIn('<!-- bench:packages -->\nold\n<!-- /bench -->', [result])).toBe(
    '<!-- bench:packages -->\n\n| workload | of | figure | target |\n| --- | --- | --- | --- |\n| import | some package | 1.23 ms | ≤ 2 ✓ |\n\n<!-- /bench -->',
  );
});
