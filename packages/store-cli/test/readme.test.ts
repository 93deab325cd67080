import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { comparable, installTool, readShellExamples, runShell } from './support/shell-examples.ts';

const examples = await readShellExamples('README.md');

describe.runIf(process.platform !== 'win32')('the README (skipped where there is no shell)', { timeout: 30_000 }, () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;

  beforeAll(async () => {
    folder = await makeFolder();
    await installTool(join(folder.path, 'tools'));
    await mkdir(join(folder.path, 'work'));
  });

  afterAll(async () => await folder[Symbol.asyncDispose]());

  // One after the other: each goes on where the one before it has ended.
  test.for(examples)('$where prints what stands after it', async ({ code, output }) => {
    const printed = await runShell(code, { cwd: join(folder.path, 'work'), tools: join(folder.path, 'tools') });
    expect(comparable(printed)).toBe(comparable(output));
  });

  test('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
  });
});
