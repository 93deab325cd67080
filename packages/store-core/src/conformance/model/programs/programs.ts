import fc from 'fast-check';
import { mostly, oneOf } from './arbitraries.ts';
import { artifactCalls } from './artifact-calls.ts';
import { EVENT_CALLS } from './event-calls.ts';
import { BAD_IDENTIFIERS } from './faults.ts';
import { LEDGER_CALLS } from './ledger-calls.ts';
import { EPISODE_CALLS, FACT_CALLS } from './memory-calls.ts';
import type { MethodCalls } from './method.ts';
import { renamed } from './names.ts';
import { Pieces } from './pieces.ts';
import { SCOPES } from './pools.ts';
import type { Call, Program, Step } from './steps.ts';

/** What programs are made of. */
export interface ProgramOptions {
  /** The most commands of a program. Default: 25. */
  readonly commands?: number | undefined;
  /** Whether a store is also opened again with `readOnly`. Default: false. */
  readonly readOnly?: boolean | undefined;
  /** Whether the store is closed, and called after that, before it is opened again. Default: true. */
  readonly close?: boolean | undefined;
  /** Whether artifacts are also read with selectors that the model does not know. Default: false. */
  readonly everySelector?: boolean | undefined;
}

/** The most commands of a program unless told otherwise. */
export const DEFAULT_COMMANDS = 25;

/** Programs of every method of the contract, with small pools of names that meet, hostile strings, and arguments that are refused. */
export function programs(options: ProgramOptions = {}): fc.Arbitrary<Program> {
  const { commands = DEFAULT_COMMANDS, readOnly = false, close = true, everySelector = false } = options;
  const rooms = [EVENT_CALLS, LEDGER_CALLS, artifactCalls(everySelector), EPISODE_CALLS, FACT_CALLS];
  const steps = (methods: readonly MethodCalls[]): fc.Arbitrary<Program> => fc.array(stepsOf(methods, readOnly, close), { maxLength: commands, size: 'max' });
  // In a program about one of the five stores, more of what is asked for is there.
  return renamed(fc.oneof({ weight: 2, arbitrary: steps(rooms.flat()) }, ...rooms.map((room) => ({ weight: 1, arbitrary: steps(room) }))));
}

function stepsOf(methods: readonly MethodCalls[], readOnly: boolean, close: boolean): fc.Arbitrary<Step> {
  const scopes = mostly(fc.constant('default'), fc.constantFrom(...SCOPES), 4);
  const calls = callsOf(methods, scopes);
  // What a stream sees, and where a put of a stream has its place, is not told by the order of the calls.
  const ordered = callsOf(methods.filter(({ method }) => method !== 'stream'), scopes).filter(({ args }) => !args.some((arg) => arg instanceof Pieces && !arg.complete));
  const closing = close ? mostly(fc.constant(false), fc.constant(true), 30) : fc.constant(false);
  const reopening = readOnly ? mostly(fc.constant(false), fc.constant(true), 4) : fc.constant(false);
  return fc.oneof(
    { weight: 150, arbitrary: calls },
    { weight: 30, arbitrary: fc.record({ kind: fc.constant('together' as const), calls: fc.array(ordered, { minLength: 1, maxLength: 6 }), close: closing }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('scopes' as const), scope: scopes }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('verify' as const), scope: scopes }) },
    { weight: 4, arbitrary: fc.constant({ kind: 'export' as const }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('view' as const), scope: mostly(scopes, oneOf<string>(BAD_IDENTIFIERS), 6) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('closeView' as const), scope: fc.constantFrom(...SCOPES) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('reopen' as const), scope: scopes, readOnly: reopening }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), scope: scopes }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('tick' as const), milliseconds: fc.constantFrom(1, -1, 3_600_000, -86_400_000) }) },
    ...(close ? [{ weight: 1, arbitrary: fc.constant({ kind: 'close' as const }) }] : []),
  );
}

function callsOf(methods: readonly MethodCalls[], scopes: fc.Arbitrary<string>): fc.Arbitrary<Call> {
  const calls = fc.oneof(...methods.map(({ weight, calls }) => ({ weight, arbitrary: calls })));
  return fc.tuple(calls, scopes, mostly(fc.constant(false), fc.constant(true), 8)).map(([call, scope, ownView]) => ({ ...call, scope, ownView }));
}
