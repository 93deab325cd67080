import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { entryPoints } from '../src/api-report/entry-points.ts';
import { apiReport } from '../src/api-report/write-report.ts';

const entries = entryPoints();

// On purpose changed, or not: whoever reviews it sees it in the report.
test.each(entries)('$report is what is exported; `pnpm api-reports` writes it anew', async (entry) => {
  expect(await apiReport(entry)).toBe(await readFile(join(entry.folder, entry.report), 'utf8'));
});

test('there is no report of an entry point that is no more', async () => {
  for (const folder of new Set(entries.map((entry) => entry.folder))) {
    const reports = entries.filter((entry) => entry.folder === folder).map(({ report }) => basename(report));
    expect(new Set(await readdir(join(folder, 'etc')))).toEqual(new Set(reports));
  }
});
