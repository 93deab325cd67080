import { judgeHistory } from '../linearizability/judge-history.ts';
import type { Operation } from '../linearizability/operation.ts';
import type { Specification } from '../linearizability/specification.ts';
import type { Step } from './program.ts';
import type { RaceCall } from './race-call.ts';

/** What several clients do to one scope at once. */
export interface Workload<C extends RaceCall> {
  /** The calls of a client (from 0), other ones each time. */
  program(client: number, random: () => number): readonly Step<C>[];
  /** Reads that are made when all have ended: they show what was lost. */
  readonly afterwards: readonly C[];
  /** Null, or what is wrong with what they were told. */
  judge(history: readonly Operation<C>[]): string | null;
}

/** A workload whose history is judged by a specification. */
export function workload<C extends RaceCall, S>(
  specification: Specification<C, S>,
  program: (client: number, random: () => number) => readonly (C | Step<C>)[],
  afterwards: readonly C[],
): Workload<C> {
  return {
    program: (client, random) => program(client, random).map((step) => ('call' in step ? step : { call: step })),
    afterwards,
    judge: (history) => judgeHistory(history.filter(tells), specification),
  };
}

/** Whether the contract says what comes of it: a store that stayed busy changed nothing, and a stream may meet with another version. */
function tells({ call, outcome }: Operation<RaceCall>): boolean {
  return outcome !== 'STORE_BUSY' && !(call.do === 'stream' && outcome === 'ARTIFACT_CONFLICT');
}
