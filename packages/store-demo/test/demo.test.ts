import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AdapterName, openLocation } from '../src/adapters.ts';
import { runWorker } from '../src/worker/worker-process.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
// A whole run has to take less than this on two slow cores.
const timeout = 60_000;

interface Outcome {
  readonly exitCode: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-demo-test-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function demo(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return await new Promise((resolve) => {
    const options = { env: { ...process.env, TMPDIR: folder, NO_COLOR: '1', ...env } };
    execFile(process.execPath, ['--conditions=@cw/source', MAIN, ...args], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

/** The row of a report, with its columns separated by one space. */
function row(stdout: string, title: string): string | undefined {
  const line = stdout.split('\n').find((candidate) => candidate.trimStart().startsWith(`${title} `));
  return line?.trim().replaceAll(/ +/g, ' ');
}

describe('the demo', { timeout }, () => {
  test.each<AdapterName>(['sqlite', 'jsonfile'])('loses nothing on %s when the agent is killed', async (adapter) => {
    const { exitCode, stdout, stderr } = await demo(['--adapter', adapter]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('killed by SIGKILL in step lockfile');
    for (const title of ['lost', 'changed', 'repeated']) expect(row(stdout, title)).toBe(`${title} 0`);
    expect(Number(row(stdout, 'acknowledged before')?.match(/\d+/)?.[0])).toBeGreaterThan(50);
    expect(row(stdout, 'begun again')).toMatch(/^begun again [1-9]/);
    expect(row(stdout, 'verify')).toBe('verify no findings');
    expect(stdout).toContain("| lockfileVersion: '");
    expect(stdout).not.toContain('\u001b');
    expect(existsSync(storePath(stdout))).toBe(false);
  });

  test('says that memory keeps nothing, and records what git says where there is no repository', async () => {
    const { exitCode, stdout, stderr } = await demo(['--adapter', 'memory'], { GIT_DIR: join(folder, 'no-repository') });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain("durability is 'none'");
    expect(row(stdout, 'found after')).toBe('found after 0');
    expect(row(stdout, 'git-log')).toContain('failed: exit code 128');
    expect(stdout).toContain('There is no history here that git can read.');
  });

  test('goes on with a run that was interrupted, and refuses one that has ended', async () => {
    const path = join(folder, 'kept');
    const end = await runWorker({ location: { adapter: 'jsonfile', path }, die: true }, () => undefined, new AbortController().signal);
    expect(end.signal).toBe('SIGKILL');
    const resumed = await demo(['--adapter', 'jsonfile', '--store', path]);
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(resumed.stdout.match(/agent starts: .*/)?.[0]).toMatch(/checkpoint at ledger offset [1-9].*begun: turn-3, lockfile/);
    const again = await demo(['--adapter', 'jsonfile', '--store', path]);
    expect(again).toMatchObject({ exitCode: 1, stderr: 'demo: the store holds a run that came to its end; name another place for a new one\n' });
  });

  test('refuses a store that holds something else, and leaves it as it is', async () => {
    const path = join(folder, 'other');
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
    const file = join(folder, 'chats.jsonl');
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
    const missing = await demo(['--adapter', 'memory', '--import', join(folder, 'none')]);
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toMatch(/^demo: ENOENT: .*none'\n$/);
  });
});

function storePath(stdout: string): string {
  const path = stdout.match(/^store: \w+, (\S+)/m)?.[1];
  if (path === undefined) throw new Error('the report names no store');
  return path;
}
