import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';

/** What became of a script. */
export interface Outcome {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** What it wrote, to stdout and to stderr. */
  readonly output: string;
}

/** Whose environment a script runs in. */
export interface Stranger {
  /** Its root: nothing below it is on the PATH. */
  readonly repository: string;
  /** The Node that is first on the PATH. Default: that of this process. */
  readonly node?: string;
}

/** What a user has configured for npm; all else that begins with `npm_` is of the process that runs the tests. */
const KEPT = new Set(['registry', 'cache', 'userconfig', 'globalconfig', 'cafile', 'proxy', 'https_proxy', 'noproxy'].map((name) => `npm_config_${name}`));
const OF_THE_TESTS = /^(?:npm_|pnpm_|vitest|node_options$|node_env$|node_path$|node_v8_coverage$|test$|init_cwd$|force_color$)/i;

/** Runs a script in a folder with a shell that stops at the first command that fails. */
export async function runScript(script: string, folder: string, stranger: Stranger): Promise<Outcome> {
  const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder, env: environmentOf(stranger), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const add = (text: string): void => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', add);
  child.stderr.setEncoding('utf8').on('data', add);
  const ended = Promise.withResolvers<number | null>();
  child.once('error', ended.reject);
  child.once('close', ended.resolve);
  return { code: await ended.promise, output };
}

/** Runs a script that must succeed, and gives what it wrote. @throws Error with all of it otherwise. */
export async function succeed(script: string, folder: string, stranger: Stranger): Promise<string> {
  const { code, output } = await runScript(script, folder, stranger);
  if (code !== 0) throw new Error(`${script}: exit code ${code}\n${output}`);
  return output;
}

/** The environment of somebody who has a Node and the machine's npm, and nothing of the repository. */
function environmentOf({ repository, node = process.execPath }: Stranger): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => KEPT.has(name.toLowerCase()) || !OF_THE_TESTS.test(name));
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.startsWith(repository));
  return {
    ...Object.fromEntries(own),
    PATH: [dirname(node), ...path].join(delimiter),
    NO_COLOR: '1',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    npm_config_prefer_offline: 'true',
    // Where the kit makes its places: thousands of syncs would try out this machine's disk, and not the adapter.
    TMPDIR: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
  };
}

/** Why nothing can be installed here; null if it can. */
export async function registryProblem(stranger: Stranger): Promise<string | null> {
  const { code, output } = await runScript('npm view classic-level@3.0.0 version --prefer-online --fetch-retries=1 --fetch-timeout=20000', tmpdir(), stranger);
  return code === 0 ? null : `the package registry cannot be reached: ${output.trim().split('\n').at(0) ?? ''}`;
}
