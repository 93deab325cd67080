import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { usageError } from '../errors/cli-error.ts';

/**
 * Makes sure that what is to be written is not the store itself under another name, nor within its folder.
 * @param cwd what both paths are relative to
 * @throws CliError USAGE
 */
export async function requireApart(store: string, written: string, cwd: string): Promise<void> {
  const [place, target] = [await realPlace(resolve(cwd, store)), await realPlace(resolve(cwd, written))];
  if (target === place) throw usageError(`${written}: is the store ${store} itself; name another place`);
  if (target.startsWith(`${place}${sep}`)) throw usageError(`${written}: is within the store ${store}; name another place`);
}

/** Also of a path that is not there yet. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || dirname(path) === path) throw error;
    return join(await realPlace(dirname(path)), basename(path));
  }
}
