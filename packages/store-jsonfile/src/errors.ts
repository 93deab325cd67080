import { CorruptStoreError, SchemaVersionError } from '@cw/store-core';

/** Stored data that does not read back as it was written; `where` is a file, or a file and a line. */
export function corrupt(where: string, problem: string, cause?: unknown): CorruptStoreError {
  return new CorruptStoreError(`${where}: ${problem}`, { details: { where }, ...(cause === undefined ? {} : { cause }) });
}

/** A path at which something else than a store of this version stands. */
export function notOurs(path: string, problem: string): SchemaVersionError {
  return new SchemaVersionError(`${path}: ${problem}`, { details: { path } });
}

/** The code of a system error, as ENOENT; undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
