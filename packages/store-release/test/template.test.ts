import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guideSteps } from '../src/first-hour/guide-steps.ts';
import { REPOSITORY } from '../src/packed/repository.ts';

const TEMPLATE = join(REPOSITORY, 'examples', 'adapter-template');
const MANY_LINES = 250;

async function sourcesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /^(?:src|test)\/.*\.ts$|^tsconfig.*\.json$/.test(name));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)));
}

test('the guide and the template have the same files, as the guide leaves them', async () => {
  const steps = guideSteps(await readFile(join(REPOSITORY, 'docs', 'writing-an-adapter.md'), 'utf8'));
  const written = new Map(steps.flatMap((step) => (step.kind === 'file' ? [[step.path, step.content] as const] : [])));
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(await sourcesOf(TEMPLATE)));
});

test(`the template is an adapter of less than ${MANY_LINES} lines, comments and all`, async () => {
  const sources = [...(await sourcesOf(TEMPLATE))].filter(([name]) => name.startsWith('src/'));
  const lines = sources.reduce((sum, [, source]) => sum + source.trimEnd().split('\n').length, 0);
  expect(lines).toBeGreaterThan(100);
  expect(lines).toBeLessThan(MANY_LINES);
});
