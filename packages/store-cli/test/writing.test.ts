import { existsSync } from 'node:fs';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CliError } from '../src/errors/cli-error.ts';
import { exportText } from './support/export-text.ts';
import { makeFolder } from './support/folder.ts';
import { containing, matching } from './support/matchers.ts';
import { fill, type Subject, SUBJECTS } from './support/stores.ts';
import { call, type CallOptions, jsonLines, type Outcome } from './support/terminal.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeEach(async () => {
  folder = await makeFolder();
});

afterEach(async () => await folder[Symbol.asyncDispose]());

async function run(args: readonly string[], options: Omit<CallOptions, 'cwd'> = {}): Promise<Outcome> {
  return await call(args, { cwd: folder.path, ...options });
}

async function exported(subject: Subject, path: string): Promise<string> {
  await using store = await subject.open(join(folder.path, path));
  return await exportText(store);
}

describe.each(SUBJECTS)('on a store of $name', (subject) => {
  const { path } = subject;

  beforeEach(async () => await fill(subject, join(folder.path, path)));

  describe('artifacts put', () => {
    test('stores stdin or a file, with what is known of it', async () => {
      const put = await run(['artifacts', 'put', path, 'new', '--media-type', 'text/csv', '--label', 'numbers', '--json'], { stdin: '1,2\n' });
      expect(jsonLines(put.stdout)).toEqual([{ handle: 'new', mediaType: 'text/csv', sizeBytes: 4, label: 'numbers', contentHash: matching(/^[0-9a-f]{64}$/) }]);
      await writeFile(join(folder.path, 'in.bin'), Buffer.alloc(300_000, 7));
      expect((await run(['artifacts', 'put', path, 'new', 'in.bin'])).stdout).toMatch(/^new: 293\.0 KiB, application\/octet-stream, sha256 [0-9a-f]{64}\n$/);
      await using store = await subject.open(join(folder.path, path));
      expect(Buffer.from(await store.artifacts.get('new')).equals(Buffer.alloc(300_000, 7))).toBe(true);
    });

    test('keeps what is there, with --if-absent and --if-match', async () => {
      const before = await exported(subject, path);
      expect(await run(['artifacts', 'put', path, 'log', '--if-absent'], { stdin: 'x' })).toMatchObject({ exitCode: 5, stderr: containing('ARTIFACT_CONFLICT') });
      expect(await run(['artifacts', 'put', path, 'log', '--if-match', '0'.repeat(64)], { stdin: 'x' })).toMatchObject({ exitCode: 5 });
      expect(await exported(subject, path)).toBe(before);
      await using store = await subject.open(join(folder.path, path));
      const { contentHash } = await store.artifacts.ref('log');
      await store.close();
      expect(await run(['artifacts', 'put', path, 'log', '--if-match', contentHash], { stdin: 'x' })).toMatchObject({ exitCode: 0 });
    });

    test('asks for a file where nothing is piped in, and names the one that is not there', async () => {
      expect(await run(['artifacts', 'put', path, 'new'])).toMatchObject({ exitCode: 2, stderr: containing('there is nothing to read') });
      expect(await run(['artifacts', 'put', path, 'new', 'none.txt'])).toMatchObject({ exitCode: 3, stderr: containing('none.txt') });
    });
  });

  describe('copy', () => {
    test.each(SUBJECTS)('to $name gives the same export', async (other) => {
      const target = `copies/${other.path}`;
      const { exitCode, stdout } = await run(['copy', path, target, '--json']);
      expect({ exitCode, done: jsonLines(stdout) }).toEqual({ exitCode: 0, done: [{ records: 11, artifacts: 3, bytes: 131, lines: 22 }] });
      expect(await exported(other, target)).toBe(await exported(subject, path));
    });

    test('refuses a store that holds the same scopes, and itself', async () => {
      await run(['copy', path, 'copy.db']);
      expect(await run(['copy', path, 'copy.db'])).toMatchObject({ exitCode: 5, stderr: containing('the scope "default" holds data already') });
      expect(await run(['copy', path, `./${path}`])).toMatchObject({ exitCode: 2, stderr: containing('itself; name another place') });
      expect(await exported(SUBJECTS[0] ?? subject, 'copy.db')).toBe(await exported(subject, path));
    });

    test('takes the adapter of a new store from --adapter, or asks for it', async () => {
      expect(await run(['copy', path, 'elsewhere'])).toMatchObject({ exitCode: 2, stderr: containing('add --adapter') });
      expect(existsSync(join(folder.path, 'elsewhere'))).toBe(false);
      expect(await run(['copy', path, 'elsewhere', '--adapter', 'jsonfile'])).toMatchObject({
        exitCode: 0,
        stdout: `${path} -> elsewhere: 11 records, 3 artifacts of 131 B\n`,
      });
      expect(existsSync(join(folder.path, 'elsewhere/format.json'))).toBe(true);
    });

    test('shows on a terminal how far it is', async () => {
      const { stderr } = await run(['copy', path, 'copies/', '--adapter', 'jsonfile'], { columns: 100 });
      expect(stderr).toMatch(/[█░]{20} +\d+ % default: /);
    });

    test('is stopped by a signal, and takes back what it has written', async () => {
      const stop = new AbortController();
      const reason = new CliError('INTERRUPTED', 'stopped');
      const stopped = await run(['copy', path, 'copies/'], { columns: 100, signal: stop.signal, onError: () => stop.abort(reason) });
      expect(stopped).toMatchObject({ exitCode: 130, stdout: '', stderr: matching(/INTERRUPTED.*: stopped\n$/) });
      await using target = await (SUBJECTS[1] ?? subject).open(join(folder.path, 'copies'));
      expect(await target.scopes()).toEqual([]);
    });
  });

  test('a copy, a snapshot or a file within the folder of the store is refused', async () => {
    await fill(SUBJECTS[1] ?? subject, join(folder.path, 'outer'));
    for (const command of [['copy', 'outer', 'outer/copy/'], ['snapshot', 'outer', 'outer/deep/snap'], ['export', 'outer', '--output', 'outer/all.jsonl']]) {
      expect(await run(command)).toMatchObject({ exitCode: 2, stderr: containing('is within the store outer') });
    }
    expect(new Set(await readdir(join(folder.path, 'outer')))).toEqual(new Set(['format.json', 'scopes']));
  });

  test('snapshot gives a store of the same content, and replaces none', async () => {
    expect(await run(['snapshot', path, 'deep/snap'])).toMatchObject({ exitCode: 0, stdout: matching(/^deep\/snap: [\d.]+ (B|KiB)\n$/) });
    expect(await exported(subject, 'deep/snap')).toBe(await exported(subject, path));
    expect(await run(['snapshot', path, 'deep/snap', '--json'])).toMatchObject({ exitCode: 5, stderr: containing('"INVALID_ARGUMENT"') });
  });

  test('nothing is written over the store that is read, by whichever name', async () => {
    const before = await exported(subject, path);
    await symlink(path, join(folder.path, 'alias'));
    for (const place of [path, 'alias']) {
      for (const command of [['export', path, '--output', place, '--force'], ['artifacts', 'get', path, 'log', '--output', place, '--force'], ['snapshot', path, place]]) {
        expect(await run(command)).toMatchObject({ exitCode: 2, stdout: '', stderr: containing('itself; name another place') });
      }
    }
    expect(await exported(subject, path)).toBe(before);
  });

  describe('export and import', () => {
    test('give the same bytes again', async () => {
      const text = (await run(['export', path])).stdout;
      expect(text).toBe(await exported(subject, path));
      expect((await run(['export', path, '--output', 'all.jsonl'])).stdout).toBe(`all.jsonl: 22 lines, ${(text.length / 1024).toFixed(1)} KiB\n`);
      expect(await readFile(join(folder.path, 'all.jsonl'), 'utf8')).toBe(text);
      const target = `again/${path}`;
      expect(await run(['import', target, 'all.jsonl', '--create'])).toEqual({ exitCode: 0, stdout: `${target}: 11 records, 3 artifacts of 131 B\n`, stderr: '' });
      expect(await exported(subject, target)).toBe(text);
      expect((await run(['import', 'piped.db', '--create', '--json'], { stdin: text })).exitCode).toBe(0);
      expect((await run(['export', 'piped.db'])).stdout).toBe(text);
    });

    test('refuse a scope that holds data, a cut export, a file that is there', async () => {
      const text = await exported(subject, path);
      expect(await run(['import', path], { stdin: text })).toMatchObject({ exitCode: 5, stderr: containing('holds data already') });
      expect(await run(['import', 'cut.db', '--create'], { stdin: text.slice(0, 500) })).toMatchObject({ exitCode: 1, stderr: matching(/INVALID_VALUE: line \d+/) });
      await writeFile(join(folder.path, 'mine'), 'mine');
      expect(await run(['export', path, '--output', 'mine'])).toMatchObject({ exitCode: 5, stderr: containing('add --force') });
      expect(await readFile(join(folder.path, 'mine'), 'utf8')).toBe('mine');
    });
  });
});
