/** Where two values differ first, as `[2].metadata.x`; an empty path is the value itself. */
export interface Difference {
  readonly path: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

/**
 * Compares deeply and strictly; null if there is no difference. Members count as a set, their order does not.
 * Not understood, and so equal only to themselves: class instances, functions and symbols.
 */
export function firstDifference(actual: unknown, expected: unknown, path = ''): Difference | null {
  if (Object.is(actual, expected)) return null;
  const different: Difference = { path, actual, expected };
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return different;
  if (actual instanceof Uint8Array && expected instanceof Uint8Array) return sameBytes(actual, expected) ? null : different;
  if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) return different;
  if (actual instanceof Date && expected instanceof Date) return Object.is(actual.getTime(), expected.getTime()) ? null : different;
  if (actual instanceof Map && expected instanceof Map) return firstDifference([...actual], [...expected], path) && different;
  if (actual instanceof Set && expected instanceof Set) return firstDifference([...actual], [...expected], path) && different;
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.length === expected.length ? differenceInMembers(actual, expected, path) : different;
  }
  return isPlain(actual) ? differenceInMembers(actual, expected, path) : different;
}

function differenceInMembers(actual: object, expected: object, path: string): Difference | null {
  const keys = new Set([...Reflect.ownKeys(expected), ...Reflect.ownKeys(actual)]);
  for (const key of keys) {
    const at = `${path}${step(key)}`;
    if (!Object.hasOwn(actual, key)) return { path: at, actual: ABSENT, expected: member(expected, key) };
    if (!Object.hasOwn(expected, key)) return { path: at, actual: member(actual, key), expected: ABSENT };
    const difference = firstDifference(member(actual, key), member(expected, key), at);
    if (difference !== null) return difference;
  }
  return null;
}

/** Stands in a Difference for a member that is not there. */
export const ABSENT: unique symbol = Symbol('no such member');

function member(object: object, key: PropertyKey): unknown {
  return Reflect.get(object, key);
}

function step(key: PropertyKey): string {
  if (typeof key === 'symbol') return `[${String(key)}]`;
  if (/^\d+$/.test(String(key))) return `[${String(key)}]`;
  return `.${String(key)}`;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] !== right[index]) return false;
  }
  return true;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
