import { describe, expect, test } from 'vitest';
import { decodeName, encodeName } from '../src/names.ts';

/** Names that differ in as little as names can. */
const HOSTILE = [
  'a', 'A', 'result', 'Result', 'RESULT', 'a.b', 'a.', 'a..', '.a', '..a', '.', '..', '...', ' ', 'a ', ' a', 'a b', '-', '_', '%', '%41', '%61', '%2e', '~', 'a~',
  'é', 'e\u0301', 'ﬁ', 'fi', 'ß', 'ss', 'ẞ', 'İ', 'i', 'ı', 'I', '\uff5e', '😀', '\u{10ffff}', '\u202eabc', '\ufeff', 'K', 'k', 'Å', 'Å',
  'con', 'CON', 'con.txt', 'Con.', 'conx', 'xcon', 'nul', 'aux', 'prn', 'com0', 'com1', 'com10', 'lpt9', 'lpt1.data', 'clock$', 'conin$',
  'a.data', 'a.json', 'a.pending', 'a.tmp', 'scope.json', 'artifacts', 'a:b', 'a/b', 'a\\b', 'a*b', 'a?b', 'a"b', 'a<b', 'a>b', 'a|b', 'artifact:result:call_1',
  'a'.repeat(240), 'a'.repeat(241), 'a'.repeat(512), `${'a'.repeat(511)}b`, `${'a'.repeat(511)}B`, 'A'.repeat(80), 'A'.repeat(81), 'é'.repeat(256), '😀'.repeat(128),
  `${'a'.repeat(175)}~${'0'.repeat(64)}`, `con.${'x'.repeat(500)}`, `.${'x'.repeat(500)}`,
];

const ALPHABET = ['a', 'b', 'A', 'B', '.', '%', '~', '-', '_', '0', '4', '1', ' ', ':', '/', 'é', 'e\u0301', '😀', 'con'];

/** The same names every time. */
function* randomNames(count: number): Generator<string> {
  let state = 20_261_121;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  for (let made = 0; made < count; made += 1) {
    const length = made % 50 === 0 ? 60 + below(60) : 1 + below(6);
    yield Array.from({ length }, () => ALPHABET[below(ALPHABET.length)]).join('');
  }
}

const NAMES = [...new Set([...HOSTILE, ...randomNames(20_000)])];

describe('names on disk', () => {
  test('a plain lower-case name is its own name', () => {
    for (const name of ['a', 'result', 'call_1', 'plan-b', 'v1.2.json', '0', 'x'.repeat(240)]) expect(encodeName(name)).toBe(name);
  });

  test('no two names are alike, not even where upper and lower case are', () => {
    const encoded = NAMES.map((name) => encodeName(name).toUpperCase().normalize('NFKC'));
    expect(new Set(encoded).size).toBe(NAMES.length);
  });

  test('they are short, lower-case ASCII, and nothing that a file system takes for something else', () => {
    for (const name of NAMES) {
      const encoded = encodeName(name);
      expect(encoded).toMatch(/^[a-z0-9_%~-](?:[a-z0-9_.%~-]*[a-z0-9_%~-])?$/);
      expect(`${encoded}.pending`.length).toBeLessThanOrEqual(255);
      expect(encoded).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/);
    }
  });

  test('they say what they stand for, unless that is too long', () => {
    for (const name of NAMES) {
      const encoded = encodeName(name);
      const expected = /~[0-9a-f]{64}$/.test(encoded) ? null : name;
      expect(decodeName(encoded)).toBe(expected);
    }
    expect(decodeName(encodeName('A'.repeat(81)))).toBeNull();
  });

  test('what is no such name is told from one', () => {
    for (const encoded of ['', 'A', 'a.', '.a', 'con', '%', '%4', '%zz', '%61', '%4A', 'a b', 'é', '%ff', 'a~', `a~${'0'.repeat(63)}`]) {
      expect(decodeName(encoded)).toBeUndefined();
    }
  });
});
