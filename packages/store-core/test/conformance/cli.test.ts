import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../../src/conformance/cli.ts', import.meta.url));
const SUBJECTS = fileURLToPath(new URL('./cli-subjects/', import.meta.url));

/** Runs the sources of core on a Node that is told not to run TypeScript, and nothing else that is TypeScript. */
const STRIP_OWN_SOURCES = `
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('${new URL('../../src/', import.meta.url).href}')) return nextLoad(url, context);
    return { format: 'module', shortCircuit: true, source: stripTypeScriptTypes(readFileSync(new URL(url), 'utf8')) };
  },
});
`;

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function cwConformance(...args: string[]): Promise<Outcome> {
  return await onNode([], args);
}

async function onNode(flags: readonly string[], args: readonly string[]): Promise<Outcome> {
  return await new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@cw/source', ...flags, CLI, ...args], { cwd: SUBJECTS }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-conformance-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('exits with 0 where every case passes, and with --verbose prints one line for each', async () => {
  const { code, stdout } = await cwConformance('./honest.ts', '--only', 'scopes.*', '--only', 'lifecycle.views.*', '--seed', '7', '--verbose');
  expect(stdout).toMatch(/^ok {4}scopes\.separate\.same-names {2,}[\d.]+ ms$/m);
  expect(stdout).toMatch(/^ok {4}lifecycle\.views\.close-view /m);
  expect(stdout).toMatch(/^honest: passed \(kit /m);
  expect(stdout).not.toContain('events.append');
  expect(code).toBe(0);
});

test('exits with 1 where a case fails, says why, and how to run it again', async () => {
  const json = join(folder, 'report.json');
  const { code, stdout } = await cwConformance('./broken.ts', '--only', 'scopes.separate.*', '--seed', '7', '--json', json);
  expect(stdout).toMatch(/^FAIL {2}scopes\.separate\.similar-names .*\n {6}unexpected: DUPLICATE_ITEM: scope "a"/m);
  expect(stdout).toContain("cw-conformance ./broken.ts --only 'scopes.separate.similar-names' --seed 7");
  expect(code).toBe(1);
  const report: unknown = JSON.parse(await readFile(json, 'utf8'));
  expect(report).toMatchObject({ subject: 'broken', seed: 7, passed: false, levels: [] });
});

test('prints a table by area, the levels and a badge, and nothing of what passed', async () => {
  const { stdout } = await cwConformance('./honest.ts', '--only', 'scopes.*', '--only', 'lifecycle.views.*');
  expect(stdout).not.toMatch(/^ok/m);
  expect(stdout).toMatch(/^ +pass$\n^ {2}lifecycle +\d+$\n^ {2}scopes +\d+$\n^ {2}all +\d+$/m);
  expect(stdout).toMatch(/^ {2}not {6}core +\d+\/\d+ {2}\d+ of \d+ cases were run$/m);
  expect(stdout).toMatch(/^ {2}writers {4}declared handle, seen nothing of it$/m);
  expect(stdout).not.toContain('for your README');
});

test('--help says what it takes', async () => {
  const { code, stdout } = await cwConformance('--help');
  expect(stdout).toMatch(/^usage: cw-conformance \.\/subject\.js/m);
  expect(code).toBe(0);
});

test.each([
  ['nothing', [], 'give one module'],
  ['two modules', ['./honest.ts', './broken.ts'], 'give one module'],
  ['an unknown option', ['./honest.ts', '--loud'], '--loud'],
  ['an effort that is none', ['./honest.ts', '--effort', '0'], '--effort 0'],
  ['a seed that is no number', ['./honest.ts', '--seed', 'x'], '--seed x'],
  ['a file that is not there', ['./none.ts'], './none.ts did not load'],
  ['a module without a subject', ['./no-subject.ts'], 'exports no conformance subject'],
  ['a filter that matches no case', ['./honest.ts', '--only', 'none.*'], 'no case matches none.*'],
])('exits with 2 and the usage for %s', async (_what, args, complaint) => {
  const { code, stderr } = await cwConformance(...args);
  expect(stderr).toContain(complaint);
  expect(stderr).toContain('usage: cw-conformance');
  expect(code).toBe(2);
});

test('exits with 2 for a subject in TypeScript on a Node that does not run it, and says which one does', async () => {
  const { code, stderr } = await onNode(['--no-experimental-strip-types', '--import', `data:text/javascript,${encodeURIComponent(STRIP_OWN_SOURCES)}`], ['./honest.ts']);
  expect(stderr).toContain(`a subject in TypeScript needs Node 22.18 or later; this is ${process.version}`);
  expect(code).toBe(2);
});
