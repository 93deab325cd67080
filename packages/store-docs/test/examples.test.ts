import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBlocks } from '../src/blocks.ts';
import { type Example, fileName, readExamples } from '../src/examples.ts';
import { readPage, ROOT, TRIED_PAGES } from '../src/pages.ts';
import type { Run } from '../src/run-examples.ts';

const execute = promisify(execFile);
const examples = (await Promise.all(TRIED_PAGES.map(async (page) => readExamples(readBlocks(page, await readPage(page)))))).flat();
const shown = examples.flatMap((example) => (example.output === null ? [] : [{ ...example, output: example.output }]));
// Inside this package, so that the names of the packages resolve as they do for a user who has installed them.
const folder = join(import.meta.dirname, '../test-results/examples');

describe('the pages', () => {
  const runs = new Map<string, Run | undefined>();

  beforeAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    // What the example of an adapter calls the reader's own.
    await cp(join(ROOT, 'packages/store-memory/src'), folder, { recursive: true });
    await writeFile(join(folder, 'my-backend.ts'), `export { MemoryBackend as MyBackend } from './backend.ts';\n`);
    await Promise.all(examples.map(async (example) => await writeFile(join(folder, fileName(example)), example.code)));
    // The sources come with declarations that are ambient, and that the published ones do without.
    const include = ['*.ts', '../../../*/src/*.d.ts'];
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../../../tsconfig.json', include }));
    // The conformance kit takes as long as all the others.
    const [kit, others] = [shown.filter(({ code }) => code.includes('/conformance')), shown.filter(({ code }) => !code.includes('/conformance'))];
    const outcomes = await Promise.all([runAll(kit), runAll(others)]);
    for (const [where, run] of outcomes.flat()) runs.set(where, run);
  }, 60_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('have an example for each adapter', () => {
    for (const adapter of ['sqlite', 'jsonfile', 'memory']) {
      expect(shown.filter(({ code }) => code.includes(`'@cw/store-${adapter}'`)).map(({ where }) => where)).toContainEqual(expect.stringMatching(/^README\.md:/));
    }
  });

  test('have examples that the compiler accepts', { timeout: 60_000 }, async () => {
    const compiled = await execute(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]).catch((error: unknown) => error);
    expect(compiled).toMatchObject({ stdout: '' });
  });

  test.for(shown)('$where runs and prints what stands after it', ({ where, output }) => {
    expect(runs.get(where)).toEqual({ printed: output, error: null });
  });
});

async function runAll(some: readonly Example[]): Promise<(readonly [where: string, run: Run | undefined])[]> {
  const files = some.map((example) => join(folder, fileName(example)));
  const { stdout } = await execute(process.execPath, ['--conditions=@cw/source', join(import.meta.dirname, '../src/run-examples.ts'), ...files]);
  const runs = JSON.parse(stdout) as readonly Run[];
  return some.map(({ where }, index) => [where, runs[index]]);
}
