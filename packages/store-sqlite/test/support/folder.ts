import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A new empty folder for each test of the file, removed after it: gives a path in it. */
export function useFolder(): (name: string) => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-sqlite-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });
  return (name) => join(folder, name);
}
