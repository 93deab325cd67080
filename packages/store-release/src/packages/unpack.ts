import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../packed/repository.ts';
import { succeed } from '../packed/shell.ts';
import type { Tarball } from '../packed/tarballs.ts';

/** The files of a tarball, in a folder of their own. */
export interface Unpacked extends AsyncDisposable {
  readonly folder: string;
  /** Paths below the folder, in order. */
  readonly files: readonly string[];
}

export async function unpack({ file }: Tarball): Promise<Unpacked> {
  const path = await mkdtemp(join(tmpdir(), 'cw-unpacked-'));
  await succeed(`tar -xzf '${file}'`, path, { repository: REPOSITORY });
  const folder = join(path, 'package');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return { folder, files: files.toSorted((a, b) => (a < b ? -1 : 1)), [Symbol.asyncDispose]: async () => await rm(path, { recursive: true }) };
}
