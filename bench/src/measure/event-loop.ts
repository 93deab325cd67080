import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoopDelay {
  /** Milliseconds that a timer was late, in 99 of 100 samples at most. */
  readonly p99: number;
  readonly longest: number;
}

/** How long a piece of work keeps the event loop from its turns. */
export async function loopDelay(work: () => Promise<unknown>): Promise<LoopDelay> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  // So that work which never lets go is seen as well: its delay is told by the first turn after it.
  await nextTurns();
  histogram.reset();
  await work();
  await nextTurns();
  histogram.disable();
  return { p99: histogram.percentile(99) / 1e6, longest: histogram.max / 1e6 };
}

async function nextTurns(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setTimeout(resolve, 2));
}
