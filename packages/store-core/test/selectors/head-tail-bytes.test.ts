import { expect, test } from 'vitest';
import { select, sourceOf, textFrom } from './source.ts';

test.for([{ type: 'head', chars: 0 }, { type: 'tail', chars: 0 }, { type: 'bytes', start: 2, end: 2 }, { type: 'bytes', end: 0 }])(
  'a selection of nothing has no next, since it would lead nowhere: %o',
  async (selector) => {
    expect(await select(sourceOf('text'), selector)).toEqual({ text: '', truncated: true, next: null });
    expect(await select(sourceOf(''), selector)).toEqual({ text: '', truncated: false, next: null });
  },
);

test('head and tail give 500 characters by default, and count code points', async () => {
  const content = '\u{1f600}'.repeat(501);
  expect(await textFrom(content, { type: 'head' })).toBe('\u{1f600}'.repeat(500));
  expect(await textFrom(content, { type: 'tail' })).toBe('\u{1f600}'.repeat(500));
});

test('head goes on at the byte after its last character', async () => {
  expect(await select(sourceOf('a\u{1f600}b'), { type: 'head', chars: 2 })).toEqual({
    text: 'a\u{1f600}',
    truncated: true,
    next: { type: 'head', chars: 2, start: 5 },
  });
});

test('bytes give the range, characters that it cuts as U+FFFD, and go on with a range of the same length', async () => {
  expect(await select(sourceOf('\u00e9\u00e9a'), { type: 'bytes', start: 1, end: 3 })).toEqual({
    text: '\ufffd\ufffd',
    truncated: true,
    next: { type: 'bytes', start: 3, end: 5 },
  });
  expect(await select(sourceOf('text'), { type: 'bytes', start: 2, end: 9 })).toEqual({ text: 'xt', truncated: false, next: null });
  expect(await select(sourceOf('text'), { type: 'bytes', start: 9 })).toEqual({ text: '', truncated: false, next: null });
});
