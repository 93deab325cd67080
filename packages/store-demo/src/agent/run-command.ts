import { spawn } from 'node:child_process';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** What became of a command. It failed if `exitCode` is not 0; null: it was not started, or a signal ended it. */
export interface CommandOutput {
  readonly exitCode: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** How it ended, for people. */
  readonly ending: string;
}

/** A command that hangs is killed after this many milliseconds. */
const TIME_LIMIT = 40_000;

/** Runs a command to its end. Never rejects: that a command cannot be started is a result as well. */
export async function runCommand({ file, args }: Command, folder: string): Promise<CommandOutput> {
  return await new Promise((resolve) => {
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    const settle = (exitCode: number | null, ending: string): void => {
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), ending });
    };
    const child = spawn(file, args, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', GIT_PAGER: 'cat' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIME_LIMIT,
      killSignal: 'SIGKILL',
    });
    child.stdout.on('data', (piece: Uint8Array) => stdout.push(piece));
    child.stderr.on('data', (piece: Uint8Array) => stderr.push(piece));
    child.once('error', (error) => settle(null, `could not be run: ${error.message}`));
    child.once('close', (exitCode, signal) => settle(exitCode, signal === null ? `exit code ${exitCode}` : `ended by ${signal}`));
  });
}
