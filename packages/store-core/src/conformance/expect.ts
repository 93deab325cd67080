import type { Store } from '../contract/store.ts';
import { isStoreError } from '../errors.ts';
import type { StoreError, StoreErrorCode } from '../errors.ts';
import { exportStore } from '../index.ts';
import { missingDetail } from './error-shape.ts';
import { firstDifference } from './first-difference.ts';
import { showDifference } from './show-difference.ts';
import { show } from './show.ts';

/** The assertions of the kit. Each is counted. */
export interface Expect {
  /** Deep and strict: a member that is `undefined` differs from one that is absent, -0 from 0, a hole from `undefined`. Bytes are compared as bytes. */
  equal(actual: unknown, expected: unknown, what: string): void;
  /** The condition must be true. */
  ok(condition: boolean, what: string): void;
  /** The action must reject (a function may also throw) with a StoreError of this code that has a message and its details. Gives the error. */
  rejects(action: Promise<unknown> | (() => unknown), code: StoreErrorCode, what: string): Promise<StoreError>;
  /** The action must succeed. Gives its result. Not needed where what is said of the case is enough. */
  resolves<T>(action: () => Promise<T>, what: string): Promise<T>;
  /** Whatever the action does, the whole store's export is the same bytes before and after. */
  unchanged(store: Store, action: () => Promise<unknown>, what: string): Promise<void>;
}

/** An assertion that did not hold. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
}

/** What an async iterable yields, as a list. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** An Expect, and how many assertions it has seen. */
export class CountingExpect implements Expect {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  equal(actual: unknown, expected: unknown, what: string): void {
    this.#count += 1;
    const difference = firstDifference(actual, expected);
    if (difference === null) return;
    const shown = showDifference(difference);
    fail(`${what}: expected${shown.where} ${shown.expected}, got ${shown.actual}`);
  }

  ok(condition: boolean, what: string): void {
    this.#count += 1;
    if (!condition) fail(`does not hold: ${what}`);
  }

  async rejects(action: Promise<unknown> | (() => unknown), code: StoreErrorCode, what: string): Promise<StoreError> {
    this.#count += 1;
    let result: unknown;
    try {
      result = await (typeof action === 'function' ? action() : action);
    } catch (error) {
      return checkedError(error, code, what);
    }
    return fail(`${what}: expected ${code}, but it succeeded with ${show(result)}`);
  }

  async resolves<T>(action: () => Promise<T>, what: string): Promise<T> {
    this.#count += 1;
    try {
      return await action();
    } catch (error) {
      const got = isStoreError(error) ? `${show(error.code)} (${error.message})` : show(error);
      return fail(`${what}: expected to succeed, got ${got}`, error);
    }
  }

  async unchanged(store: Store, action: () => Promise<unknown>, what: string): Promise<void> {
    this.#count += 1;
    const before = await collect(exportStore(store));
    await action();
    const after = await collect(exportStore(store));
    const difference = firstDifference(after, before);
    if (difference === null) return;
    const shown = showDifference(difference);
    fail(`${what}: it changed the store; export${shown.where} was ${shown.expected}, is ${shown.actual}`);
  }
}

function checkedError(error: unknown, code: StoreErrorCode, what: string): StoreError {
  if (!isStoreError(error)) return fail(`${what}: expected ${code}, got what is no StoreError: ${show(error)}`, error);
  if (error.code !== code) return fail(`${what}: expected ${code}, got ${show(error.code)} (${error.message})`, error);
  const missing = missingDetail(error);
  if (missing !== undefined) return fail(`${what}: ${code} has no details.${missing} (${error.message})`, error);
  if (typeof error.message !== 'string' || error.message.trim() === '') return fail(`${what}: ${code} has no message`, error);
  return error;
}

function fail(message: string, cause?: unknown): never {
  throw new ExpectationError(message, cause === undefined ? undefined : { cause });
}
