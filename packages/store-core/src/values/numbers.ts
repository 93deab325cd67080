import { InvalidArgumentError, InvalidValueError } from '../errors.ts';
import { describe } from './describe.ts';

/** A count or an offset among a call's arguments: a safe integer, 0 or more. @throws InvalidArgumentError */
export function checkCount(value: unknown, name: string): number {
  if (isCount(value)) return value + 0;
  throw new InvalidArgumentError(`${name}: must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not ${describe(value)}`, {
    details: { argument: name },
  });
}

/** A count as a member of a record: a safe integer, `least` or more. @throws InvalidValueError */
export function checkStoredCount(value: unknown, path: string, least: 0 | 1): number {
  if (isCount(value) && value >= least) return value + 0;
  throw new InvalidValueError(path, `must be a whole number from ${least} to ${Number.MAX_SAFE_INTEGER}, not ${describe(value)}`);
}

/** Whether it is a safe integer, 0 or more. -0 is one: adding 0 turns it into 0. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
