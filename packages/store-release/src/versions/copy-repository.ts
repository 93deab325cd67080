import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../packed/repository.ts';
import { succeed } from '../packed/shell.ts';

/** A copy of the files of this repository, as they are now, for what changes them. */
export async function copyRepository(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'cw-copy-'));
  const listed = await succeed('git ls-files --cached --others --exclude-standard -z', REPOSITORY, { repository: REPOSITORY });
  const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(REPOSITORY, file)));
  await Promise.all(files.map(async (file) => await cp(join(REPOSITORY, file), join(path, file))));
  return { path, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true }) };
}
