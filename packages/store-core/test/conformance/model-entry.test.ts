import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const LOADER = fileURLToPath(new URL('./child-modules/refuses-fast-check.ts', import.meta.url));

async function load(...names: string[]): Promise<unknown> {
  return await promisify(execFile)(process.execPath, ['--conditions=@cw/source', LOADER, ...names]);
}

describe('fast-check', () => {
  test('is not loaded by the entries of core and the kit', { timeout: 30_000 }, async () => {
    await expect(load('@cw/store-core', '@cw/store-core/adapter', '@cw/store-core/conformance')).resolves.toMatchObject({ stderr: '' });
  });

  test('is loaded by the entry of the model', { timeout: 30_000 }, async () => {
    await expect(load('@cw/store-core/conformance/model')).rejects.toThrow('fast-check is not here');
  });
});
