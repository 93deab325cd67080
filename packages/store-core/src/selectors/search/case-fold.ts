/** Pairs that the mappings of a single character to its other case do not tell of, or tell of wrongly. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  // Dotless i is no lower-case I outside Turkish.
  ['\u0131', '\u0131'],
  ['\u1fd3', '\u0390'],
  ['\u1fe3', '\u03b0'],
  ['\ufb05', '\ufb06'],
]);

/**
 * One code point for all that differ in case only: Unicode's simple case folding, the one that regular expressions go by.
 * One code point never folds to two, so that ß is ẞ but not ss; no locale matters, so that I is i but neither İ nor ı.
 */
export function foldCase(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 0x20 : codePoint;
  const character = String.fromCodePoint(codePoint);
  const exception = EXCEPTIONS.get(character);
  if (exception !== undefined) return exception.codePointAt(0) ?? codePoint;
  const upper = single(character.toUpperCase(), character);
  const folded = single(upper.toLowerCase(), character);
  return folded.codePointAt(0) ?? codePoint;
}

function single(mapped: string, otherwise: string): string {
  return Array.from(mapped).length === 1 ? mapped : otherwise;
}
