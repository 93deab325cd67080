import { findOrder } from './find-order.ts';
import type { Call, Operation } from './operation.ts';
import type { Specification } from './specification.ts';

/** For one of the many tries to make a history shorter: what takes longer is kept. */
const STEPS_PER_TRY = 20_000;

/** Operations that have no order, whatever was told to the others that were called by then. */
export interface Part<C extends Call> {
  readonly operations: readonly Operation<C>[];
  readonly others: readonly Operation<C>[];
}

/**
 * The part of a history without an order that shows it. First the history is cut off where the first operation returns that
 * cannot be told what it was. Then each outcome is forgotten in turn: where there still is no order, it was not needed. An
 * operation that is left out altogether would not do: without a write, what read it would be to blame.
 */
export function shortestPart<C extends Call, S>(history: readonly Operation<C>[], specification: Specification<C, S>): Part<C> {
  const beginning = cutOff(history, specification).toSorted((a, b) => a.calledAt - b.calledAt);
  let part: readonly Operation<C>[] = beginning;
  for (const [index, operation] of [...beginning.entries()].toReversed()) {
    if (operation.outcome === null) continue;
    const without = part.with(index, { ...operation, outcome: null });
    if (findOrder(without, specification, STEPS_PER_TRY) === 'no order') part = without;
  }
  return {
    operations: part.filter(({ outcome }) => outcome !== null),
    others: beginning.filter((_, index) => part[index]?.outcome === null),
  };
}

/** The shortest beginning that has no order; what had been called by then is there without an outcome. */
function cutOff<C extends Call, S>(history: readonly Operation<C>[], specification: Specification<C, S>): readonly Operation<C>[] {
  const ends = history.flatMap(({ returnedAt }) => returnedAt ?? []).toSorted((a, b) => a - b);
  let [shortest, tooShort] = [ends.length - 1, -1];
  while (shortest - tooShort > 1) {
    const middle = Math.floor((shortest + tooShort) / 2);
    if (findOrder(until(history, ends[middle] ?? 0), specification, STEPS_PER_TRY) === 'no order') shortest = middle;
    else tooShort = middle;
  }
  return until(history, ends[shortest] ?? Number.POSITIVE_INFINITY);
}

function until<C extends Call>(history: readonly Operation<C>[], end: number): Operation<C>[] {
  const called = history.filter(({ calledAt }) => calledAt <= end);
  return called.map((one) => (one.returnedAt !== null && one.returnedAt > end ? { ...one, returnedAt: null, outcome: null } : one));
}
