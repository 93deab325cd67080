import { describe, expect, test } from 'vitest';
import { select, sourceOf, textFrom } from './source.ts';

describe('lines', () => {
  test.for([
    ['', ''],
    ['a', 'a'],
    ['a\n', 'a'],
    ['a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['a\n\r', 'a\n'],
    ['a\r\r\n\n', 'a\n\n'],
    ['\n', ''],
    ['\r\n\r\n', '\n'],
    ['a\u2028b\u0085c\vd', 'a\u2028b\u0085c\vd'],
  ] as const)('of %j are %j, wherever the pieces are cut', async ([content, text]) => {
    expect(await textFrom(content, { type: 'lines' })).toBe(text);
    expect(await textFrom(content, { type: 'lines' }, { cuts: [1] })).toBe(text);
    expect(await textFrom(content, { type: 'rows' }, { cuts: [1] })).toBe(text);
  });

  test('are truncated where lines follow, blank ones too', async () => {
    expect(await select(sourceOf('a\nb\n'), { type: 'lines', end: 2 })).toEqual({ text: 'a\nb', truncated: false, next: null });
    expect(await select(sourceOf('a\nb\n\n'), { type: 'lines', end: 2 })).toEqual({
      text: 'a\nb',
      truncated: true,
      next: { type: 'lines', start: 2, end: 4 },
    });
  });

  test('of an empty range have no next, since it would lead nowhere', async () => {
    expect(await select(sourceOf('a\nb'), { type: 'lines', start: 1, end: 1 })).toEqual({ text: '', truncated: true, next: null });
    expect(await select(sourceOf('a\nb'), { type: 'lines', start: 2, end: 1 })).toEqual({ text: '', truncated: false, next: null });
  });
});
