import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is over. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-jsonfile-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  return folder;
}

/** A path at which a store can be created. */
export async function newPath(): Promise<string> {
  return join(await newFolder(), 'store');
}
