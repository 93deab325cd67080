import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SchemaVersionError, StoreLockedError } from '@cw/store-core';
import { ClassicLevel } from 'classic-level';

/** Stands in every store. A later format gets another number, which this version refuses. */
const FORMAT = 'store-level 1';

/** Opens the database in a folder, or creates it there. @throws StoreLockedError, SchemaVersionError */
export async function openLevel(path: string): Promise<ClassicLevel> {
  createFolder(resolve(path));
  const level = new ClassicLevel(path);
  // LevelDB locks the folder, but does not tell for whom: that is noted beside its files.
  const owner = join(path, 'OWNER');
  await level.open().catch(async (error: unknown) => {
    // LevelDB's own error is the cause of it.
    const cause = error instanceof Error ? error.cause : error;
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED')) throw cause;
    const pid = Number(await readFile(owner, 'utf8').catch(() => '')) || null;
    throw new StoreLockedError(`${path}: process ${pid ?? '?'} has it open`, pid, { cause });
  });
  try {
    await writeFile(owner, String(process.pid));
    const format = (await level.get('format')) ?? ((await level.keys({ limit: 1 }).all()).length === 0 ? FORMAT : 'no store');
    if (format !== FORMAT) throw new SchemaVersionError(`${path}: this is ${format}, not ${FORMAT}`, { details: { path, format } });
    await level.put('format', FORMAT, { sync: true });
    return level;
  } catch (error) {
    await level.close();
    throw error;
  }
}

/** Creates a folder and its parents. A name is on the device once the folder that it stands in was synced. */
function createFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  // Windows cannot sync a folder.
  if (first === undefined || process.platform === 'win32') return;
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    const parent = openSync(dirname(made), 'r');
    fsyncSync(parent);
    closeSync(parent);
  }
}
