import { mkdir, open, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SchemaVersionError, StoreLockedError } from '@cw/store-core';
import { ClassicLevel } from 'classic-level';

/** Stands in every store. A later format gets another number, which this version refuses. */
const FORMAT = 'store-level 1';

// The folders that this process has open. LevelDB must not be asked: it would open the folder's LOCK file, see that this process holds it, and close
// it again; and a process that closes a file, through whichever descriptor, loses its lock on it. Other processes could then write as well.
const openFolders = new Set<string>();

/** Opens the database in a folder, or creates it there, for what `use` makes of it; closes it if that fails. @throws StoreLockedError, SchemaVersionError */
export async function openLevel<T>(path: string, use: (level: ClassicLevel) => Promise<T>): Promise<T> {
  const shortest = (await mkdir(resolve(path), { recursive: true, mode: 0o700 }))?.length ?? Number.POSITIVE_INFINITY;
  // A name is on the device once the folder that it stands in was synced, which Windows cannot do.
  for (let made = resolve(path); made.length >= shortest && process.platform !== 'win32'; made = dirname(made)) {
    const parent = await open(dirname(made));
    await parent.sync();
    await parent.close();
  }
  // One name for a folder that has several: LevelDB would let both open it.
  const folder = await realpath(path);
  if (openFolders.has(folder)) throw new StoreLockedError(`${path}: this process has it open`, process.pid);
  openFolders.add(folder);
  const level = new ClassicLevel(folder);
  level.once('closed', () => openFolders.delete(folder));
  // LevelDB locks the folder against other processes, but does not tell for whom: that is noted beside its files.
  const owner = join(folder, 'OWNER');
  await level.open().catch(async (error: unknown) => {
    openFolders.delete(folder);
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
    return await use(level);
  } catch (error) {
    await level.close();
    throw error;
  }
}
