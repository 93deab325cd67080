import type { Expect } from './expect.ts';

/** A text too long for a message is the same as it was: tells how long it is, or where it differs first. */
export function isSameText(expect: Expect, actual: unknown, expected: string, what: string): void {
  if (actual === expected) return expect.ok(true, what);
  if (typeof actual !== 'string') return expect.equal(actual, expected, `${what}, read back`);
  expect.equal(actual.length, expected.length, `${what}, read back: its length in UTF-16 units`);
  let index = 0;
  while (actual[index] === expected[index]) index += 1;
  expect.equal(actual.slice(index, index + 20), expected.slice(index, index + 20), `${what}, read back: from unit ${index}`);
}
