import type { Machine } from './machine.ts';
import { difference } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { isRead } from './programs/steps.ts';
import type { Program, Step } from './programs/steps.ts';

/** A machine that is tried out. */
export interface Contender {
  /** Stands before a problem of it; '' where there is only one. */
  readonly name: string;
  /** What runs the commands. */
  readonly machine: Machine;
}

/** Machines that begin empty: those that are tried out, and the one that is held to be right. */
export interface Contest {
  /** Those that are tried out. */
  readonly contenders: readonly Contender[];
  /** The one that is held to be right. */
  readonly expected: Machine;
}

/** Where machines took different ways. */
export interface Disagreement {
  /** The commands up to the one that tells. */
  readonly program: Program;
  /** What is different there. */
  readonly problem: string;
}

/**
 * Runs commands on all machines and compares what became of each; null if all is the same. What only reads is asked twice: what the
 * first answer was turned into must not show in the second. Clears away after it.
 */
export async function compare(program: Program, contest: Contest): Promise<Disagreement | null> {
  try {
    for (const [index, step] of program.entries()) {
      const problem = await compareStep(step, contest);
      if (problem !== null) return { program: program.slice(0, index + 1), problem };
    }
    return null;
  } finally {
    for (const { machine } of contest.contenders) await machine.end();
    await contest.expected.end();
  }
}

async function compareStep(step: Step, { contenders, expected }: Contest): Promise<string | null> {
  const wanted = await expected.take(step);
  for (const { name, machine } of contenders) {
    const problem = firstProblem(step, await machine.take(step), wanted) ?? (isRead(step) ? askedAgain(firstProblem(step, await machine.take(step), wanted)) : null);
    if (problem !== null) return name === '' ? problem : `${name}: ${problem}`;
  }
  return null;
}

function askedAgain(problem: string | null): string | null {
  return problem === null ? null : `asked once more: ${problem}`;
}

function firstProblem(step: Step, actual: readonly Outcome[], expected: readonly Outcome[]): string | null {
  const count = Math.max(actual.length, expected.length);
  for (let index = 0; index < count; index += 1) {
    const problem = difference(actual[index] ?? NOTHING, expected[index] ?? NOTHING);
    if (problem !== null) return step.kind === 'together' && count > 1 ? `call ${index + 1} of these: ${problem}` : problem;
  }
  return null;
}

const NOTHING: Outcome = { code: 'no outcome', path: null };
