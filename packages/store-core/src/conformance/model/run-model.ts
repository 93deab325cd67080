import type { ConformanceSubject } from '../subject.ts';
import { checkPrograms } from './check-programs.ts';
import type { CheckOptions } from './check-programs.ts';
import { ModelMachine } from './model-machine.ts';
import { DEFAULT_COMMANDS, programs } from './programs/programs.ts';
import { StoreMachine } from './store-machine.ts';

/** How many programs, which, and how long. */
export interface ModelOptions extends CheckOptions {
  /** The most commands of a program. Default: 25. */
  readonly commands?: number | undefined;
  /** Milliseconds that one command may take. Default: 60,000. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Runs random programs (150 unless told otherwise) on the subject and on a model of the contract, and compares what became of every
 * command, the exports, and the findings of `verify`. Rejects with an Error whose message has the shortest program found that shows a
 * difference, what was expected and what came instead, and how to run it again.
 */
export async function runModel(subject: ConformanceSubject, options: ModelOptions = {}): Promise<void> {
  const { commands, timeoutMs = 60_000 } = options;
  const length = commands === undefined || commands === DEFAULT_COMMANDS ? '' : `, commands: ${commands}`;
  await checkPrograms(
    {
      failure: `${subject.name} does not do what the contract says`,
      programs: programs({ commands, readOnly: subject.readOnly === true }),
      start: async () => ({ contenders: [{ name: '', machine: await StoreMachine.start(subject, timeoutMs) }], expected: new ModelMachine(subject.capabilities) }),
      again: (seed, path) => `runModel(subject, { seed: ${seed}, path: '${path}'${length} })`,
    },
    options,
  );
}
