import { isStoreError } from '../../errors.ts';
import { firstDifference } from '../first-difference.ts';
import { show } from '../show.ts';

/** What became of a call: its value, or the code of its error and, of an INVALID_VALUE, the path that it names (null: any). */
export type Outcome = { readonly value: unknown } | { readonly code: string; readonly path: string | null };

export function rejection(error: unknown): Outcome {
  if (!isStoreError(error)) return { code: `no StoreError: ${show(error)}`, path: null };
  if (typeof error.message !== 'string' || error.message.trim() === '') return { code: `${error.code} without a message`, path: null };
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null;
  return { code: error.code, path: error.code === 'INVALID_VALUE' ? path : null };
}

/** What is different, as a sentence; null if nothing is. */
export function difference(actual: Outcome, expected: Outcome): string | null {
  if ('value' in actual && 'value' in expected) return differentValue(actual.value, expected.value);
  const wanted = describeOutcome(expected);
  if ('value' in actual) return `expected ${wanted}, but it succeeded with ${show(actual.value)}`;
  if ('value' in expected) return `expected ${wanted}, got ${describeOutcome(actual)}`;
  if (actual.code === expected.code && (expected.path === null || actual.path === expected.path)) return null;
  return `expected ${wanted}, got ${describeOutcome(actual)}`;
}

function differentValue(actual: unknown, expected: unknown): string | null {
  const found = firstDifference(actual, expected);
  if (found !== null && Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length && isLong(actual, expected)) return differentList(actual, expected);
  if (found !== null) return `expected${found.path === '' ? '' : ` at ${found.path}`} ${show(found.expected)}, got ${show(found.actual)}`;
  const [order, canonical] = [keyOrder(actual), keyOrder(expected)];
  return order === canonical ? null : `expected the keys of JSON in canonical order, ${show(canonical)}, got ${show(order)}`;
}

function isLong(actual: unknown, expected: unknown): boolean {
  return show(actual).length + show(expected).length > 250;
}

/** Of long lists, as the lines of an export, the first place that differs tells more than the whole. */
function differentList(actual: readonly unknown[], expected: readonly unknown[]): string {
  const index = Array.from(expected.length > actual.length ? expected : actual).findIndex((_, at) => at >= Math.min(actual.length, expected.length) || firstDifference(actual[at], expected[at]) !== null);
  const at = (list: readonly unknown[]): string => (index < list.length ? show(list[index]) : 'nothing');
  return `expected ${expected.length} in all, at [${index}] ${at(expected)}, got ${actual.length}, at [${index}] ${at(actual)}`;
}

/** The JSON of the records in a result as text, in which the order of its keys shows; that of other members is left open. */
function keyOrder(value: unknown): string {
  if (Array.isArray(value)) return value.map(keyOrder).join('');
  if (typeof value !== 'object' || value === null) return '';
  return ['metadata', 'payload'].map((member) => JSON.stringify(Reflect.get(value, member)) ?? '').join('');
}

function describeOutcome(outcome: Outcome): string {
  if ('value' in outcome) return show(outcome.value);
  return outcome.path === null ? outcome.code : `${outcome.code} at ${outcome.path}`;
}
