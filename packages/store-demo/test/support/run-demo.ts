import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Milliseconds: a whole run has to take less than this on two slow cores. */
export const timeout = 60_000;

export interface Outcome {
  readonly exitCode: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Gives each test of a file an empty folder, and a demo that has no other place for its files. */
export function useDemo(): { readonly inFolder: (name: string) => string; readonly demo: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Outcome> } {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cw-demo-test-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return {
    inFolder: (name) => join(folder, name),
    demo: async (args, env = {}) =>
      await new Promise((resolve) => {
        const options = { env: { ...process.env, TMPDIR: folder, NO_COLOR: '1', ...env } };
        execFile(process.execPath, ['--conditions=@cw/source', MAIN, ...args], options, (error, stdout, stderr) => {
          resolve({ exitCode: error === null ? 0 : error.code, stdout, stderr });
        });
      }),
  };
}

/** The row of a report, with its columns separated by one space. */
export function row(stdout: string, title: string): string | undefined {
  const line = stdout.split('\n').find((candidate) => candidate.trimStart().startsWith(`${title} `));
  return line?.trim().replaceAll(/ +/g, ' ');
}
