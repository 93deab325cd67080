import { type PowerLossOptions, type PowerLossReport, provePowerLoss } from './power-loss.ts';
import { FIRST, INDEXED, LARGE, STEPS } from './power-workload.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** How far a soak goes. */
export interface PowerSoakOptions {
  readonly seed: number;
  /** Of 1: every state, each write cut at many places, and many of them recovered on a disk that fails again. Less tries a part of them, more cuts at more places. */
  readonly effort: number;
  readonly progress: (text: string) => void;
}

/** The long form of power-loss.test.ts. */
export async function soakPowerLoss({ seed, effort, progress }: PowerSoakOptions): Promise<readonly PowerLossReport[]> {
  const more = Math.max(1, effort);
  const every = Math.max(1, 1 / effort);
  const prove = async (...[name, steps, { cuts = 0, samples = 0, everyKill = NEVER, ...options }]: Workload): Promise<PowerLossReport> => {
    const scaled = { ...options, cuts: Math.round(cuts * more), samples: Math.round(samples * more), every, everyKill: everyKill * every };
    return await provePowerLoss(steps, { ...scaled, seed, progress: (text) => progress(`${name}: ${text}`) });
  };
  return [
    await prove('the first calls', FIRST, { cuts: 60, samples: 8, everyAgain: 1, everyKill: 1 }),
    await prove('every call', STEPS, { cuts: 60, samples: 6, everyAgain: 40, everyKill: 10 }),
    await prove('with index files', INDEXED, { cuts: 30, samples: 4, everyAgain: 20, everyKill: 10, indexFrom: 1 }),
    await prove('large artifacts', LARGE, { cuts: 40, samples: 2, everyAgain: NEVER }),
  ];
}

type Workload = readonly [name: string, steps: Parameters<typeof provePowerLoss>[0], options: Omit<PowerLossOptions, 'seed'>];
