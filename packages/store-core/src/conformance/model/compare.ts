import type { Machine } from './machine.ts';
import { difference } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { printStep } from './programs/print.ts';
import type { Program, Step } from './programs/steps.ts';

/** After every program: the whole export, and once more when the store was closed and opened. */
const EPILOGUE: Program = [
  { kind: 'export' }, { kind: 'verify', scope: 'default' }, { kind: 'reopen', scope: 'default', readOnly: false }, { kind: 'export' }, { kind: 'verify', scope: 'default' },
];

/** Where two machines took different ways. */
export interface Disagreement {
  /** The commands up to the one that tells, one a line. */
  readonly lines: readonly string[];
  /** What is different there. */
  readonly problem: string;
}

/** Runs a program on both and compares what became of each command; null if all is the same. */
export async function compare(program: Program, actual: Machine, expected: Machine): Promise<Disagreement | null> {
  const steps = [...program, ...EPILOGUE];
  for (const [index, step] of steps.entries()) {
    const [got, wanted] = [await actual.take(step), await expected.take(step)];
    const problem = firstProblem(step, got, wanted);
    if (problem !== null) return { lines: steps.slice(0, index + 1).map(printStep), problem };
  }
  return null;
}

function firstProblem(step: Step, actual: readonly Outcome[], expected: readonly Outcome[]): string | null {
  const count = Math.max(actual.length, expected.length);
  for (let index = 0; index < count; index += 1) {
    const [got, wanted] = [actual[index] ?? NOTHING, expected[index] ?? NOTHING];
    const problem = difference(got, wanted);
    if (problem !== null) return step.kind === 'together' ? `call ${index + 1} of these: ${problem}` : problem;
  }
  return null;
}

const NOTHING: Outcome = { code: 'no outcome', path: null };
