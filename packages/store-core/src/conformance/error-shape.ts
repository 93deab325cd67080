import type { StoreError, StoreErrorCode } from '../errors.ts';
import type { Expect } from './expect.ts';

/** The facts that errors carry in `details`, each under a name that programs may rely on. */
const DETAILS: Partial<Readonly<Record<StoreErrorCode, readonly string[]>>> = {
  ITEM_NOT_FOUND: ['id'],
  DUPLICATE_ITEM: ['id'],
  IDEMPOTENCY_CONFLICT: ['id', 'offset'],
  OFFSET_CONFLICT: ['expected', 'actual'],
  ARTIFACT_NOT_FOUND: ['handle'],
  ARTIFACT_CONFLICT: ['handle'],
  INVALID_ARGUMENT: ['argument'],
  INVALID_VALUE: ['path'],
  INVALID_HANDLE: ['handle'],
  CORRUPT: ['where'],
};

/** The name of a fact that is not among the details of an error of this code; undefined: all are there. */
export function missingDetail({ code, details }: StoreError): string | undefined {
  return DETAILS[code]?.find((name) => !Object.hasOwn(details, name));
}

/** The error names the place of the value: in `path`, in `details.path`, and in its message. */
export function isInvalidValueAt(expect: Expect, error: StoreError, path: string, what: string): void {
  expect.equal('path' in error ? error.path : undefined, path, `${what}: path of the error`);
  expect.equal(error.details['path'], path, `${what}: details.path of the error`);
  expect.ok(error.message.includes(path), `${what}: the message names the path ${path}: ${error.message}`);
}
