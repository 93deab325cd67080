import { InvalidArgumentError, InvalidValueError, OffsetConflictError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { describe } from '../values/describe.ts';
import { optionMembers } from '../values/members.ts';
import { checkCount } from '../values/numbers.ts';
import { readable } from '../values/readable.ts';

const KEYS: ReadonlySet<string> = new Set(['expectedOffset']);

/** The `expectedOffset` of an append's options; undefined: not asked for. @throws InvalidArgumentError */
export function checkExpectedOffset(options: unknown): number | undefined {
  const { expectedOffset } = optionMembers(options, 'options', KEYS);
  return expectedOffset === undefined ? undefined : checkCount(expectedOffset, 'expectedOffset');
}

/** @throws OffsetConflictError unless `expected` is undefined or the latest offset. */
export function requireOffset(expected: number | undefined, latest: number, scope: string): void {
  if (expected === undefined || expected === latest) return;
  throw new OffsetConflictError(
    `scope ${JSON.stringify(scope)}: expectedOffset is ${expected}, the latest offset is ${latest}; read what came since and decide again`,
    { expected, actual: latest },
  );
}

/** The elements of a batch, copied. @throws InvalidValueError if it is no array, InvalidArgumentError if it is too long. */
export function checkBatch(batch: unknown, name: string): readonly unknown[] {
  return readable(name, () => copyBatch(batch, name));
}

function copyBatch(batch: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(batch)) throw new InvalidValueError(name, `must be an array, not ${describe(batch)}`);
  if (batch.length > LIMITS.batchRecords) {
    throw new InvalidArgumentError(`${name}: a batch holds at most ${LIMITS.batchRecords} records, not ${batch.length}; append it in parts`, {
      details: { argument: name, limit: LIMITS.batchRecords },
    });
  }
  return Array.from(batch as readonly unknown[]);
}
