import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldCase } from '../../src/selectors/search/case-fold.ts';
import { literalSearch } from '../../src/selectors/search/literal-search.ts';
import { select, sourceOf, textFrom } from './source.ts';

const log = ['start', 'ok 1', 'error a', 'ok 2', 'ok 3', 'ok 4', 'error b', 'error c', 'ok 5', 'end'].join('\n');

describe('grep shows', () => {
  test('matching lines with their numbers, from 1', async () => {
    expect(await textFrom(log, { type: 'grep', pattern: 'error' })).toBe('3:error a\n7:error b\n8:error c');
  });

  test('context with a hyphen, each line once, and nothing between groups', async () => {
    const text = await textFrom(log, { type: 'grep', pattern: 'error', before: 1, after: 1 });
    expect(text).toBe('2-ok 1\n3:error a\n4-ok 2\n6-ok 4\n7:error b\n8:error c\n9-ok 5');
  });

  test('literal text, unless it is to be an expression', async () => {
    expect(await textFrom('a.c\nabc', { type: 'grep', pattern: 'a.c' })).toBe('1:a.c');
    expect(await textFrom('a.c\nabc', { type: 'grep', pattern: 'a.c', regex: true })).toBe('1:a.c\n2:abc');
  });

  test('what an expression matches within a line: anchors are its ends, and no match crosses them', async () => {
    const grep = (pattern: string) => textFrom('ab\ncd\n', { type: 'grep', pattern, regex: true });
    expect(await grep('^c')).toBe('2:cd');
    expect(await grep('b$')).toBe('1:ab');
    expect(await grep('\\Acd\\z')).toBe('2:cd');
    expect(await grep('b[^x]c')).toBe('');
    expect(await grep('b\\sc')).toBe('');
    expect(await grep('')).toBe('1:ab\n2:cd');
  });

  test('nothing for a pattern with a line end, and every line for an empty one', async () => {
    expect(await textFrom('ab\ncd', { type: 'grep', pattern: 'b\nc' })).toBe('');
    expect(await textFrom('ab\r\n\ncd', { type: 'grep', pattern: '' })).toBe('1:ab\n2:\n3:cd');
  });

  test('lines that end at LF, CRLF and CR', async () => {
    expect(await textFrom('a\rb\r\na\n\ra', { type: 'grep', pattern: 'a' })).toBe('1:a\n3:a\n5:a');
  });
});

describe('with a limit, grep', () => {
  test('ends after the last match’s context, and next goes on', async () => {
    const selector = { type: 'grep', pattern: 'error', before: 9, after: 2, limit: 1 };
    const first = await select(sourceOf(log), selector);
    expect(first).toEqual({
      text: '1-start\n2-ok 1\n3:error a\n4-ok 2\n5-ok 3',
      truncated: true,
      next: { ...selector, start: 5 },
    });
    expect(await select(sourceOf(log), first.next)).toEqual({ text: '6-ok 4\n7:error b', truncated: true, next: { ...selector, start: 7 } });
  });

  test('shows nothing for 0', async () => {
    expect(await select(sourceOf(log), { type: 'grep', pattern: 'error', limit: 0 })).toEqual({ text: '', truncated: true, next: null });
    expect(await select(sourceOf(''), { type: 'grep', pattern: 'error', limit: 0 })).toEqual({ text: '', truncated: false, next: null });
  });

  test('is not truncated where the last match ends the artifact', async () => {
    expect(await select(sourceOf(log), { type: 'grep', pattern: 'end', limit: 1 })).toEqual({ text: '10:end', truncated: false, next: null });
    expect(await select(sourceOf(`${log}\n`), { type: 'grep', pattern: 'end', limit: 1 })).toMatchObject({ truncated: false, next: null });
  });
});

describe('ignoring case, grep', () => {
  test.for<[string, string, boolean]>([
    ['STRASSE', 'strasse', true],
    ['ÉCOLE', 'école', true],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος', true],
    ['ẞ', 'ß', true],
    ['K', 'k', true],
    ['ſ', 'S', true],
    ['𐐀', '𐐨', true],
    ['strasse', 'straße', false],
    ['İ', 'i', false],
    ['ı', 'I', false],
    ['é', 'e\u0301', false],
  ])('takes %s and %s for the same: %s, %s', async ([text, pattern, same]) => {
    const long = 'x'.repeat(100);
    for (const [content, wanted] of [
      [text, pattern],
      [`${long}${text}`, `${long.toUpperCase()}${pattern}`],
    ] as const) {
      const found = same ? `1:${content}` : '';
      expect(await textFrom(content, { type: 'grep', pattern: wanted, ignoreCase: true })).toBe(found);
      expect(await textFrom(content, { type: 'grep', pattern: wanted, ignoreCase: true, regex: true })).toBe(found);
    }
  });

  test('folds every character as regular expressions do', () => {
    const folded = new Map<string, string[]>();
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
      const character = String.fromCodePoint(codePoint);
      const fold = String.fromCodePoint(foldCase(codePoint));
      if (fold === character && character.toLowerCase() === character && character.toUpperCase() === character) continue;
      folded.set(fold, [...(folded.get(fold) ?? []), character]);
    }
    const cased = [...folded.values()].flat().join('');
    const wrong = [...folded].filter(([fold, same]) => {
      const expression = new RegExp(`\\u{${(fold.codePointAt(0) ?? 0).toString(16)}}`, 'giu');
      const expected = new Set([fold, ...(cased.match(expression) ?? [])]);
      return expected.symmetricDifference(new Set([fold, ...same])).size > 0;
    });
    expect(folded.size).toBeGreaterThan(1000);
    expect(wrong).toEqual([]);
  });
});

test('long patterns, which are searched for in linear time, are found where short ones are', () => {
  // Few letters and many repetitions, so that beginnings of the pattern come again inside it.
  const texts = fc.array(fc.constantFrom('a', 'b', 'A', '\u{1f600}'), { maxLength: 400 }).map((letters) => letters.join(''));
  const patterns = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', '\u{1f600}'), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 65, max: 90 }),
      fc.constantFrom('', 'a', 'b'),
    )
    .map(([letters, times, end]) => letters.join('').repeat(times) + end);
  fc.assert(
    fc.property(patterns, texts, fc.nat({ max: 200 }), fc.boolean(), fc.boolean(), (pattern, text, cut, found, ignoreCase) => {
      const searched = text.slice(0, cut) + (found ? pattern : pattern.slice(1)) + text;
      const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
      const expected = fold(searched).indexOf(fold(pattern));
      const position = literalSearch(pattern, ignoreCase)(searched, 0);
      expect(position === -1).toBe(expected === -1);
      expect(position).toBeLessThan(expected === -1 ? 0 : expected + pattern.length);
      expect(position).toBeGreaterThanOrEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('an expression that is slow lets the event loop have its turns', async () => {
  // Every character may begin a match, and none ends one.
  const lines = Array.from({ length: 400 }, (_, index) => `${(index * 7919).toString(2).replaceAll('0', 'b').replaceAll('1', 'a').repeat(12)}b`);
  let turns = 0;
  let running = true;
  const turn = (): void => {
    turns += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  const text = await textFrom(lines.join('\n'), { type: 'grep', pattern: 'a[ab]{400}$', regex: true });
  running = false;
  expect(text).toBe('');
  expect(turns).toBeGreaterThan(3);
});
