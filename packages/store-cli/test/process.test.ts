import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { containing } from './support/matchers.ts';
import { fill, SUBJECTS } from './support/stores.ts';
import { ENVIRONMENT, TOOL } from './support/unbuilt-tool.ts';

/** The tool as a process, in a folder with a store of each adapter. */
describe('the process', { timeout: 30_000 }, () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;

  beforeAll(async () => {
    folder = await makeFolder();
    for (const subject of SUBJECTS) await fill(subject, join(folder.path, subject.path));
  });

  afterAll(async () => await folder[Symbol.asyncDispose]());

  function start(...args: string[]): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [...TOOL, ...args], { cwd: folder.path, env: ENVIRONMENT, stdio: 'pipe' });
  }

  async function finish(child: ReturnType<typeof start>): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
    const [, stdout, stderr] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
    return { exitCode: child.exitCode, stdout, stderr };
  }

  test('gives results on stdout, errors on stderr, and its exit code', async () => {
    expect(await finish(start('verify', 'job'))).toEqual({ exitCode: 0, stdout: 'job: no findings\n', stderr: '' });
    expect(await finish(start('artifacts', 'get', 'agent.db', 'nothing'))).toMatchObject({ exitCode: 3, stdout: '', stderr: containing('ARTIFACT_NOT_FOUND') });
  });

  test('stores what is piped in, gives it back, and is quiet where nobody reads on', async () => {
    const content = 'line\n'.repeat(1_000_000);
    const put = start('artifacts', 'put', 'agent.db', 'piped');
    put.stdin.end(content);
    expect(await finish(put)).toMatchObject({ exitCode: 0, stderr: '' });
    // Of a megabyte and more, a difference is said better without it.
    expect((await finish(start('artifacts', 'get', 'agent.db', 'piped'))).stdout === content).toBe(true);
    const child = start('artifacts', 'get', 'agent.db', 'piped');
    const closed = once(child, 'close');
    const stderr = text(child.stderr);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    await closed;
    expect({ exitCode: child.exitCode, stderr: await stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test.each(SUBJECTS)('follows $name until Ctrl-C, which is no failure', async ({ path, open }) => {
    const child = start('events', path, '--follow', '--tail', '1', '--interval', '1');
    const done = finish(child);
    await once(child.stdout, 'data');
    {
      await using writer = await open(join(folder.path, path));
      await writer.events.append({ id: 'late', kind: 'agent_msg', text: 'Here I am' });
    }
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await done;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/a1 [^]*late .*Here I am\n$/);
  });

  test.each([
    { signal: 'SIGINT', exitCode: 130 },
    { signal: 'SIGTERM', exitCode: 143 },
  ] as const)('ends with $exitCode on $signal, also while it waits for input', async ({ signal, exitCode }) => {
    const name = `${signal}.db`;
    const created = appears(name);
    const child = start('import', name, '--create');
    const done = finish(child);
    child.stdin.write('{"format":"cw-store-export","scopes":["a"],"type":"header","version":1}\n{"scope":"a","type":"scope"}\n');
    await created;
    child.kill(signal);
    expect(await done).toEqual({ exitCode, stdout: '', stderr: `cw-store: INTERRUPTED: stopped by ${signal}\n` });
  });

  /** Resolves once a file of this name is in the folder. */
  async function appears(name: string): Promise<void> {
    const stop = new AbortController();
    for await (const { filename } of watch(folder.path, { signal: stop.signal })) if (filename === name) return;
  }
});
