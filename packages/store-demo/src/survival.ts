import type { Receipt } from './agent/receipt.ts';

/** What became of the writes that were acknowledged before a process was killed. */
export interface Survival {
  readonly acknowledged: number;
  readonly found: number;
  /** Acknowledged and not there. */
  readonly lost: readonly string[];
  /** Acknowledged and there, but not as it was. */
  readonly changed: readonly string[];
  /** There without having been acknowledged: a write that was under way. Whether it is there is up to the store. */
  readonly unacknowledged: readonly string[];
}

/** @param acknowledged in the order of the writes: of a record that was replaced, the last counts. */
export function compareSurvival(acknowledged: readonly Receipt[], found: readonly Receipt[]): Survival {
  const expected = new Map(acknowledged.map((receipt) => [name(receipt), receipt.fingerprint]));
  const present = new Map(found.map((receipt) => [name(receipt), receipt.fingerprint]));
  const names = [...expected.keys()];
  return {
    acknowledged: expected.size,
    found: names.filter((key) => present.get(key) === expected.get(key)).length,
    lost: names.filter((key) => !present.has(key)),
    changed: names.filter((key) => present.has(key) && present.get(key) !== expected.get(key)),
    unacknowledged: [...present.keys()].filter((key) => !expected.has(key)),
  };
}

function name({ collection, id }: Receipt): string {
  return `${collection} ${id}`;
}
