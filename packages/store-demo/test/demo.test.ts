import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AdapterName } from '../src/adapters.ts';
import { row, timeout, useDemo } from './support/run-demo.ts';

const { demo, inFolder } = useDemo();

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
    const { exitCode, stdout, stderr } = await demo(['--adapter', 'memory'], { GIT_DIR: inFolder('no-repository') });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain("durability is 'none'");
    expect(row(stdout, 'found after')).toBe('found after 0');
    expect(row(stdout, 'git-log')).toContain('failed: exit code 128');
    expect(stdout).toContain('There is no history here that git can read.');
  });
});

function storePath(stdout: string): string {
  const path = stdout.match(/^store: \w+, (\S+)/m)?.[1];
  if (path === undefined) throw new Error('the report names no store');
  return path;
}
