import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSnippets, ROOT, type Snippet } from './snippets.ts';

const run = promisify(execFile);
const packages = (await readdir(`${ROOT}packages`)).filter((name) => name !== 'store-demo');
const pages = ['README.md', ...packages.map((name) => `packages/${name}/README.md`)];
const snippets = (await Promise.all(pages.map(readSnippets))).flat();
// Inside this package, so that the names of the packages resolve as they do for a user who has installed them.
const folder = join(import.meta.dirname, '../test-results/snippets');

describe('the READMEs', () => {
  beforeAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    // What the example of an adapter calls the reader's own.
    await cp(join(ROOT, 'packages/store-memory/src'), folder, { recursive: true });
    await writeFile(join(folder, 'my-backend.ts'), `export { MemoryBackend as MyBackend } from './backend.ts';\n`);
    await Promise.all(snippets.map(async (snippet) => await writeFile(join(folder, fileName(snippet)), snippet.code)));
    // The sources come with declarations that are ambient, and that the published ones do without.
    const include = ['*.ts', '../../../*/src/*.d.ts'];
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../../../tsconfig.json', include }));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('have an example for each adapter', () => {
    for (const adapter of ['sqlite', 'jsonfile', 'memory']) {
      expect(snippets.filter(({ code }) => code.includes(`'@cw/store-${adapter}'`)).map(({ where }) => where)).toContainEqual(
        expect.stringContaining('README.md:'),
      );
    }
  });

  test('have examples that the compiler accepts', { timeout: 60_000 }, async () => {
    const compiled = run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    await expect(compiled).resolves.toMatchObject({ stdout: '' });
  });

  test.for(snippets)('$where runs and prints what stands after it', { timeout: 60_000 }, async (snippet) => {
    const cwd = await mkdtemp(join(tmpdir(), 'cw-readme-'));
    try {
      const { stdout } = await run(process.execPath, ['--conditions=@cw/source', join(folder, fileName(snippet))], { cwd });
      expect(stdout).toBe(snippet.output);
    } finally {
      await rm(cwd, { recursive: true });
    }
  });
});

function fileName({ where }: Snippet): string {
  return `${where.replaceAll(/[^\w.-]/g, '-')}.ts`;
}
