import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { aNumber, containing, matching } from './support/matchers.ts';
import { fill, JSON_RESULT, LOG, SUBJECTS, TABLE } from './support/stores.ts';
import { call, jsonLines, type Outcome } from './support/terminal.ts';

describe.each(SUBJECTS)('on a store of $name', (subject) => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  const { path } = subject;

  beforeAll(async () => {
    folder = await makeFolder();
    await fill(subject, join(folder.path, path));
  });

  afterAll(async () => await folder[Symbol.asyncDispose]());

  async function run(...args: string[]): Promise<Outcome> {
    return await call(args, { cwd: folder.path });
  }

  async function ids(...args: string[]): Promise<unknown[]> {
    const { exitCode, stdout, stderr } = await run(...args, '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    return jsonLines(stdout).map((record) => (record as { id: string }).id);
  }

  describe('inspect', () => {
    test('tells what is there, as JSON', async () => {
      const { stdout } = await run('inspect', path, '--json');
      expect(jsonLines(stdout)).toEqual([
        {
          path,
          adapter: subject.name,
          format: subject.name === 'sqlite' ? 2 : 1,
          capabilities: { durability: 'power', writers: subject.name === 'sqlite' ? 'processes' : 'handle', snapshot: true },
          sizeBytes: aNumber,
          packages: ['@cw/store-cli', subject.packageName, '@cw/store-core'].map((name) => ({ name, version: matching(/^\d+\./) })),
          scopes: [
            {
              scope: 'default',
              events: { count: 4, head: 4 },
              ledger: { count: 3, head: 3 },
              artifacts: { count: 3, bytes: JSON_RESULT.length + LOG.length + TABLE.length },
              episodes: 2,
              facts: 1,
            },
            { scope: 'tenant-7', events: { count: 1, head: 1 }, ledger: { count: 0, head: 0 }, artifacts: { count: 0, bytes: 0 }, episodes: 0, facts: 0 },
          ],
        },
      ]);
    });

    test('shows it as a table, of one scope where that is asked for', async () => {
      const { stdout } = await run('inspect', path, '--scope', 'tenant-7');
      expect(stdout).toMatch(new RegExp(`^${path}\n  adapter +${subject.name}\n  format +\\d\n  on disk +[\\d.]+ (B|KiB)\n`));
      expect(stdout.split('\n').slice(-3, -1).map((line) => line.split(/ {2,}/))).toEqual([
        ['SCOPE', 'EVENTS', 'HEAD', 'LEDGER', 'HEAD', 'ARTIFACTS', 'SIZE', 'EPISODES', 'FACTS'],
        ['tenant-7', '1', '1', '0', '0', '0', '0 B', '0', '0'],
      ]);
    });
  });

  describe('events', () => {
    test('are a table in which no text drives the terminal', async () => {
      const { stdout } = await run('events', path);
      expect(stdout).toBe(
        [
          'OFFSET  KIND         ID  PARENT  TEXT',
          '     1  user_turn    u1          Find the unpaid invoices',
          '     2  tool_call    c1  u1      search(\\u001b[31m)\\nnow',
          '     3  tool_result  r1  c1      see artifact',
          '     4  agent_msg    a1  u1      A-17 and B-4',
          '',
        ].join('\n'),
      );
    });

    test('are JSON Lines of what the log returns', async () => {
      await using store = await subject.open(join(folder.path, path));
      const { stdout } = await run('events', path, '--json');
      expect(jsonLines(stdout)).toEqual(await store.events.all());
    });

    test.each([
      { args: ['--kind', 'tool_call', '-k', 'agent_msg'], expected: ['c1', 'a1'] },
      { args: ['--kind', 'agent_msg', '--since', '1', '--limit', '1'], expected: ['a1'] },
      { args: ['--since', '2'], expected: ['r1', 'a1'] },
      { args: ['--limit', '2', '--order', 'desc'], expected: ['a1', 'r1'] },
      { args: ['--limit', '0'], expected: [] },
      { args: ['--tail', '2'], expected: ['r1', 'a1'] },
      { args: ['--tail', '1', '--kind', 'user_turn'], expected: ['u1'] },
      { args: ['--scope', 'tenant-7'], expected: ['x'] },
    ])('$args', async ({ args, expected }) => {
      expect(await ids('events', path, ...args)).toEqual(expected);
    });
  });

  test.each([['events'], ['ledger'], ['artifacts', 'ls'], ['search']])('%s of a scope that holds nothing names those that do', async (...command) => {
    const query = command[0] === 'search' ? ['word'] : [];
    const { exitCode, stdout, stderr } = await run(...command, path, ...query, '--scope', 'tenant-8', '--json');
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: 'the scope "tenant-8" holds nothing; --scope can be default, tenant-7\n' });
  });

  describe('the ledger', () => {
    test('is a table', async () => {
      const { stdout } = await run('ledger', path, '--run', 'run1');
      expect(stdout).toBe(
        [
          'OFFSET  CREATED                   RUN   TURN  KIND         ACTOR   ID  PAYLOAD',
          '     1  2026-01-02T03:04:05.678Z  run1     1  step_done    worker  l1  {"step":1}',
          '     2  2026-01-02T03:04:05.678Z  run1     2  step_failed  worker  l2  {}',
          '',
        ].join('\n'),
      );
    });

    test.each([
      { args: [], expected: ['l1', 'l2', 'l3'] },
      { args: ['--session', 's2'], expected: ['l2'] },
      { args: ['--actor', 'boss'], expected: ['l3'] },
      { args: ['--model', 'm1'], expected: ['l1'] },
      { args: ['--kind', 'step_done', '--run', 'run2'], expected: ['l3'] },
      { args: ['--since', '1', '--limit', '1'], expected: ['l2'] },
      { args: ['--order', 'desc', '--limit', '1'], expected: ['l3'] },
      { args: ['--tail', '1', '--run', 'run1'], expected: ['l2'] },
    ])('$args', async ({ args, expected }) => {
      expect(await ids('ledger', path, ...args)).toEqual(expected);
    });
  });

  describe('artifacts', () => {
    test('ls lists them by handle', async () => {
      const { stdout } = await run('artifacts', 'ls', path);
      expect(stdout).toBe(
        [
          'SIZE  MEDIA TYPE        SHA-256       HANDLE    LABEL',
          '44 B  text/plain        922fea3e6f91  log',
          '35 B  application/json  877d48093fed  result:1  search',
          '52 B  text/csv          fa4f1a2bf2ae  table',
          '',
        ].join('\n'),
      );
    });

    test.each([
      { args: [], expected: ['log', 'result:1', 'table'] },
      { args: ['--prefix', 'result:'], expected: ['result:1'] },
      { args: ['--after', 'log', '--limit', '1'], expected: ['result:1'] },
      { args: ['--limit', '0'], expected: [] },
    ])('ls $args', async ({ args, expected }) => {
      const { stdout } = await run('artifacts', 'ls', path, '--json', ...args);
      expect(jsonLines(stdout).map((ref) => (ref as { handle: string }).handle)).toEqual(expected);
    });

    test('get writes their bytes to stdout, all or a range', async () => {
      expect(await run('artifacts', 'get', path, 'log')).toEqual({ exitCode: 0, stdout: LOG, stderr: '' });
      expect((await run('artifacts', 'get', path, 'log', '--range', '6:11')).stdout).toBe('first');
    });

    test('get writes a file, which it replaces only by force', async () => {
      const file = join(folder.path, 'out.txt');
      expect(await run('artifacts', 'get', path, 'log', '--output', 'out.txt')).toEqual({ exitCode: 0, stdout: 'out.txt: 44 B, text/plain\n', stderr: '' });
      expect(await readFile(file, 'utf8')).toBe(LOG);
      await writeFile(file, 'mine');
      expect(await run('artifacts', 'get', path, 'log', '--output', 'out.txt')).toMatchObject({ exitCode: 5, stderr: containing('DESTINATION_EXISTS') });
      expect(await readFile(file, 'utf8')).toBe('mine');
      const { stdout } = await run('artifacts', 'get', path, 'log', '--output', 'out.txt', '--force', '--json');
      expect(jsonLines(stdout)).toMatchObject([{ handle: 'log', sizeBytes: 44 }]);
      expect(await readFile(file, 'utf8')).toBe(LOG);
    });
  });

  test('search finds episodes, best first', async () => {
    expect((await run('search', path, 'database', 'migration')).stdout).toBe('EPISODE  TAGS      SUMMARY\ne1       db, done  Migrated the invoice database to the new schema\n');
    expect(jsonLines((await run('search', path, 'the weather', '--limit', '1', '--json')).stdout)).toMatchObject([{ episodeId: 'e2', tags: [] }]);
    expect(await run('search', path, 'nothing')).toEqual({ exitCode: 0, stdout: '', stderr: 'no episode matches\n' });
  });

  test('verify finds nothing', async () => {
    expect(await run('verify', path)).toEqual({ exitCode: 0, stdout: `${path}: no findings\n`, stderr: '' });
    expect(await run('verify', path, '--json')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});
