import type { Difference } from './first-difference.ts';
import { show } from './show.ts';

/** How much of what is the same is shown before a difference. */
const BEFORE = 20;
/** What is no longer than this is shown from its beginning. */
const SHORT = 100;

/** A difference for a message: where it is, and both values; of long texts and bytes, what they hold from there on. */
export function showDifference({ path, actual, expected }: Difference): { readonly where: string; readonly actual: string; readonly expected: string } {
  const where = path === '' ? '' : ` at ${path}`;
  if (typeof actual === 'string' && typeof expected === 'string') {
    const start = beginning((index) => actual.charCodeAt(index) === expected.charCodeAt(index), Math.min(actual.length, expected.length));
    if (start > 0) return { where: `${where} from UTF-16 unit ${start} on`, actual: show(actual.slice(start)), expected: show(expected.slice(start)) };
  }
  if (actual instanceof Uint8Array && expected instanceof Uint8Array) {
    const start = beginning((index) => actual[index] === expected[index], Math.min(actual.length, expected.length));
    if (start > 0) return { where: `${where} from byte ${start} of ${expected.length} on`, actual: show(actual.subarray(start)), expected: show(expected.subarray(start)) };
  }
  return { where, actual: show(actual), expected: show(expected) };
}

function beginning(isSame: (index: number) => boolean, length: number): number {
  let index = 0;
  while (index < length && isSame(index)) index += 1;
  return index < SHORT ? 0 : index - BEFORE;
}
