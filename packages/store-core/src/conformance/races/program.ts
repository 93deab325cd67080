import type { Store } from '../../contract/store.ts';
import type { Operation } from '../linearizability/operation.ts';
import { makeCall, type RaceCall } from './race-call.ts';

/** One call of a program. It survives JSON. */
export interface Step<C extends RaceCall> {
  readonly call: C;
  /** The call before told what this one goes by: the offset that it expects, or the version that it is to replace. Default: false. */
  readonly asTold?: boolean;
}

/** A call was made, or it returned. `n` counts the calls of the program. */
export type Note<C extends RaceCall> =
  | { readonly n: number; readonly at: number; readonly call: C }
  | { readonly n: number; readonly at: number; readonly outcome: string };

/** How a program is run. */
export interface Running<C extends RaceCall> {
  /** Nanoseconds. */
  readonly now: () => number;
  readonly note: (note: Note<C>) => void;
  /** How many calls are made at a time before they are waited for. Default: 1. */
  readonly atOnce?: number;
}

/** Makes the calls in order and notes each call and each return when it happens. */
export async function runProgram<C extends RaceCall>(store: Store, steps: readonly Step<C>[], { now, note, atOnce = 1 }: Running<C>): Promise<void> {
  let told = '';
  const one = async (n: number, { call, asTold }: Step<C>): Promise<void> => {
    const made = asTold === true ? goingBy(call, told) : call;
    note({ n, at: now(), call: made });
    const outcome = await makeCall(store, made);
    note({ n, at: now(), outcome });
    told = outcome;
  };
  for (let start = 0; start < steps.length; start += atOnce) {
    await Promise.all(steps.slice(start, start + atOnce).map(async (step, index) => await one(start + index, step)));
  }
}

/** The notes of one process as operations. */
export function operationsOf<C extends RaceCall>(process: string, notes: readonly Note<C>[]): Operation<C>[] {
  const returns = new Map(notes.flatMap((note) => ('outcome' in note ? [[note.n, note] as const] : [])));
  return notes.flatMap((note) => {
    if (!('call' in note)) return [];
    const { at = null, outcome = null } = returns.get(note.n) ?? {};
    return [{ process, call: note.call, calledAt: note.at, returnedAt: at, outcome }];
  });
}

function goingBy<C extends RaceCall>(call: C, told: string): C {
  const number = /\d+/u.exec(told)?.[0];
  if (call.on !== 'artifacts') return { ...call, expectedOffset: Number(number ?? 0) };
  return number === undefined ? { ...call, ifAbsent: true } : { ...call, ifMatch: Number(number) };
}
