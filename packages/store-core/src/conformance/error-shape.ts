import type { StoreError } from '../errors.ts';
import type { Expect } from './expect.ts';

/** The error names the place of the value: in `path`, in `details.path`, and in its message. */
export function isInvalidValueAt(expect: Expect, error: StoreError, path: string, what: string): void {
  expect.equal('path' in error ? error.path : undefined, path, `${what}: path of the error`);
  expect.equal(error.details['path'], path, `${what}: details.path of the error`);
  expect.ok(error.message.includes(path), `${what}: the message names the path ${path}: ${error.message}`);
}
