import fc from 'fast-check';
import { compare } from './compare.ts';
import type { Contest, Disagreement } from './compare.ts';
import { printProgram } from './programs/print.ts';
import type { Program } from './programs/steps.ts';
import { shorten } from './shorten.ts';

/** How many programs, and which. */
export interface CheckOptions {
  /** How many programs. Default: 150. */
  readonly runs?: number | undefined;
  /** Makes the same programs come again. Default: another one each time; a failure names it. */
  readonly seed?: number | undefined;
  /** With `seed`: only the program that a failure names. Default: all of the seed. */
  readonly path?: string | undefined;
  /** Called after each program, with how many there were. */
  readonly onProgram?: ((done: number) => void) | undefined;
}

/** Programs of a run unless told otherwise. */
const DEFAULT_RUNS = 150;

/** What is compared, and how it is called. */
export interface Comparison {
  /** What a failure says. */
  readonly failure: string;
  /** Where the programs come from. */
  readonly programs: fc.Arbitrary<Program>;
  /** New machines for a run of this program. */
  start(program: Program): Promise<Contest>;
  /** The call that runs one failure again, given its seed and path. */
  again(seed: number, path: string): string;
}

/**
 * Runs random programs on machines, each program on new ones, and compares what became of every command. Rejects with an Error whose
 * message has the shortest program found that shows a difference, what was expected and what came instead, and how to run it again.
 */
export async function checkPrograms(comparison: Comparison, options: CheckOptions): Promise<void> {
  const { runs = DEFAULT_RUNS, seed, path } = options;
  const run = async (program: Program): Promise<Disagreement | null> => await compare(program, await comparison.start(program));
  let done = 0;
  const property = fc.asyncProperty(comparison.programs, async (program) => {
    const agreed = (await run([...program, ...EPILOGUE])) === null;
    options.onProgram?.((done += 1));
    return agreed;
  });
  const result = await fc.check(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) });
  if (!result.failed) return;
  const again = `  again: ${comparison.again(result.seed, result.counterexamplePath ?? '')}`;
  const [program] = result.counterexample ?? [[]];
  const found = await run([...program, ...EPILOGUE]);
  if (found === null) throw new Error(`${comparison.failure}, but not when run once more:\n\n${printProgram(program)}\n\n${again}`, { cause: result.errorInstance });
  const { program: shortest, problem } = await shorten(found, run);
  throw new Error(`${comparison.failure}:\n\n${printProgram(shortest)}\n  // ${problem}\n\n${again}`);
}

/** After every program: the whole export, and once more when the store was closed and opened. */
const EPILOGUE: Program = [
  { kind: 'export' }, { kind: 'verify', scope: 'default' }, { kind: 'reopen', scope: 'default', readOnly: false }, { kind: 'export' }, { kind: 'verify', scope: 'default' },
];
