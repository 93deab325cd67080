import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What SQLite keeps beside a database. */
const BESIDE = ['-wal', '-shm'];

/** Bytes of the files of a store: of a folder all that is in it, of a file also what is beside it. Opens none of them. */
export async function diskUsage(path: string): Promise<number> {
  let bytes = await sizeOf(path);
  for (const suffix of BESIDE) bytes += await sizeOf(`${path}${suffix}`);
  return bytes;
}

async function sizeOf(path: string): Promise<number> {
  try {
    const status = await lstat(path);
    if (!status.isDirectory()) return status.size;
    let bytes = 0;
    for (const name of await readdir(path)) bytes += await sizeOf(join(path, name));
    return bytes;
  } catch (error) {
    // A writer may take a file away meanwhile.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
