import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { containing } from './support/matchers.ts';
import { fill, SUBJECTS } from './support/stores.ts';
import { call, jsonLines } from './support/terminal.ts';

describe.each(SUBJECTS)('following a store of $name while another handle writes', (subject) => {
  test('shows what is there, then what is appended, until the limit', async () => {
    await using folder = await makeFolder();
    await fill(subject, join(folder.path, subject.path));
    await using writer = await subject.open(join(folder.path, subject.path));
    let appended = 0;
    const append = async (): Promise<void> => {
      appended += 1;
      await writer.events.append({ id: `new-${appended}`, kind: appended === 1 ? 'policy' : 'agent_msg', text: 'new' });
    };
    // Each line that is shown brings the next event.
    const args = ['events', subject.path, '--follow', '--kind', 'agent_msg', '--kind', 'policy', '--limit', '4', '--interval', '1', '--json'];
    const { exitCode, stdout } = await call(args, { cwd: folder.path, onOutput: () => void append() });
    expect(exitCode).toBe(0);
    expect(jsonLines(stdout).map((item) => (item as { id: string }).id)).toEqual(['a1', 'new-1', 'new-2', 'new-3']);
  });

  test('begins with the last ones, and ends with 0 when it is stopped', async () => {
    await using folder = await makeFolder();
    await fill(subject, join(folder.path, subject.path));
    await using writer = await subject.open(join(folder.path, subject.path));
    const stop = new AbortController();
    const onOutput = (text: string): void => {
      if (text.includes('l3')) void writer.ledger.append({ id: 'l4', runId: 'run3', turn: 1, kind: 'step_done', actor: 'worker' });
      if (text.includes('l4')) stop.abort(new Error('stopped'));
    };
    const args = ['ledger', subject.path, '-f', '--tail', '1', '--interval', '1'];
    const { exitCode, stdout, stderr } = await call(args, { cwd: folder.path, onOutput, signal: stop.signal });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n').map((line) => line.trim().split(/ +/)[6])).toEqual(['ID', 'l3', 'l4', undefined]);
  });
});

test.each([
  { args: ['--order', 'desc', '--follow'], message: '--follow: what is appended comes oldest first' },
  { args: ['--tail', '1', '--order', 'asc'], message: '--tail: does not go with --order' },
  { args: ['--tail', '1', '--limit', '1'], message: '--tail: goes with --limit only where --follow does too' },
  { args: ['--interval', '5'], message: '--interval: is only for --follow' },
  { args: ['--follow', '--interval', '0'], message: 'It must be 1 millisecond or more' },
])('$args is refused', async ({ args, message }) => {
  expect(await call(['events', 'agent.db', ...args], { cwd: '/' })).toMatchObject({ exitCode: 2, stderr: containing(message) });
});
