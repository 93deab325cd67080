import { InvalidValueError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { describe } from './describe.ts';
import { exceedsUtf8 } from './unicode.ts';

/** An identifier: well-formed, 1–512 UTF-8 bytes, without U+0000. @throws InvalidValueError */
export function checkIdentifier(value: unknown, path: string): string {
  const text = checkWellFormed(value, path);
  if (text === '') throw new InvalidValueError(path, 'must not be empty');
  if (exceedsUtf8(text, LIMITS.identifierBytes)) {
    throw new InvalidValueError(path, `is longer than ${LIMITS.identifierBytes} bytes of UTF-8`);
  }
  if (text.includes('\0')) throw new InvalidValueError(path, 'must not contain U+0000');
  return text;
}

/** An identifier, or null; `undefined` is null. @throws InvalidValueError */
export function checkOptionalIdentifier(value: unknown, path: string): string | null {
  return value === null || value === undefined ? null : checkIdentifier(value, path);
}

/** A text: well-formed, up to 16 MiB of UTF-8; it may be empty and contain U+0000. @throws InvalidValueError */
export function checkText(value: unknown, path: string): string {
  const text = checkWellFormed(value, path);
  if (exceedsUtf8(text, LIMITS.textBytes)) {
    throw new InvalidValueError(path, `is longer than ${LIMITS.textBytes} bytes of UTF-8; store it as an artifact`);
  }
  return text;
}

/** A string without lone surrogates, which no UTF-8 storage could give back. @throws InvalidValueError */
export function checkWellFormed(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new InvalidValueError(path, `must be a string, not ${describe(value)}`);
  if (!value.isWellFormed()) throw new InvalidValueError(path, 'contains a lone surrogate');
  return value;
}

/** Tags in their order. Default: none. @throws InvalidValueError */
export function checkTags(value: unknown, path: string): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidValueError(path, `must be an array of strings, not ${describe(value)}`);
  if (value.length > LIMITS.tags) throw new InvalidValueError(path, `holds more than ${LIMITS.tags} tags`);
  return Array.from(value, (tag: unknown, index) => checkIdentifier(tag, `${path}[${index}]`));
}
