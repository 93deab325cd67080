import { expect } from 'vitest';

/** vitest's own matchers are of type any. */
export const aNumber: unknown = expect.any(Number);
export const aString: unknown = expect.any(String);

export function containing(text: string): unknown {
  return expect.stringContaining(text);
}

export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
