import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOrder } from '../../src/conformance/linearizability/find-order.ts';
import { judgeHistory, UndecidedError } from '../../src/conformance/linearizability/judge-history.ts';
import type { Call, Operation } from '../../src/conformance/linearizability/operation.ts';
import { shortestPart } from '../../src/conformance/linearizability/shortest-part.ts';
import type { Specification } from '../../src/conformance/linearizability/specification.ts';
import type { ArtifactCall } from '../../src/conformance/races/artifact-calls.ts';
import { ARTIFACT_SPECIFICATION } from '../../src/conformance/races/artifact-specification.ts';
import type { EventCall } from '../../src/conformance/races/event-calls.ts';
import { EVENT_SPECIFICATION } from '../../src/conformance/races/event-specification.ts';
import type { FactCall } from '../../src/conformance/races/fact-calls.ts';
import { FACT_SPECIFICATION } from '../../src/conformance/races/fact-specification.ts';
import type { LedgerCall } from '../../src/conformance/races/ledger-calls.ts';
import { LEDGER_SPECIFICATION } from '../../src/conformance/races/ledger-specification.ts';

type Line<C> = readonly [process: string, from: number, to: number | null, call: C, outcome: string | null];

function history<C extends Call>(...lines: readonly Line<C>[]): Operation<C>[] {
  return lines.map(([process, calledAt, returnedAt, call, outcome]) => ({ process, call, calledAt, returnedAt, outcome }));
}

const append = (id: string, expectedOffset?: number): EventCall => ({ on: 'events', do: 'append', id, text: 'x', ...(expectedOffset === undefined ? {} : { expectedOffset }) });
const batch = (...ids: readonly string[]): EventCall => ({ on: 'events', do: 'appendMany', ids, text: 'x' });
const tail = (n: number): EventCall => ({ on: 'events', do: 'tail', n });
const COUNT: EventCall = { on: 'events', do: 'count' };
const ledgerAppend = (id: string, content = 'c'): LedgerCall => ({ on: 'ledger', do: 'append', id, run: 'r', content });
const RESET: LedgerCall = { on: 'ledger', do: 'reset' };
const put = (handle: string, version: number, more: object = {}): ArtifactCall => ({ on: 'artifacts', do: 'put', handle, version, ...more });
const get = (handle: string): ArtifactCall => ({ on: 'artifacts', do: 'get', handle });
const factPut = (id: string, value: string): FactCall => ({ on: 'facts', do: 'put', id, key: 'k', value });
const FACTS: FactCall = { on: 'facts', do: 'all' };

describe('a history that has an order', () => {
  test('is one of calls that overlap, whatever order they returned in', () => {
    expect(judgeHistory(history<EventCall>(
      ['a', 0, 10, append('x'), '2'], ['b', 1, 9, append('y'), '1'], ['c', 2, 3, COUNT, '0'], ['c', 4, 8, COUNT, '2'],
    ), EVENT_SPECIFICATION)).toBeNull();
  });

  test('may have calls that return at the moment at which others are made', () => {
    expect(judgeHistory(history<EventCall>(['a', 0, 5, COUNT, '1'], ['b', 5, 6, append('x'), '1']), EVENT_SPECIFICATION)).toBeNull();
  });

  test.each(['1', '0'])('lets a call whose process died take effect or not (count %s)', (count) => {
    expect(judgeHistory(history<EventCall>(['a', 0, null, append('x'), null], ['b', 5, 6, COUNT, count]), EVENT_SPECIFICATION)).toBeNull();
  });

  test('lets a call whose process died take effect long after', () => {
    expect(judgeHistory(history<EventCall>(['a', 0, null, append('x'), null], ['b', 5, 6, COUNT, '0'], ['b', 7, 8, COUNT, '1']), EVENT_SPECIFICATION)).toBeNull();
  });

  test('has one winner of an id, of an offset and of a condition', () => {
    expect(judgeHistory(history<EventCall>(
      ['a', 0, 9, append('x'), 'DUPLICATE_ITEM'], ['b', 0, 9, append('x'), '1'], ['a', 10, 19, append('y', 1), '2'], ['b', 10, 19, append('z', 1), 'OFFSET_CONFLICT'],
    ), EVENT_SPECIFICATION)).toBeNull();
    expect(judgeHistory(history<ArtifactCall>(
      ['a', 0, 9, put('h', 1, { ifAbsent: true }), 'version 1'], ['b', 0, 9, put('h', 2, { ifAbsent: true }), 'ARTIFACT_CONFLICT'],
      ['a', 10, 19, put('h', 3, { ifMatch: 1 }), 'ARTIFACT_CONFLICT'], ['b', 10, 19, put('h', 4, { ifMatch: 1 }), 'version 4'], ['b', 20, 21, get('h'), 'version 4'],
    ), ARTIFACT_SPECIFICATION)).toBeNull();
  });

  test('gives ledger offsets once, also after a reset', () => {
    expect(judgeHistory(history<LedgerCall>(
      ['a', 0, 9, ledgerAppend('x'), '1 known'], ['b', 0, 9, ledgerAppend('x'), '1 appended'], ['a', 10, 11, RESET, '1'], ['b', 12, 13, ledgerAppend('x'), '2 appended'],
    ), LEDGER_SPECIFICATION)).toBeNull();
  });
});

describe('a history that has no order, with the part that shows it', () => {
  test('a stale read', () => {
    expect(judgeHistory(history<FactCall>(
      ['a', 0, 1e6, factPut('f', 'old'), 'put'], ['a', 2e6, 3e6, factPut('f', 'new'), 'put'], ['b', 4e6, 5e6, FACTS, 'f k old'], ['b', 6e6, 7e6, FACTS, 'f k new'],
    ), FACT_SPECIFICATION)).toBe([
      'no order of calls, one after the other and those of one process or handle as it made them, explains what was told here, whatever was told to the others:',
      '  a, 2.000 to 3.000 ms: facts.put(id: "f", key: "k", value: "new") -> put',
      '  b, 4.000 to 5.000 ms: facts.all() -> f k old',
      ' the others that were called by then:',
      '  a, 0.000 to 1.000 ms: facts.put(id: "f", key: "k", value: "old") -> put',
    ].join('\n'));
  });

  test('a lost update', () => {
    expect(partOf(history<EventCall>(
      ['a', 0, 9, append('x'), '1'], ['b', 0, 9, append('y'), '1'], ['c', 20, 21, tail(9), '1 y x'],
    ), EVENT_SPECIFICATION)).toEqual(['a', 'b']);
  });

  test('an acknowledged write that is nowhere', () => {
    expect(partOf(history<FactCall>(
      ['a', 0, 9, factPut('f', 'v'), 'put'], ['b', 0, 9, factPut('g', 'v'), 'put'], ['c', 20, 21, FACTS, 'g k v'],
    ), FACT_SPECIFICATION)).toEqual(['a', 'c']);
  });

  test('two winners of one expectedOffset', () => {
    expect(partOf(history<EventCall>(
      ['a', 0, 1, append('x'), '1'], ['a', 2, 9, append('y', 1), '2'], ['b', 2, 9, append('z', 1), '3'],
    ), EVENT_SPECIFICATION)).toEqual(['b']);
  });

  test('a duplicate that is acknowledged twice', () => {
    expect(partOf(history<EventCall>(['a', 0, 9, append('x'), '1'], ['b', 0, 9, append('x'), '2'], ['c', 0, 9, append('y'), '3']), EVENT_SPECIFICATION)).toEqual(['a', 'b']);
    expect(partOf(history<LedgerCall>(['a', 0, 9, ledgerAppend('x'), '1 appended'], ['b', 0, 9, ledgerAppend('x'), '2 appended']), LEDGER_SPECIFICATION)).toEqual(['b']);
  });

  test('a torn batch', () => {
    expect(partOf(history<EventCall>(['a', 0, 9, batch('x', 'y', 'z'), '3'], ['b', 4, 5, tail(9), '1 x x, 2 y x']), EVENT_SPECIFICATION)).toEqual(['b']);
  });

  test('an offset that is used again after a reset', () => {
    expect(partOf(history<LedgerCall>(
      ['a', 0, 1, ledgerAppend('x'), '1 appended'], ['b', 2, 3, RESET, '1'], ['c', 4, 5, ledgerAppend('y'), '1 appended'],
    ), LEDGER_SPECIFICATION)).toEqual(['a', 'c']);
  });

  test('calls of one process against their order', () => {
    expect(judgeHistory(history<EventCall>(['a', 0, 9, append('x'), '2'], ['a', 1, 9, append('y'), '1']), EVENT_SPECIFICATION)).not.toBeNull();
  });

  test('on one object of many, whose calls alone are told', () => {
    const others = Array.from({ length: 50 }, (_, n): Line<ArtifactCall> => ['c', n, n + 30, put(`other-${n}`, n), `version ${n}`]);
    const problem = judgeHistory(history<ArtifactCall>(...others, ['a', 0, 1, put('h', 1), 'version 1'], ['b', 2, 3, get('h'), 'ARTIFACT_NOT_FOUND']), ARTIFACT_SPECIFICATION);
    expect(problem).toMatch(/^no order of calls, one after the other and those of one process or handle as it made them, explains what was told here:\n.*version: 1\).*\n.*get.*$/);
  });
});

test('a history that is too wide to be searched is undecided, which is neither', () => {
  const wide = Array.from({ length: 24 }, (_, n): Line<EventCall> => [`p${n}`, 0, null, append(`e${n}`), null]);
  const impossible = history<EventCall>(...wide, ['a', 0, 1, COUNT, '25']);
  expect(findOrder(impossible, EVENT_SPECIFICATION, 1000)).toBe('undecided');
  expect(() => judgeHistory(impossible, EVENT_SPECIFICATION, 1000)).toThrow(UndecidedError);
});

test('hundreds of overlapping operations are judged at once', () => {
  const lines = Array.from({ length: 300 }, (_, n): Line<EventCall> => [`p${n % 4}`, 10 * n, 10 * n + 39, append(`e${n}`), String(n + 1)]);
  expect(findOrder(history<EventCall>(...lines, ['q', 0, 9, COUNT, '1']), EVENT_SPECIFICATION, 2000)).toBe('order');
});

interface RegisterCall extends Call {
  readonly on: 'register';
  readonly do: 'read' | 'write' | 'add';
  readonly value: number;
}

/** A number that can be read, set, and added to: `add` gives the number before. */
const REGISTER: Specification<RegisterCall, number> = {
  initial: 0,
  key: String,
  run: (state, { do: what, value }) => ({ state: what === 'read' ? state : what === 'write' ? value : state + value, outcome: what === 'write' ? 'ok' : String(state) }),
};

const CALL = fc.record({ on: fc.constant('register' as const), do: fc.constantFrom('read' as const, 'write' as const, 'add' as const), value: fc.integer({ min: 0, max: 2 }) });
const STEP = fc.record({ call: CALL, process: fc.constantFrom('a', 'b', 'c'), before: fc.integer({ min: 0, max: 25 }), after: fc.integer({ min: 0, max: 25 }), died: fc.boolean() });

/** One after the other, each at its moment, then stretched: called earlier and returned later, but within its own process in order. */
function stretched(steps: readonly { readonly call: RegisterCall; readonly process: string; readonly before: number; readonly after: number }[]): Operation<RegisterCall>[] {
  let state = 0;
  const free = new Map<string, number>();
  return steps.map(({ call, process, before, after }, index) => {
    const moment = 10 * (index + 1);
    const next = steps.findIndex((step, place) => place > index && step.process === process);
    const { state: then, outcome } = REGISTER.run(state, call);
    state = then;
    const calledAt = Math.max(moment - before, free.get(process) ?? 0);
    const returnedAt = Math.min(moment + after, next < 0 ? Number.POSITIVE_INFINITY : 10 * (next + 1) - 1);
    free.set(process, returnedAt);
    return { process, call, calledAt, returnedAt, outcome };
  });
}

describe('random histories', () => {
  test('made by stretching the calls of a sequential one have an order, also when some never returned', () => {
    fc.assert(fc.property(fc.array(STEP, { maxLength: 12 }), (steps) => {
      const made = stretched(steps);
      expect(judgeHistory(made, REGISTER)).toBeNull();
      const someDied = made.map((operation, index) => (steps[index]?.died === true ? { ...operation, returnedAt: null, outcome: null } : operation));
      expect(judgeHistory(someDied, REGISTER)).toBeNull();
    }), { numRuns: 300 });
  });

  test('with one outcome changed are judged as by trying every order, and the part that is shown has none', () => {
    let rejected = 0;
    fc.assert(fc.property(fc.array(STEP, { minLength: 1, maxLength: 6 }), fc.nat(), fc.integer({ min: 0, max: 4 }), (steps, which, outcome) => {
      const changed = stretched(steps).map((operation, index) => (index === which % steps.length ? { ...operation, outcome: String(outcome) } : operation));
      const possible = hasOrder(changed);
      expect(judgeHistory(changed, REGISTER) === null).toBe(possible);
      if (possible) return;
      rejected += 1;
      const { operations, others } = shortestPart(changed, REGISTER);
      const forgotten = others.map((one) => ({ ...one, outcome: null }));
      expect(hasOrder([...operations, ...forgotten])).toBe(false);
      for (const operation of operations) {
        const without = operations.map((one) => (one === operation ? { ...one, outcome: null } : one));
        expect(hasOrder([...without, ...forgotten]), 'with less it would have one').toBe(true);
      }
    }), { numRuns: 400 });
    expect(rejected).toBeGreaterThan(50);
  });
});

function partOf<C extends Call, S>(operations: readonly Operation<C>[], specification: Specification<C, S>): string[] {
  expect(findOrder(operations, specification)).toBe('no order');
  return shortestPart(operations, specification).operations.map(({ process }) => process);
}

/** By trying every order, with and without those whose outcome nobody knows. */
function hasOrder(operations: readonly Operation<RegisterCall>[], state = 0): boolean {
  const required = operations.filter(({ outcome }) => outcome !== null);
  if (required.length === 0) return true;
  return operations.some((operation) => {
    const rest = operations.filter((one) => one !== operation);
    const mayBeFirst = required.every((one) => one === operation || !comesBefore(one, operation));
    if (!mayBeFirst) return false;
    const { state: then, outcome } = REGISTER.run(state, operation.call);
    if (operation.outcome !== null && operation.outcome !== outcome) return false;
    // What had returned before it was called comes before it, or never.
    return hasOrder(rest.filter((one) => one.outcome !== null || one.returnedAt === null || one.returnedAt >= operation.calledAt), then);
  });
}

function comesBefore(one: Operation<RegisterCall>, other: Operation<RegisterCall>): boolean {
  return (one.returnedAt !== null && one.returnedAt < other.calledAt) || (one.process === other.process && one.calledAt < other.calledAt);
}
