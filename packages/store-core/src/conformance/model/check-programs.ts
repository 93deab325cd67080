import fc from 'fast-check';
import { compare } from './compare.ts';
import type { Disagreement } from './compare.ts';
import type { Machine } from './machine.ts';
import type { Program } from './programs/steps.ts';

export interface CheckOptions {
  /** How many programs. Default: 150. */
  readonly runs?: number | undefined;
  /** Makes the same programs come again. Default: another one each time; a failure names it. */
  readonly seed?: number | undefined;
  /** With `seed`: only the program that a failure names. Default: all of the seed. */
  readonly path?: string | undefined;
}

/** Programs of a run unless told otherwise. */
const DEFAULT_RUNS = 150;

/** What is compared, and how it is called. */
export interface Comparison {
  /** What a failure says. */
  readonly failure: string;
  readonly programs: fc.Arbitrary<Program>;
  /** Two machines that begin empty: the one that is tried out, and the one that is held to be right. */
  start(): Promise<{ readonly actual: Machine; readonly expected: Machine }>;
  /** The call that runs one failure again, given its seed and path. */
  again(seed: number, path: string): string;
}

/**
 * Runs random programs on two machines at a time and compares what became of every command. Rejects with an Error whose message has
 * the shortest program found that shows a difference, what was expected and what came instead, and how to run it again.
 */
export async function checkPrograms(comparison: Comparison, options: CheckOptions): Promise<void> {
  const { runs = DEFAULT_RUNS, seed, path } = options;
  const property = fc.asyncProperty(comparison.programs, async (program) => {
    const disagreement = await compareOnce(program, comparison);
    if (disagreement !== null) throw new DisagreementError(disagreement);
  });
  const result = await fc.check(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) });
  if (!result.failed) return;
  const { errorInstance, counterexamplePath } = result;
  const again = `  again: ${comparison.again(result.seed, counterexamplePath ?? '')}`;
  const found = errorInstance instanceof DisagreementError ? errorInstance.message : `  the run itself failed: ${String(errorInstance)}`;
  throw new Error(`${comparison.failure}:\n\n${found}\n\n${again}`, { cause: errorInstance });
}

class DisagreementError extends Error {
  override readonly name = 'DisagreementError';

  constructor({ lines, problem }: Disagreement) {
    super(`${lines.map((line) => `  ${line}`).join('\n')}\n  // ${problem}`);
  }
}

async function compareOnce(program: Program, comparison: Comparison): Promise<Disagreement | null> {
  const { actual, expected } = await comparison.start();
  try {
    return await compare(program, actual, expected);
  } finally {
    await actual.end();
    await expected.end();
  }
}
