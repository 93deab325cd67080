import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { containing, matching } from './support/matchers.ts';
import { fill, SUBJECTS } from './support/stores.ts';
import { call, jsonLines, type Outcome } from './support/terminal.ts';

describe.each(SUBJECTS)('artifacts select on $name', (subject) => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  const { path } = subject;

  beforeAll(async () => {
    folder = await makeFolder();
    await fill(subject, join(folder.path, path));
  });

  afterAll(async () => await folder[Symbol.asyncDispose]());

  async function select(handle: string, ...args: string[]): Promise<Outcome> {
    return await call(['artifacts', 'select', path, handle, ...args], { cwd: folder.path });
  }

  test.each([
    { handle: 'log', args: ['--head', '5'], stdout: 'start\n' },
    { handle: 'log', args: ['--tail', '4'], stdout: 'end\n' },
    { handle: 'log', args: ['--lines', '1:3'], stdout: 'first timeout\nwork\n' },
    { handle: 'log', args: ['--lines', '3:'], stdout: 'second Timeout\nend\n' },
    { handle: 'log', args: ['--bytes', ':5'], stdout: 'start\n' },
    { handle: 'log', args: ['--grep', 'timeout'], stdout: '2:first timeout\n' },
    { handle: 'log', args: ['--grep', '^.* TIME', '--regex', '--ignore-case', '-A', '1'], stdout: '2:first timeout\n3-work\n4:second Timeout\n5-end\n' },
    { handle: 'log', args: ['--grep', 'work', '-C', '1', '-B', '0'], stdout: '3:work\n4-second Timeout\n' },
    { handle: 'result:1', args: ['--pointer', '/unpaid/0'], stdout: 'A-17\n' },
    { handle: 'result:1', args: ['--key', 'total', '--key', 'nothing'], stdout: '{\n  "total": 2\n}\n' },
    { handle: 'result:1', args: ['--outline'], stdout: containing('application/json') },
    { handle: 'table', args: ['--rows', '0:2', '--column', 'customer', '--column', 'total'], stdout: 'customer,total\nAnn,500\n"Bo\nand Co",70\n' },
    { handle: 'table', args: ['--rows', '1:', '--column', '2'], stdout: '500\n70\n7\n' },
    { handle: 'table', args: ['--rows', '0:1', '--delimiter', 'tab'], stdout: 'id,customer,total\n' },
    { handle: 'log', args: ['--selector', '{"type":"lines","start":0,"end":1}'], stdout: 'start\n' },
  ])('$handle $args', async ({ handle, args, stdout }) => {
    expect(await select(handle, ...args)).toMatchObject({ exitCode: 0, stdout });
  });

  test('tells how to go on where more follows, and goes on', async () => {
    const first = await select('log', '--lines', '0:2');
    expect(first).toEqual({ exitCode: 0, stdout: 'start\nfirst timeout\n', stderr: `more follows: --all, or --selector '{"type":"lines","start":2,"end":4}'\n` });
    const selector = first.stderr.match(/'(.*)'/)?.[1] ?? '';
    expect((await select('log', '--selector', selector)).stdout).toBe('work\nsecond Timeout\n');
  });

  test.each([
    { handle: 'log', args: ['--lines', '0:1'], whole: ['--lines', '0:'] },
    { handle: 'log', args: ['--head', '7'], whole: ['--head', '1000'] },
    { handle: 'log', args: ['--bytes', '0:10'], whole: ['--bytes', '0:'] },
    { handle: 'log', args: ['--grep', 'timeout', '-i', '-C', '1', '--limit', '1'], whole: ['--grep', 'timeout', '-i', '-C', '1'] },
    { handle: 'table', args: ['--rows', '0:1', '--header'], whole: ['--rows', '0:', '--header'] },
    { handle: 'table', args: ['--rows', '0:1', '--column', 'id'], whole: ['--rows', '0:', '--column', 'id'] },
    { handle: 'table', args: ['--rows', '0:1'], whole: ['--rows', '0:'] },
  ])('gives with $args --all what $whole gives at once', async ({ handle, args, whole }) => {
    const paged = await select(handle, ...args, '--all');
    expect(paged).toEqual({ ...(await select(handle, ...whole)), stderr: '' });
    expect(paged.stdout).not.toBe('');
  });

  test('gives the exact text of each page as JSON', async () => {
    const { stdout } = await select('table', '--rows', '0:1', '--header', '--pages', '2', '--json');
    expect(jsonLines(stdout)).toEqual([
      { text: 'id,customer,total\n1,Ann,500', truncated: true, next: { type: 'rows', start: 1, end: 2, header: true } },
      { text: 'id,customer,total\n2,"Bo\nand Co",70', truncated: true, next: { type: 'rows', start: 2, end: 3, header: true } },
    ]);
  });

  test.each([
    { args: [], message: 'say which part to select' },
    { args: ['--head', '--tail'], message: '--tail: does not go with --head' },
    { args: ['--head', '--ignore-case'], message: '--ignore-case: is only for --grep' },
    { args: ['--grep', 'x', '--column', 'a'], message: '--column: is only for --rows' },
    { args: ['--selector', '{"type":'], message: '--selector: is not JSON' },
    { args: ['--selector', '{"type":"hed"}'], message: 'INVALID_SELECTOR: there is no selector of type "hed"' },
    { args: ['--lines', '5'], message: 'It must be START:END' },
    { args: ['--head', 'x'], message: 'It must be a whole number' },
    { args: ['--head', '--all', '--pages', '2'], message: '--all: does not go with --pages' },
  ])('refuses $args', async ({ args, message }) => {
    expect(await select('log', ...args)).toMatchObject({ exitCode: 2, stdout: '', stderr: containing(message) });
  });

  test('refuses what is not there', async () => {
    expect(await select('nothing', '--head')).toMatchObject({ exitCode: 3, stderr: matching(/ARTIFACT_NOT_FOUND: .*"nothing"[^]*artifacts ls/) });
  });
});
