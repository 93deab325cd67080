import type { Specification } from '../linearizability/specification.ts';
import type { FactCall } from './fact-calls.ts';

/** `id key value`, by id; the ids sort alike by any order. */
type Facts = ReadonlyMap<string, { readonly key: string; readonly value: string }>;

/** The facts of one scope, as the contract has it: `put` replaces whole, lists are sorted. */
export const FACT_SPECIFICATION: Specification<FactCall, Facts> = {
  initial: new Map(),
  key: (facts) => listed(facts),
  run(facts, call) {
    switch (call.do) {
      case 'put':
        return { state: new Map([...facts, [call.id, { key: call.key, value: call.value }]]), outcome: 'put' };
      case 'get':
        return { state: facts, outcome: listed(facts, ([id]) => id === call.id) || 'ITEM_NOT_FOUND' };
      case 'delete':
        if (!facts.has(call.id)) return { state: facts, outcome: 'ITEM_NOT_FOUND' };
        return { state: new Map([...facts].filter(([id]) => id !== call.id)), outcome: 'deleted' };
      case 'getByKey':
        return { state: facts, outcome: listed(facts, ([, { key }]) => key === call.key) };
      case 'all':
        return { state: facts, outcome: listed(facts) };
      default:
        return { state: facts, outcome: sorted(new Set(Array.from(facts.values(), ({ key }) => key))).join(', ') };
    }
  },
};

type Entry = readonly [id: string, fact: { readonly key: string; readonly value: string }];

function listed(facts: Facts, accepts: (entry: Entry) => boolean = () => true): string {
  return sorted(Array.from(facts).filter(accepts).map(([id, { key, value }]) => `${id} ${key} ${value}`)).join(', ');
}

function sorted(texts: Iterable<string>): string[] {
  return Array.from(texts).sort((a, b) => (a < b ? -1 : 1));
}
