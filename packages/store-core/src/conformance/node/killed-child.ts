import type { Acknowledged } from '../crash-program.ts';
import type { Place } from '../subject.ts';
import { KitProcess } from './kit-process.ts';

/** What to run, and when to kill it. */
export interface KilledChild {
  readonly child: NonNullable<Place['child']>;
  /** Which numbers the program uses: each round its own. */
  readonly round: number;
  /** The process is killed as soon as this many writes have been acknowledged. */
  readonly killAfter: number;
}

/**
 * Lets a process write to the place, kills it with SIGKILL, and gives what it had acknowledged.
 * @throws Error with what the process wrote to stderr, if it ended before it was killed.
 */
export async function runKilledChild({ child, round, killAfter }: KilledChild): Promise<Acknowledged[]> {
  const running = new KitProcess('crash-main', { child, params: { round } });
  const acknowledged: Acknowledged[] = [];
  for await (const line of running.lines()) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lines that crash-main.ts wrote
    acknowledged.push(JSON.parse(line) as Acknowledged);
    if (acknowledged.length >= killAfter) running.kill();
  }
  const { exitCode, signal, complaint } = await running.ended();
  if (signal !== 'SIGKILL') {
    throw new Error(`the child process ended by itself (exit code ${exitCode}) after ${acknowledged.length} writes: ${complaint}`);
  }
  return acknowledged;
}
