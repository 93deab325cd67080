import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openLocation } from '../src/adapters.ts';
import { runWorker } from '../src/worker/worker-process.ts';
import { row, timeout, useDemo } from './support/run-demo.ts';

const { demo, inFolder } = useDemo();

describe('the demo, told where to work', { timeout }, () => {
  test('goes on with a run that was interrupted, and refuses one that has ended', async () => {
    const path = inFolder('kept');
    const end = await runWorker({ location: { adapter: 'jsonfile', path }, die: true }, () => undefined, new AbortController().signal);
    expect(end.signal).toBe('SIGKILL');
    const resumed = await demo(['--adapter', 'jsonfile', '--store', path]);
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(resumed.stdout.match(/agent starts: .*/)?.[0]).toMatch(/checkpoint at ledger offset [1-9].*begun: turn-3, lockfile/);
    const again = await demo(['--adapter', 'jsonfile', '--store', path]);
    expect(again).toMatchObject({ exitCode: 1, stderr: 'demo: the store holds a run that came to its end; name another place for a new one\n' });
  });

  test('refuses a store that holds something else, and leaves it as it is', async () => {
    const path = inFolder('other');
    {
      await using other = await openLocation({ adapter: 'jsonfile', path });
      await other.events.append({ id: 'mine', kind: 'user_turn', text: 'keep out' });
    }
    const { exitCode, stderr } = await demo(['--adapter', 'jsonfile', '--store', path]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('something else');
    await using other = await openLocation({ adapter: 'jsonfile', path });
    expect(await other.scopes()).toEqual(['default']);
  });

  test('imports a file, and exits with 1 where a line was bad', async () => {
    const file = inFolder('chats.jsonl');
    await writeFile(file, `${JSON.stringify({ messages: [{ role: 'user', content: 'Hello' }] })}\n{}\n`);
    const { exitCode, stdout, stderr } = await demo(['--adapter', 'memory', '--import', file]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `not recorded: ${file}:2: messages: must be an array with at least one message\n` });
    expect(row(stdout, 'events')).toBe('events 1 user_turn 1');
    expect(row(stdout, 'verify')).toBe('verify no findings');
  });

  test('explains itself, and what is wrong with its arguments', async () => {
    const help = await demo(['--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toMatch(/^Usage: pnpm demo/);
    const unknown = await demo(['--adapter', 'redis']);
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toContain('not "redis"');
    const missing = await demo(['--adapter', 'memory', '--import', inFolder('none')]);
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toMatch(/^demo: ENOENT: .*none'\n$/);
  });
});
