import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ConformanceSubject } from '@cw/store-core/conformance';
import { runModel } from '@cw/store-core/conformance/model';
import { runDifferential } from '../differential/run-differential.ts';
import { runSessions } from '../differential/run-sessions.ts';
import type { SoakStep, StepResult } from './step.ts';

const SESSIONS = fileURLToPath(new URL('../../../../../shared/data/airline-sessions.jsonl', import.meta.url));

/** Random programs on an adapter and on the model of the contract. */
export function modelStep(subject: ConformanceSubject, programs: number): SoakStep {
  return {
    name: `model-${subject.name.replace('store-', '')}`,
    what: `${programs} random programs on ${subject.name} and on the model of the contract`,
    async run({ seed, effort, progress }) {
      const runs = Math.ceil(programs * effort);
      return await counted(runs, 'programs', async () => await runModel(subject, { seed: toInt32(seed), runs, onProgram: (done) => progress(`${done}/${runs} programs`) }));
    },
  };
}

/** Random programs on all adapters at once. */
export function differentialStep(programs: number): SoakStep {
  return {
    name: 'differential',
    what: `${programs} random programs on every adapter, and on a store that moves between them`,
    async run({ seed, effort, progress }) {
      const runs = Math.ceil(programs * effort);
      return await counted(runs, 'programs', async () => await runDifferential({ seed: toInt32(seed), runs, onProgram: (done) => progress(`${done}/${runs} programs`) }));
    },
  };
}

/** Recorded sessions on all adapters, where there are any. */
export const SESSIONS_STEP: SoakStep = {
  name: 'sessions',
  what: 'recorded sessions of an agent on every adapter (where ../shared/data is there)',
  async run({ progress }) {
    if (!existsSync(SESSIONS)) return { passed: true, figures: 'skipped: ../shared/data is not there', problems: [] };
    const lines = readFileSync(SESSIONS, 'utf8').split('\n').filter((line) => line !== '');
    progress(`${lines.length} sessions`);
    const commands = await runSessions(lines);
    return { passed: true, figures: `${lines.length} sessions, ${commands} commands, no difference`, problems: [] };
  },
};

async function counted(runs: number, what: string, run: () => Promise<void>): Promise<StepResult> {
  try {
    await run();
    return { passed: true, figures: `${runs} ${what}, no difference`, problems: [] };
  } catch (error) {
    return { passed: false, figures: `a difference within ${runs} ${what}`, problems: [error instanceof Error ? error.message : String(error)] };
  }
}

/** fast-check takes seeds of 32 bits. */
function toInt32(seed: number): number {
  return seed | 0;
}
