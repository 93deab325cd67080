/** `pnpm --filter @cw/store-proof golden-stores`: makes the golden store of each format of today that has none yet, and the export that all of them share. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportStore } from '@cw/store-core';
import { fillNew } from './fill-new.ts';
import { GOLDEN, GOLDEN_EXPORT, goldenPath, STORED_FORMATS, type StoredFormat } from './formats.ts';

await mkdir(GOLDEN, { recursive: true });
for (const format of STORED_FORMATS) console.log(await makeGolden(format));

async function makeGolden(format: StoredFormat): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-golden-'));
  try {
    const path = join(folder, 'store');
    await fillNew(format, path);
    const version = await format.version(path);
    const golden = goldenPath(format, version);
    if (existsSync(golden)) return `${version} has its golden store, and a released format never changes`;
    await format.keep(path, golden);
    await keepExport(format, path);
    return `${version}: made ${golden}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function keepExport(format: StoredFormat, path: string): Promise<void> {
  await using store = await format.openStore({ path });
  const text = (await Array.fromAsync(exportStore(store))).join('');
  if (!existsSync(GOLDEN_EXPORT)) await writeFile(GOLDEN_EXPORT, text);
  if ((await readFile(GOLDEN_EXPORT, 'utf8')) !== text) throw new Error(`what ${format.adapter} exports is not ${GOLDEN_EXPORT}`);
}
