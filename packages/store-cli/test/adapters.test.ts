import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAdapter } from '../src/adapter/load-adapter.ts';
import { resolveFrom } from '../src/adapter/resolve-from.ts';
import { makeFolder } from './support/folder.ts';
import { containing, matching } from './support/matchers.ts';
import { fill, SUBJECTS } from './support/stores.ts';
import { call, jsonLines } from './support/terminal.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;

/** An adapter of somebody else's: it keeps its stores as ours does, and notes what it was asked. */
const ADAPTER = `
import { openStore as open } from ${JSON.stringify(resolveFrom('@cw/store-jsonfile', import.meta.dirname))};
export const asked = [];
export async function openStore(options) {
  asked.push(options);
  return await open(options);
}
`;

beforeAll(async () => {
  folder = await makeFolder();
  const installed = join(folder.path, 'node_modules/their-store');
  await mkdir(installed, { recursive: true });
  await writeFile(join(installed, 'package.json'), JSON.stringify({ name: 'their-store', version: '3.2.1', type: 'module', exports: { '.': { import: './index.js' } } }));
  await writeFile(join(installed, 'index.js'), ADAPTER);
  await writeFile(join(folder.path, 'adapter.mjs'), ADAPTER);
  await writeFile(join(folder.path, 'empty.mjs'), 'export const openstore = 1;');
  await writeFile(join(folder.path, 'bad.mjs'), 'import "not-installed-anywhere";');
  await writeFile(join(folder.path, 'liar.mjs'), 'export const openStore = () => ({});');
});

afterAll(async () => await folder[Symbol.asyncDispose]());

test.each([
  { adapter: 'their-store', module: 'node_modules/their-store/index.js', packages: ['@cw/store-cli', 'their-store'] },
  { adapter: './adapter.mjs', module: 'adapter.mjs', packages: ['@cw/store-cli'] },
])('an adapter of others, $adapter, is used for new stores and for those that are there', async ({ adapter, module, packages }) => {
  const cwd = folder.path;
  const name = adapter.replaceAll(/\W/g, '');
  for (const subject of SUBJECTS.slice(0, 1)) await fill(subject, join(cwd, `${name}.db`));
  expect(await call(['copy', `${name}.db`, name, '--adapter', adapter], { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
  const { stdout } = await call(['inspect', name, '--adapter', adapter, '--scope', 'tenant-7', '--json'], { cwd });
  expect(jsonLines(stdout)).toMatchObject([{ adapter, format: null, packages: packages.map((name) => ({ name })), scopes: [{ events: { count: 1 } }] }]);
  expect((await call(['events', name, '--adapter', adapter, '--scope', 'tenant-7'], { cwd })).stdout).toContain('Elsewhere');
  const { asked } = (await import(pathToFileURL(join(cwd, module)).href)) as { asked: unknown[] };
  expect(asked).toEqual([
    { path: join(cwd, name) },
    { path: join(cwd, name), readOnly: true },
    { path: join(cwd, name), readOnly: true, scope: 'tenant-7' },
  ]);
});

test('a package that only offers an import is found from the folder of the project, and not from elsewhere', () => {
  expect(resolveFrom('their-store', folder.path)).toBe(pathToFileURL(join(folder.path, 'node_modules/their-store/index.js')).href);
  expect(resolveFrom('their-store', import.meta.dirname)).toBeUndefined();
});

test('an adapter of ours that is not installed says what to install', async () => {
  await expect(loadAdapter('sqlite', { path: 'agent.db', cwd: folder.path, own: folder.path })).rejects.toMatchObject({
    code: 'ADAPTER_MISSING',
    exitCode: 7,
    message: 'agent.db: a store that is one SQLite file takes @cw/store-sqlite, which is not installed',
    hint: matching(/^npm install @cw\/store-sqlite @cw\/store-core\n.*npx -p/),
  });
});

test.each([
  { adapter: 'redis', exitCode: 2, message: 'UNKNOWN_ADAPTER: --adapter: there is no adapter "redis"' },
  { adapter: 'memory', exitCode: 2, message: 'a store in memory is gone with its process' },
  { adapter: './none.mjs', exitCode: 7, message: 'ADAPTER_BROKEN: the adapter ./none.mjs could not be loaded' },
  { adapter: './bad.mjs', exitCode: 7, message: 'not-installed-anywhere' },
  { adapter: './empty.mjs', exitCode: 7, message: 'exports no function openStore' },
  { adapter: './liar.mjs', exitCode: 7, message: 'gave something else than a store' },
])('--adapter $adapter is refused', async ({ adapter, exitCode, message }) => {
  expect(await call(['inspect', 'adapter.mjs', '--adapter', adapter], { cwd: folder.path })).toMatchObject({ exitCode, stderr: containing(message) });
});
