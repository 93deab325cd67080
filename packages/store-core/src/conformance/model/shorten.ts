import type { Disagreement } from './compare.ts';
import type { Program, Step } from './programs/steps.ts';

/**
 * Leaves out of a program what is not needed to show a disagreement: commands, calls that were made together, and that they were made
 * together. The same program always becomes the same one.
 */
export async function shorten(found: Disagreement, run: (program: Program) => Promise<Disagreement | null>): Promise<Disagreement> {
  let shortest = found;
  for (;;) {
    const shorter = await firstThatDisagrees(shorterPrograms(shortest.program), run);
    if (shorter === null) return shortest;
    shortest = shorter;
  }
}

async function firstThatDisagrees(programs: Iterable<Program>, run: (program: Program) => Promise<Disagreement | null>): Promise<Disagreement | null> {
  for (const program of programs) {
    const found = await run(program);
    if (found !== null) return found;
  }
  return null;
}

/** Each is simpler than the program, so that taking one after the other comes to an end. */
function* shorterPrograms(program: Program): Generator<Program> {
  for (const [index, step] of program.entries()) {
    yield program.toSpliced(index, 1);
    for (const steps of simplerSteps(step)) yield program.toSpliced(index, 1, ...steps);
  }
}

function* simplerSteps(step: Step): Generator<readonly Step[]> {
  if (step.kind !== 'together') return;
  yield step.close ? [...step.calls, { kind: 'close' }] : step.calls;
  if (step.close) yield [{ ...step, close: false }];
  for (const index of step.calls.keys()) yield [{ ...step, calls: step.calls.toSpliced(index, 1) }];
}
