import { STOP_WORDS } from './stop-words.ts';

/** Runs of letters, digits and `_`, joined by single `.`, `-` or `/`. */
const COMPOUND = /[\p{L}\p{N}_]+(?:[.\-/][\p{L}\p{N}_]+)*/gu;
const JOINT = /[.\-/]/;

/**
 * The terms of a text in their order, lower-cased. A compound as `store-core/src` counts whole and in its parts; terms of one
 * character and English stop words are left out.
 */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [compound] of text.toLowerCase().matchAll(COMPOUND)) {
    const parts = compound.split(JOINT);
    if (parts.length > 1) found.push(compound);
    found.push(...parts);
  }
  return found.filter((token) => !isSingle(token) && !STOP_WORDS.has(token));
}

/** Whether a token is a single code point. */
function isSingle(token: string): boolean {
  return /^.$/u.test(token);
}
