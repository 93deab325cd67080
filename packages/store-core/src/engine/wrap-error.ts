import type { Adapter } from '../backend/adapter.ts';
import { BackendError, isStoreError, type StoreError } from '../errors.ts';

/** What an adapter says of its errors. */
export type ErrorSource = Pick<Adapter<object>, 'name' | 'toStoreError'>;

/** Runs a step of an adapter; what it throws that is no StoreError becomes a BackendError with that as its cause. */
export async function wrapped<T>(adapter: ErrorSource, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw wrapError(adapter, error);
  }
}

/** A StoreError as it is, anything else as what the adapter makes of it, or as the cause of a BackendError. */
export function wrapError({ name: adapter, toStoreError }: ErrorSource, thrown: unknown): StoreError {
  if (isStoreError(thrown)) return thrown;
  const error = toStoreError === undefined ? thrown : toStoreError(thrown);
  if (isStoreError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new BackendError(`${adapter}: ${reason}`, { cause: error, details: { adapter, ...systemCode(error) } });
}

/** The code of a system error, as ENOSPC. */
function systemCode(error: unknown): { reason?: string } {
  if (typeof error !== 'object' || error === null || !('code' in error)) return {};
  return typeof error.code === 'string' ? { reason: error.code } : {};
}
