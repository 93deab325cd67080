import { type PowerLossReport, provePowerLoss } from './power-loss.ts';
import { FIRST, INDEXED, LARGE, STEPS } from './power-workload.ts';

/** The long form of power-loss.test.ts: every state, each write cut at many places, and many of them recovered on a disk that fails again. Minutes for each seed. */
export async function soakPowerLoss(seed: number): Promise<readonly PowerLossReport[]> {
  return [
    await provePowerLoss(FIRST, { seed, cuts: 60, samples: 8, everyAgain: 1, everyKill: 1 }),
    await provePowerLoss(STEPS, { seed, cuts: 60, samples: 6, everyAgain: 40, everyKill: 10 }),
    await provePowerLoss(INDEXED, { seed, cuts: 30, samples: 4, everyAgain: 20, everyKill: 10, indexFrom: 1 }),
    await provePowerLoss(LARGE, { seed, cuts: 40, samples: 2, everyAgain: Number.POSITIVE_INFINITY, everyKill: Number.POSITIVE_INFINITY }),
  ];
}
