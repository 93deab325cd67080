import { optionMembers } from '../values/members.ts';
import { checkCount } from '../values/numbers.ts';
import { LIMITS } from '../limits.ts';
import { checkName, checkPrefix } from '../engine/names.ts';
import type { NameRange } from '../backend/backend.ts';

const RANGE_KEYS: ReadonlySet<string> = new Set(['start', 'end']);
const LIST_KEYS: ReadonlySet<string> = new Set(['prefix', 'after', 'limit']);

/** Bytes [start, end); the end may lie beyond that of the artifact. */
export interface CheckedRange {
  readonly start: number;
  readonly end: number;
}

/** @throws InvalidArgumentError */
export function checkByteRange(range: unknown): CheckedRange {
  const { start, end } = optionMembers(range, 'range', RANGE_KEYS);
  return {
    start: start === undefined ? 0 : checkCount(start, 'start'),
    end: end === undefined ? LIMITS.count : checkCount(end, 'end'),
  };
}

/** @throws InvalidArgumentError */
export function checkListRange(options: unknown): NameRange {
  const { prefix, after, limit } = optionMembers(options, 'options', LIST_KEYS);
  return {
    prefix: checkPrefix(prefix),
    after: after === undefined ? null : checkName(after, 'after'),
    limit: limit === undefined ? LIMITS.count : checkCount(limit, 'limit'),
  };
}
