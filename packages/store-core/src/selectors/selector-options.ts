import { isStoreError, SelectorError } from '../errors.ts';
import type { CustomSelector } from '../contract/selector.ts';
import { describe } from '../values/describe.ts';
import { isCount } from '../values/numbers.ts';

/** A copy of a selector from outside: a plain object with a `type`, each member read once. @throws SelectorError */
export function copySelector(selector: unknown): CustomSelector {
  try {
    return copyMembers(selector);
  } catch (cause) {
    if (isStoreError(cause)) throw cause;
    throw new SelectorError('the selector could not be read', { cause });
  }
}

function copyMembers(selector: unknown): CustomSelector {
  if (typeof selector !== 'object' || selector === null || !isPlain(selector)) {
    throw new SelectorError(`a selector must be a plain object with a type, not ${describe(selector)}`);
  }
  const members: [string, unknown][] = [];
  for (const key of Reflect.ownKeys(selector)) {
    if (typeof key === 'symbol') throw new SelectorError(`a selector takes no symbol as a key: ${String(key)}`);
    members.push([key, Reflect.get(selector, key)]);
  }
  const { type, ...options }: { readonly [member: string]: unknown } = Object.fromEntries(members);
  if (typeof type !== 'string') throw new SelectorError(`a selector's type must be a string, not ${describe(type)}`);
  return { ...options, type };
}

/** Refuses every key but `type` and the known ones, also one whose value is undefined: it is a misspelling all the same. @throws SelectorError */
export function checkKeys(selector: CustomSelector, known: readonly string[]): void {
  const unknown = Object.keys(selector).find((key) => key !== 'type' && !known.includes(key));
  if (unknown === undefined) return;
  const takes = known.length === 0 ? 'no options' : known.join(', ');
  throw refuse(selector, unknown, `is not an option; ${selector.type} takes ${takes}`);
}

/** A count: a safe integer, 0 or more. @throws SelectorError */
export function countOption<Fallback extends number | undefined>(
  selector: CustomSelector,
  key: string,
  fallback: Fallback,
): number | Fallback {
  const value = selector[key];
  if (value === undefined) return fallback;
  if (isCount(value)) return value + 0;
  throw refuse(selector, key, `must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not ${describe(value)}`);
}

/** True or false. @throws SelectorError */
export function flagOption<Fallback extends boolean | undefined>(
  selector: CustomSelector,
  key: string,
  fallback: Fallback,
): boolean | Fallback {
  const value = selector[key];
  if (value === undefined) return fallback;
  if (typeof value === 'boolean') return value;
  throw refuse(selector, key, `must be true or false, not ${describe(value)}`);
}

/** A string that must be there. @throws SelectorError */
export function textOption(selector: CustomSelector, key: string): string {
  const value = selector[key];
  if (typeof value === 'string') return value;
  throw refuse(selector, key, `must be a string, not ${describe(value)}`);
}

/** An array, copied. @throws SelectorError */
export function arrayOption(selector: CustomSelector, key: string): readonly unknown[] {
  const value: unknown = selector[key];
  if (Array.isArray(value)) return Array.from<unknown>(value);
  throw refuse(selector, key, `must be an array, not ${describe(value)}`);
}

/** The error for an option that the selector does not take. */
export function refuse(selector: CustomSelector, key: string, problem: string): SelectorError {
  return new SelectorError(`${selector.type}: ${key} ${problem}`, { details: { type: selector.type, key } });
}

function isPlain(object: object): boolean {
  if (Array.isArray(object)) return false;
  const prototype: unknown = Object.getPrototypeOf(object);
  // Object.prototype of any realm has no prototype of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
