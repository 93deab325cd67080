import { LIMITS } from '../limits.ts';

/** A text of exactly as many bytes as a text may have; V8 builds it without copying. */
export const LONGEST_TEXT: string = 'x'.repeat(LIMITS.textBytes);

/** As long in bytes, half as long in characters: a limit that counts characters lets twice as much through. */
export const LONGEST_TEXT_TWO_BYTES: string = '\u00e9'.repeat(LIMITS.textBytes / 2);

/** An object whose canonical JSON has exactly as many bytes as JSON may have. */
export const LARGEST_JSON: { readonly a: string } = Object.freeze({ a: 'x'.repeat(LIMITS.jsonBytes - '{"a":""}'.length) });

/** One byte too many, where a byte counts that is written as an escape: `\n` is two bytes of JSON. */
export const TOO_LARGE_JSON: { readonly a: string } = Object.freeze({ a: `${LARGEST_JSON.a.slice(1)}\n` });

/** Objects within objects, `levels` deep, the outermost included. */
export function nested(levels: number): Record<string, unknown> {
  let value: Record<string, unknown> = {};
  for (let level = 1; level < levels; level += 1) value = { in: value };
  return value;
}

/** An object that holds arrays within arrays, `levels` deep, the object included. */
export function nestedArrays(levels: number): Record<string, unknown> {
  let value: unknown[] = [];
  for (let level = 2; level < levels; level += 1) value = [value];
  return { list: value };
}
