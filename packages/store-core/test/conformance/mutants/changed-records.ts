import type { Store } from '../../../src/index.ts';
import { type Change, overriding } from './mutant.ts';

/** Changes a record that is about to be written, whatever its type. */
export type ChangeRecord = <T>(record: T) => T;

/** Stores that write other records than they were given. */
export function changingRecords(change: ChangeRecord): Change {
  return ({ events, ledger, episodes, facts }: Store) => ({
    events: overriding(events, {
      append: async (item, options) => await events.append(change(item), options),
      appendMany: async (items, options) => await events.appendMany(each(items, change), options),
    }),
    ledger: overriding(ledger, {
      append: async (event, options) => await ledger.append(change(event), options),
      appendMany: async (list, options) => await ledger.appendMany(each(list, change), options),
    }),
    episodes: overriding(episodes, { add: async (episode) => await episodes.add(change(episode)) }),
    facts: overriding(facts, { put: async (fact) => await facts.put(change(fact)) }),
  });
}

/** Stores that write other members than they were given: `change` is asked for every one. */
export function changingMembers(change: (name: string, value: unknown) => unknown): Change {
  return changingRecords((record) => {
    if (!isRecord(record)) return record;
    const changed = Object.keys(record).map((name) => [name, change(name, Reflect.get(record, name))] as const);
    return { ...record, ...Object.fromEntries(changed) };
  });
}

/** Stores that write other metadata and payloads than they were given. */
export function changingJson(change: (value: unknown) => unknown): Change {
  return changingMembers((name, value) => (name === 'metadata' || name === 'payload' ? change(value) : value));
}

/**
 * A copy of plain objects and arrays in which each other value is what `change` makes of it. What lies deeper than JSON may be, or in
 * a cycle, is left as it is.
 */
export function deepChanged(value: unknown, change: (value: unknown) => unknown, depth = 0): unknown {
  if (depth > 70 || typeof value !== 'object' || value === null || isSpecial(value)) return change(value);
  if (Array.isArray(value)) return value.map((each) => deepChanged(each, change, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deepChanged(each, change, depth + 1)]));
}

/** Whether a value is an object that members can be asked for. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function each<T>(records: readonly T[], change: ChangeRecord): readonly T[] {
  return Array.isArray(records) ? records.map((record: T) => change(record)) : records;
}

/** No plain object, and no array with all of its elements. */
function isSpecial(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Object.getOwnPropertySymbols(value).length > 0) return true;
  if (Array.isArray(value)) return prototype !== Array.prototype || Object.keys(value).length !== value.length;
  return prototype !== Object.prototype && prototype !== null;
}
