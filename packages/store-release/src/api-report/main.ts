/** Writes the reports of what the packages export, from their built declarations: `pnpm api-reports`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { entryPoints } from './entry-points.ts';
import { apiReport } from './write-report.ts';

for (const entry of entryPoints()) {
  const file = join(entry.folder, entry.report);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await apiReport(entry));
  console.log(file);
}
