import type { Store } from '../contract/store.ts';
import { collect } from './expect.ts';
import { item, ledgerEvent } from './samples.ts';

/** An argument of a call that is a count, an offset or a bound. */
export interface CountArgument {
  readonly name: string;
  readonly ask: (store: Store, count: number) => Promise<unknown>;
}

/** How many to give: 0 is none, and every number above what there is gives all. For a store that `fill` has filled. */
export const LIMIT_ARGUMENTS: readonly CountArgument[] = [
  { name: 'events.tail', ask: async ({ events }, n) => await events.tail(n) },
  { name: 'events.query limit', ask: async ({ events }, limit) => await events.query({ limit }) },
  { name: 'events.query limit, descending', ask: async ({ events }, limit) => await events.query({ limit, order: 'desc' }) },
  { name: 'events.query limit with kinds', ask: async ({ events }, limit) => await events.query({ limit, kinds: ['user_turn', 'tool_result'] }) },
  { name: 'events.stream limit', ask: async ({ events }, limit) => await collect(events.stream({ limit })) },
  { name: 'ledger.query limit', ask: async ({ ledger }, limit) => await ledger.query({ limit }) },
  { name: 'ledger.query limit with actor', ask: async ({ ledger }, limit) => await ledger.query({ limit, actor: 'agent' }) },
  { name: 'ledger.stream limit', ask: async ({ ledger }, limit) => await collect(ledger.stream({ limit })) },
  { name: 'artifacts.listRefs limit', ask: async ({ artifacts }, limit) => await artifacts.listRefs({ limit }) },
  { name: 'episodes.latest', ask: async ({ episodes }, n) => await episodes.latest(n) },
  { name: 'episodes.search topK', ask: async ({ episodes }, topK) => await episodes.search('summary', { topK }) },
];

/** Offsets and bounds from which a read begins: beyond the end, they give nothing. */
export const START_ARGUMENTS: readonly CountArgument[] = [
  { name: 'events.query since', ask: async ({ events }, since) => await events.query({ since }) },
  { name: 'events.query since, descending', ask: async ({ events }, since) => await events.query({ since, order: 'desc' }) },
  { name: 'events.stream since', ask: async ({ events }, since) => await collect(events.stream({ since })) },
  { name: 'ledger.tail', ask: async ({ ledger }, fromOffset) => await ledger.tail(fromOffset) },
  { name: 'ledger.query since', ask: async ({ ledger }, since) => await ledger.query({ since }) },
  { name: 'ledger.stream since', ask: async ({ ledger }, since) => await collect(ledger.stream({ since })) },
  { name: 'artifacts.stream start', ask: async ({ artifacts }, start) => await collect(artifacts.stream('result:1', { start })) },
];

/** The rest. */
export const OTHER_COUNT_ARGUMENTS: readonly CountArgument[] = [
  { name: 'artifacts.stream end', ask: async ({ artifacts }, end) => await collect(artifacts.stream('result:1', { end })) },
  { name: 'events.append expectedOffset', ask: async ({ events }, expectedOffset) => await events.append(item('new'), { expectedOffset }) },
  { name: 'events.appendMany expectedOffset', ask: async ({ events }, expectedOffset) => await events.appendMany([], { expectedOffset }) },
  { name: 'ledger.append expectedOffset', ask: async ({ ledger }, expectedOffset) => await ledger.append(ledgerEvent('new'), { expectedOffset }) },
  { name: 'ledger.appendMany expectedOffset', ask: async ({ ledger }, expectedOffset) => await ledger.appendMany([], { expectedOffset }) },
];
