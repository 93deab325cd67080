import { firstDifference, type Difference } from './first-difference.ts';
import { show } from './show.ts';

/** How much of two texts that is the same is shown before their difference. */
const BEFORE = 20;
/** What differs before this is shown from its beginning. */
const SHORT = 100;
/** So many members of a list are shown. */
const MEMBERS = 20;

/** Two values for a message, and where in them it is that they differ. */
interface Shown {
  readonly where: string;
  readonly actual: string;
  readonly expected: string;
}

/** A difference for a message: where it is, and both values; of long texts, bytes and lists what they hold from there on. */
export function showDifference({ path, actual, expected }: Difference): Shown {
  const where = path === '' ? '' : ` at ${path}`;
  if (typeof actual === 'string' && typeof expected === 'string') {
    const same = countSame((index) => actual.charCodeAt(index) === expected.charCodeAt(index), Math.min(actual.length, expected.length));
    const start = same - BEFORE;
    if (same >= SHORT) return { where: `${where} from UTF-16 unit ${start} on`, actual: show(actual.slice(start)), expected: show(expected.slice(start)) };
  }
  if (actual instanceof Uint8Array && expected instanceof Uint8Array) {
    const same = countSame((index) => actual[index] === expected[index], Math.min(actual.length, expected.length));
    const start = same - BEFORE;
    if (same >= SHORT) return { where: `${where} from byte ${start} of ${expected.length} on`, actual: show(actual.subarray(start)), expected: show(expected.subarray(start)) };
  }
  const shown = { where, actual: show(actual), expected: show(expected) };
  return Array.isArray(actual) && Array.isArray(expected) ? showLists(shown, actual, expected) : shown;
}

/** Lists whose lengths differ: what is cut off, or beyond the members that are shown, would hide where they part. */
function showLists(shown: Shown, actual: readonly unknown[], expected: readonly unknown[]): Shown {
  const same = countSame((index) => firstDifference(actual[index], expected[index]) === null, Math.min(actual.length, expected.length));
  const isSeen = same < MEMBERS && !shown.actual.endsWith(' characters)') && !shown.expected.endsWith(' characters)');
  if (same === 0 || isSeen) return shown;
  const from = (list: readonly unknown[]): string => `${show(list.slice(same))} of ${list.length} in all`;
  return { where: `${shown.where} from [${same}] on`, actual: from(actual), expected: from(expected) };
}

function countSame(isSame: (index: number) => boolean, length: number): number {
  let count = 0;
  while (count < length && isSame(count)) count += 1;
  return count;
}
