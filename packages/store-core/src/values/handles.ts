import { InvalidHandleError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { describe } from './describe.ts';
import { exceedsUtf8 } from './unicode.ts';

/** C0, DEL and C1 controls, and the two path separators. */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f/\\]/;

/**
 * A handle that an artifact may have: well-formed, 1–512 UTF-8 bytes, not `.` or `..`, no `/`, `\` or control character.
 * @throws InvalidHandleError
 */
export function checkHandle(value: unknown): string {
  if (typeof value !== 'string') throw refuse(value, 'is not a string');
  const problem = problemOf(value);
  if (problem !== undefined) throw refuse(value, problem);
  return value;
}

function refuse(value: unknown, problem: string): InvalidHandleError {
  const shown = describe(value);
  return new InvalidHandleError(`the handle ${shown} ${problem}`, { details: { handle: shown } });
}

function problemOf(value: string): string | undefined {
  if (value === '') return 'is empty';
  if (!value.isWellFormed()) return 'contains a lone surrogate';
  if (exceedsUtf8(value, LIMITS.handleBytes)) return `is longer than ${LIMITS.handleBytes} bytes of UTF-8`;
  if (value === '.' || value === '..') return 'names a folder';
  return FORBIDDEN.test(value) ? 'contains a path separator or a control character' : undefined;
}
