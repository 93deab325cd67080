import type { ConformanceSubject } from '@cw/store-core/conformance';
import { checkPrograms, programs, StoreMachine } from '@cw/store-core/conformance/model';
import type { CheckOptions, Contest } from '@cw/store-core/conformance/model';
import { JSONFILE, KEPT_MEMORY, SQLITE } from './adapters.ts';
import { movingSubject } from './moving-subject.ts';

export interface DifferentialOptions extends CheckOptions {
  /** The most commands of a program. Default: 25. */
  readonly commands?: number | undefined;
}

/** Milliseconds that one command may take. */
const TIMEOUT_MS = 60_000;

/**
 * Runs random programs on every adapter, and on a store that is copied from one to the next whenever it is opened again: each command
 * must give the same on all of them, and each export the same bytes. Rejects as `runModel` does. Unlike the model, this also judges
 * selectors of rows and outlines.
 */
export async function runDifferential(options: DifferentialOptions = {}): Promise<void> {
  const { commands } = options;
  await checkPrograms(
    {
      failure: 'the adapters do not do the same',
      programs: programs({ commands, close: false, everySelector: true }),
      start: async (program) => await startAll(program.length),
      again: (seed, path) => `runDifferential({ seed: ${seed}, path: '${path}'${commands === undefined ? '' : `, commands: ${commands}`} })`,
    },
    options,
  );
}

/** The ways that a store can take through the adapters: each as the first, each to each other. */
const WAYS: readonly ConformanceSubject[] = [
  movingSubject([SQLITE, KEPT_MEMORY, JSONFILE]), movingSubject([KEPT_MEMORY, JSONFILE, SQLITE]), movingSubject([JSONFILE, SQLITE, KEPT_MEMORY]),
  movingSubject([SQLITE, JSONFILE, KEPT_MEMORY]), movingSubject([JSONFILE, KEPT_MEMORY, SQLITE]), movingSubject([KEPT_MEMORY, SQLITE, JSONFILE]),
];

/** New empty stores of all adapters, and one that moves between them, against the one in memory. @param way chooses how it moves. */
export async function startAll(way: number): Promise<Contest> {
  const subjects = [SQLITE, JSONFILE, ...WAYS.slice(way % WAYS.length).slice(0, 1)];
  return {
    contenders: await Promise.all(subjects.map(async (subject) => ({ name: subject.name, machine: await StoreMachine.start(subject, TIMEOUT_MS) }))),
    expected: await StoreMachine.start(KEPT_MEMORY, TIMEOUT_MS),
  };
}
