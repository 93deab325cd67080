import type { Call, Operation } from './operation.ts';
import type { Specification } from './specification.ts';

/** Whether there is an order; `'undecided'`: it was not found out within the steps allowed. */
export type Finding = 'order' | 'no order' | 'undecided';

/** More than an honest history ever takes, and done within some seconds. */
export const MOST_STEPS = 400_000;

interface Frame<S> {
  readonly state: S;
  /** Which operations may come next. */
  readonly candidates: readonly number[];
  tried: number;
  /** The operation that led here; -1: none. */
  readonly taken: number;
}

/**
 * Looks for an order of all operations whose outcome is known, and any of the others, in which each is told what the specification says, no operation comes
 * before one that had returned when it was called, and those of one process come as it called them. It is the search of J. M. Wing
 * and C. Gong, "Testing and Verifying Concurrent Objects" (1993), which tries every operation that can come next, with the memory of
 * G. Lowe, "Testing for Linearizability" (2017): the same operations done with the same state need not be gone on from twice.
 */
export function findOrder<C extends Call, S>(history: readonly Operation<C>[], specification: Specification<C, S>, mostSteps: number = MOST_STEPS): Finding {
  const operations = history.toSorted((a, b) => a.calledAt - b.calledAt);
  const done = new Done(operations);
  const seen = new Set<string>();
  const path: Frame<S>[] = [{ state: specification.initial, candidates: done.candidates(), tried: 0, taken: -1 }];
  let steps = 0;
  for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
    if (done.complete) return 'order';
    const next = frame.candidates[frame.tried];
    const operation = next === undefined ? undefined : operations[next];
    if (next === undefined || operation === undefined) {
      path.pop();
      if (frame.taken >= 0) done.undo(frame.taken);
      continue;
    }
    frame.tried += 1;
    steps += 1;
    if (steps > mostSteps) return 'undecided';
    const { state, outcome } = specification.run(frame.state, operation.call);
    if (operation.outcome !== null && outcome !== operation.outcome) continue;
    const key = specification.key(state);
    // Whether it took effect makes no difference here, and later it is still free to.
    if (operation.outcome === null && key === specification.key(frame.state)) continue;
    done.take(next);
    const position = `${done.key()} ${key}`;
    if (seen.has(position)) {
      done.undo(next);
      continue;
    }
    seen.add(position);
    path.push({ state, candidates: done.candidates(), tried: 0, taken: next });
  }
  return 'no order';
}

/** Which operations have their place in the order already. */
class Done<C extends Call> {
  readonly #operations: readonly Operation<C>[];
  readonly #taken: Uint8Array;
  /** Those that are still to come and must. */
  #required: number;

  constructor(operations: readonly Operation<C>[]) {
    this.#operations = operations;
    this.#taken = new Uint8Array(operations.length);
    this.#required = operations.filter(isRequired).length;
  }

  /** Whether every operation whose outcome is known is in the order. */
  get complete(): boolean {
    return this.#required === 0;
  }

  take(index: number): void {
    this.#taken[index] = 1;
    if (isRequired(this.#operations[index])) this.#required -= 1;
  }

  undo(index: number): void {
    this.#taken[index] = 0;
    if (isRequired(this.#operations[index])) this.#required += 1;
  }

  key(): string {
    const first = this.#taken.indexOf(0);
    return first < 0 ? 'all' : `${first}:${this.#taken.subarray(first, this.#taken.lastIndexOf(1) + 1).join('')}`;
  }

  /**
   * Those that were called before any other returned that must still come, and had not returned before any was called that has; those
   * that returned first are tried first.
   */
  candidates(): readonly number[] {
    const found: number[] = [];
    const waitedFor = new Set<string>();
    const lastCall = this.#operations[this.#taken.lastIndexOf(1)]?.calledAt ?? Number.NEGATIVE_INFINITY;
    let firstReturn = Number.POSITIVE_INFINITY;
    for (let index = Math.max(0, this.#taken.indexOf(0)); index < this.#operations.length; index += 1) {
      const operation = this.#operations[index];
      if (operation === undefined || this.#taken[index] === 1) continue;
      if (operation.calledAt > firstReturn) break;
      const returnedAt = operation.returnedAt ?? Number.POSITIVE_INFINITY;
      if (!waitedFor.has(operation.process) && returnedAt >= lastCall) found.push(index);
      if (!isRequired(operation)) continue;
      waitedFor.add(operation.process);
      firstReturn = Math.min(firstReturn, returnedAt);
    }
    const returned = (index: number): number => this.#operations[index]?.returnedAt ?? Number.POSITIVE_INFINITY;
    return found.sort((a, b) => returned(a) - returned(b) || a - b);
  }
}

function isRequired<C extends Call>(operation: Operation<C> | undefined): boolean {
  return operation !== undefined && operation.outcome !== null;
}
