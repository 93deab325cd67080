import { describe, expect, test } from 'vitest';
import { provePowerLoss } from './support/power-loss.ts';
import { FIRST, INDEXED, LARGE, STEPS } from './support/power-workload.ts';

const NEVER = Number.POSITIVE_INFINITY;

// A sample; power-soak.ts tries them all.
describe('a power failure after any operation, whatever the disk kept', { timeout: 60_000 }, () => {
  test('of a store that comes into being, and again of its recovery, takes nothing that was acknowledged', async () => {
    const { failures, ...tried } = await provePowerLoss(FIRST, { seed: 1, everyAgain: 100, everyKill: 25 });
    expect(failures).toEqual([]);
    expect(tried.states).toBeGreaterThan(100);
    expect(tried.statesAgain).toBeGreaterThan(150);
  });

  test('takes nothing that was acknowledged, and of the call under way all or nothing', async () => {
    const { failures, ...tried } = await provePowerLoss(STEPS, { seed: 1, every: 18, everyAgain: NEVER, everyKill: NEVER });
    expect(failures).toEqual([]);
    expect(tried.states).toBeGreaterThan(100);
  });

  test('takes nothing where the indexes of logs are written on the way, whatever is left of them', async () => {
    const { failures, ...tried } = await provePowerLoss(INDEXED, { seed: 1, cuts: 3, samples: 1, every: 6, everyAgain: 40, everyKill: NEVER, indexFrom: 1 });
    expect(failures).toEqual([]);
    expect(tried.states).toBeGreaterThan(50);
    expect(tried.statesAgain).toBeGreaterThan(100);
  });

  test('takes no more than the batch under way where that is larger than what is written at once', async () => {
    const { failures, states } = await provePowerLoss(LARGE, { seed: 1, cuts: 3, samples: 1, every: 8, everyAgain: NEVER, everyKill: NEVER });
    expect(failures).toEqual([]);
    expect(states).toBeGreaterThan(5);
  });

  test('does take what was only to survive a killed process', async () => {
    const { failures } = await provePowerLoss(FIRST, { seed: 1, every: 3, everyAgain: NEVER, everyKill: NEVER, durability: 'process' });
    expect(failures).not.toEqual([]);
  });
});
