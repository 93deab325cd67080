import { findOrder, MOST_STEPS } from './find-order.ts';
import { describeOperation } from './operation.ts';
import type { Call, Operation } from './operation.ts';
import { shortestPart } from './shortest-part.ts';
import type { Specification } from './specification.ts';

/** How many of the calls are told that are not to blame by themselves. */
const MOST_OTHERS = 10;

/** A history in which too much happened at once to say whether it has an order. */
export class UndecidedError extends Error {
  override readonly name = 'UndecidedError';
}

/**
 * Null if there is an order of the operations in which each does what the specification says; otherwise the part of the history
 * that has none, in lines for people who know nothing of this check.
 * @throws UndecidedError
 */
export function judgeHistory<C extends Call, S>(history: readonly Operation<C>[], specification: Specification<C, S>, mostSteps: number = MOST_STEPS): string | null {
  const objects = Map.groupBy(history, ({ call }) => specification.object?.(call) ?? '');
  for (const operations of objects.values()) {
    const finding = findOrder(operations, specification, mostSteps);
    if (finding === 'undecided') throw new UndecidedError(`too much happened at once to judge ${operations.length} calls`);
    if (finding === 'no order') return explain(operations, specification);
  }
  return null;
}

function explain<C extends Call, S>(history: readonly Operation<C>[], specification: Specification<C, S>): string {
  const { operations, others } = shortestPart(history, specification);
  const origin = Math.min(...history.map(({ calledAt }) => calledAt));
  const lines = (calls: readonly Operation<C>[]): string[] => calls.map((operation) => `  ${describeOperation(operation, origin)}`);
  const blame = 'no order of calls, one after the other and those of one process or handle as it made them, explains what was told here';
  if (others.length === 0) return [`${blame}:`, ...lines(operations)].join('\n');
  const last = others.slice(-MOST_OTHERS);
  return [
    `${blame}, whatever was told to the others:`,
    ...lines(operations),
    ` the others that were called by then${last.length < others.length ? `, the last ${last.length} of ${others.length}` : ''}:`,
    ...lines(last),
  ].join('\n');
}
