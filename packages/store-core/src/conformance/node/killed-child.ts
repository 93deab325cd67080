import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Acknowledged } from '../crash-program.ts';
import type { Place } from '../subject.ts';

/** What to run, and when to kill it. */
export interface KilledChild {
  readonly child: NonNullable<Place['child']>;
  /** Which numbers the program uses: each round its own. */
  readonly round: number;
  /** The process is killed as soon as this many writes have been acknowledged. */
  readonly killAfter: number;
}

// This file is run as source and as built code; its neighbour then has the same extension.
const CHILD_MAIN = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './child-main.ts' : './child-main.js', import.meta.url));

/**
 * Lets a process write to the place, kills it with SIGKILL, and gives what it had acknowledged.
 * @throws Error with what the process wrote to stderr, if it ended before it was killed.
 */
export async function runKilledChild({ child, round, killAfter }: KilledChild): Promise<Acknowledged[]> {
  const task = JSON.stringify({ module: child.module, params: child.params, round });
  const running = spawn(process.execPath, [...conditions(), CHILD_MAIN, task], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.withResolvers<void>();
  running.once('error', ended.reject);
  running.once('close', () => ended.resolve());
  let complaint = '';
  running.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const acknowledged: Acknowledged[] = [];
  let rest = '';
  for await (const text of running.stdout.setEncoding('utf8')) {
    const lines = `${rest}${String(text)}`.split('\n');
    // What has no line feed was not written to its end, and acknowledges nothing.
    rest = lines.pop() ?? '';
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lines that child-main.ts wrote
    for (const line of lines) acknowledged.push(JSON.parse(line) as Acknowledged);
    if (acknowledged.length >= killAfter) running.kill('SIGKILL');
  }
  await ended.promise;
  if (running.signalCode !== 'SIGKILL') {
    throw new Error(`the child process ended by itself (exit code ${running.exitCode}) after ${acknowledged.length} writes: ${complaint.trim()}`);
  }
  return acknowledged;
}

/** The export conditions that this process runs under, so that the child resolves packages as it does. */
function conditions(): string[] {
  return process.execArgv.filter((argument) => argument.startsWith('--conditions=') || argument.startsWith('-C='));
}
