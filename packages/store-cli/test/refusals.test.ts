import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { aString } from './support/matchers.ts';
import { containing } from './support/matchers.ts';
import { call, jsonLines, type Outcome } from './support/terminal.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeAll(async () => {
  folder = await makeFolder();
  await mkdir(join(folder.path, 'photos'));
  await writeFile(join(folder.path, 'photos/a.jpg'), 'x');
  await mkdir(join(folder.path, 'empty'));
  await writeFile(join(folder.path, 'notes.txt'), 'Dear diary');
  await writeFile(join(folder.path, 'empty.db'), '');
});

afterAll(async () => await folder[Symbol.asyncDispose]());

async function run(...args: string[]): Promise<Outcome> {
  return await call(args, { cwd: folder.path, stdin: 'x' });
}

describe('a path where no store is', () => {
  test.each([
    ['inspect', 'PATH'],
    ['events', 'PATH'],
    ['ledger', 'PATH', '--follow'],
    ['artifacts', 'ls', 'PATH'],
    ['artifacts', 'get', 'PATH', 'a'],
    ['artifacts', 'put', 'PATH', 'a'],
    ['artifacts', 'select', 'PATH', 'a', '--head'],
    ['search', 'PATH', 'word'],
    ['verify', 'PATH'],
    ['copy', 'PATH', 'target.db'],
    ['snapshot', 'PATH', 'target'],
    ['export', 'PATH'],
    ['import', 'PATH'],
  ])('is refused by %s %s, and stays as it was', async (...args) => {
    const before = await readdir(folder.path, { recursive: true });
    for (const path of ['nothing.db', 'nothing/', 'deep/nothing.db', 'photos', 'empty', 'notes.txt', 'empty.db', 'photos/a.jpg/x']) {
      const { exitCode, stdout, stderr } = await run(...args.map((word) => (word === 'PATH' ? path : word)));
      expect({ path, exitCode, stdout }).toEqual({ path, exitCode: 3, stdout: '' });
      expect(stderr).toMatch(/^cw-store: (NO_STORE|NOT_A_STORE): .*\n {2}\w/);
    }
    for (const path of ['nothing.db', 'deep/nothing']) expect(await run(...args.map((word) => (word === 'PATH' ? path : word)), adapterFlag(args), 'sqlite')).toMatchObject({ exitCode: 3 });
    expect(await readdir(folder.path, { recursive: true })).toEqual(before);
  });
});

test.each([
  { path: 'empty', adapter: 'jsonfile' },
  { path: 'empty.db', adapter: 'sqlite' },
  { path: 'photos', adapter: 'jsonfile' },
  { path: 'notes.txt', adapter: 'sqlite' },
])('nothing is written to $path, which is no store yet, whoever says that it is one of $adapter', async ({ path, adapter }) => {
  const before = await readdir(folder.path, { recursive: true });
  for (const command of [['artifacts', 'put', path, 'a'], ['import', path]]) {
    expect(await run(...command, '--adapter', adapter)).toMatchObject({ exitCode: 7, stdout: '', stderr: containing('SCHEMA_VERSION') });
  }
  expect(await readdir(folder.path, { recursive: true })).toEqual(before);
  expect((await stat(join(folder.path, 'empty.db'))).size).toBe(0);
});

function adapterFlag([command]: readonly string[]): string {
  return command === 'copy' ? '--from-adapter' : '--adapter';
}

test('what is no store is called by what it is', async () => {
  expect((await run('inspect', 'photos')).stderr).toContain('the folder has no format.json');
  expect((await run('inspect', 'notes.txt')).stderr).toContain('the file is no SQLite database');
  expect((await run('inspect', 'empty.db')).stderr).toContain('the file is empty');
  await writeFile(join(folder.path, 'all.jsonl'), '{"format":"cw-store-export","scopes":[],"type":"header","version":1}\n');
  expect((await run('inspect', 'all.jsonl')).stderr).toMatch(/it is an export\n {2}.*cw-store import/);
});

test('errors are JSON where that is asked for, also those of the call', async () => {
  expect(jsonLines((await run('inspect', 'nothing.db', '--json')).stderr)).toEqual([
    {
      error: {
        code: 'NO_STORE',
        message: `${join(folder.path, 'nothing.db')}: there is no store`,
        hint: aString,
        details: { path: join(folder.path, 'nothing.db') },
      },
    },
  ]);
  expect(jsonLines((await run('inspect', '--json', '--colour')).stderr)).toMatchObject([{ error: { code: 'USAGE', message: "unknown option '--colour'" } }]);
});

test.each([
  { args: ['inspcet', 'x'], message: "unknown command 'inspcet'\n  Did you mean inspect?" },
  { args: ['artifacts', 'lst', 'x'], message: "unknown command 'lst'\n  Did you mean ls?" },
  { args: ['events', 'x', '--knid', 'a'], message: "unknown option '--knid'\n  Did you mean --kind?" },
  { args: ['events'], message: "missing required argument 'path'" },
  { args: ['events', 'a', 'b'], message: "too many arguments for 'events'" },
  { args: ['events', 'x', '--limit', '-1'], message: "argument '-1' is invalid" },
  { args: ['events', 'x', '--limit', '1e3'], message: 'It must be a whole number' },
  { args: ['events', 'x', '--order', 'up'], message: 'Allowed choices are asc, desc' },
  { args: ['import', 'x', '--format', 'xml'], message: 'Allowed choices are' },
  { args: ['artifacts', 'put', 'x', 'h', '--if-absent', '--if-match', 'a'], message: '--if-absent: does not go with --if-match' },
  { args: ['export', 'x', '--force'], message: '--force: is only for --output' },
])('$args is a wrong call', async ({ args, message }) => {
  const { exitCode, stdout, stderr } = await run(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(`USAGE: `);
  expect(stderr).toContain(message);
});
