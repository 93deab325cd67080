import type { Runner } from '../contestant.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface Interleaved {
  /** Operations a second of either side. */
  readonly ours: Spread;
  readonly other: Spread;
  /** Of each round, how many times as fast the first one was. */
  readonly speed: Spread;
  readonly rounds: number;
}

export interface Effort {
  readonly rounds: number;
  /** What a side is to work in one round at least, where one operation does not take longer. */
  readonly roundMs: number;
  /** Whether the figures are good enough to be held against targets. */
  readonly judge: boolean;
}

/**
 * Two runners in turns, the one that begins changing from round to round: what the machine does besides falls on both alike. A ratio is that
 * of two neighbours in time; the median of these is what counts, not the ratio of two medians.
 */
export async function interleave(ours: Runner, other: Runner, effort: Effort): Promise<Interleaved> {
  const times = { ours: await timesFor(ours, effort.roundMs), other: await timesFor(other, effort.roundMs) };
  const rates: { ours: number; other: number }[] = [];
  for (let round = 0; round < effort.rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await rate(ours, times.ours);
      rates.push({ ours: first, other: await rate(other, times.other) });
    } else {
      const first = await rate(other, times.other);
      rates.push({ ours: await rate(ours, times.ours), other: first });
    }
  }
  return {
    ours: spreadOf(rates.map((one) => one.ours)),
    other: spreadOf(rates.map((one) => one.other)),
    speed: spreadOf(rates.map((one) => one.ours / one.other)),
    rounds: rates.length,
  };
}

/** How often to repeat an operation so that it takes long enough to be timed; doing so also warms it up. */
async function timesFor(runner: Runner, roundMs: number): Promise<number> {
  for (let times = 1; ; ) {
    const took = (times * 1000) / (await rate(runner, times));
    if (took >= roundMs) return times;
    times = Math.ceil(times * Math.min(10, Math.max(1.2, (1.1 * roundMs) / took)));
  }
}

/** Operations a second. The garbage of whoever ran before is not collected at this one's cost. */
async function rate(runner: Runner, times: number): Promise<number> {
  globalThis.gc?.();
  const start = performance.now();
  await runner.run(times);
  return (1000 * times) / (performance.now() - start);
}
