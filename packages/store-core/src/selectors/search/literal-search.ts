import { foldCase } from './case-fold.ts';

/** Where the text is found in what is searched: a position inside a match, or -1. */
export type Find = (text: string, from: number) => number;

/** The longest pattern in UTF-16 units that the engine's own search, which may look at every unit this many times, is left to. */
const SHORT_PATTERN = 64;

/** Searches for a literal text in time linear in what is searched, whatever the pattern is. */
export function literalSearch(pattern: string, ignoreCase: boolean): Find {
  if (pattern.length > SHORT_PATTERN) return linearSearch(pattern, ignoreCase ? foldCase : asIs);
  return ignoreCase ? foldedSearch(pattern) : (text, from) => text.indexOf(pattern, from);
}

/** The source of a regular expression with the flag `u` that matches this text. */
export function escapeLiteral(text: string): string {
  return Array.from(text, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('');
}

function foldedSearch(pattern: string): Find {
  const expression = new RegExp(escapeLiteral(pattern), 'giu');
  return (text, from) => {
    expression.lastIndex = from;
    return expression.exec(text)?.index ?? -1;
  };
}

/** Knuth, Morris and Pratt: no character of the text is looked at again. */
function linearSearch(pattern: string, fold: (codePoint: number) => number): Find {
  const wanted = Uint32Array.from(Array.from(pattern, (character) => fold(character.codePointAt(0) ?? 0)));
  const borders = bordersOf(wanted);
  return (text, from) => {
    let matched = 0;
    for (let at = from; at < text.length; at += 1) {
      const start = at;
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at += 1;
      matched = extend(wanted, borders, matched, fold(codePoint));
      if (matched === wanted.length) return start;
    }
    return -1;
  };
}

/** For each beginning of the pattern, the length of the longest shorter beginning that it also ends with. */
function bordersOf(wanted: Uint32Array): Uint32Array {
  const borders = new Uint32Array(wanted.length + 1);
  let border = 0;
  for (let length = 1; length < wanted.length; length += 1) {
    border = extend(wanted, borders, border, wanted[length] ?? 0);
    borders[length + 1] = border;
  }
  return borders;
}

/** How much of the pattern is matched after one more code point. */
function extend(wanted: Uint32Array, borders: Uint32Array, matched: number, codePoint: number): number {
  let length = matched;
  while (length > 0 && wanted[length] !== codePoint) length = borders[length] ?? 0;
  return wanted[length] === codePoint ? length + 1 : 0;
}

function asIs(codePoint: number): number {
  return codePoint;
}
