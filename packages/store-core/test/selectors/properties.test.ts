import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, follow, select, sourceOf, textFrom, textOf } from './source.ts';
import * as naive from './naive.ts';

const special = ['\n', '\r', '\r\n', '"', '""', ',', '\t', '{', '}', '[', ']', ':', '\ufeff', '\0'];
const letters = ['a', 'b', 'A', '1', '\u00e9', '\u20ac', '\u{1f600}'];
/** Contents made of what makes a difference: line ends, quotes, delimiters, brackets, characters of every width, invalid bytes. */
const content = fc
  .array(
    fc.oneof(
      fc.constantFrom(...special, ...letters).map(bytesOf),
      fc.constantFrom([0xff], [0xf0, 0x9f, 0x98], [0xe2, 0x82], [0xc3], [0xed, 0xa0, 0x80], [0x80]).map((bytes) => Uint8Array.from(bytes)),
      fc.string({ unit: 'binary', maxLength: 4 }).map(bytesOf),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const count = fc.integer({ min: 0, max: 8 });
const size = fc.integer({ min: 1, max: 8 });

const anySelector = fc.oneof(
  fc.record({ type: fc.constant('head'), chars: count, start: count }),
  fc.record({ type: fc.constant('tail'), chars: count }),
  fc.record({ type: fc.constant('bytes'), start: count, end: count }),
  fc.record({ type: fc.constant('lines'), start: count, end: count }),
  fc.record({ type: fc.constant('rows'), start: count, end: count, header: fc.boolean() }),
  fc.record({ type: fc.constant('rows'), columns: fc.array(count, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant('json_keys'), keys: fc.constant(['a', 'b', '']) }),
  fc.record({
    type: fc.constant('grep'),
    pattern: fc.constantFrom('', 'a', 'b', ',', '\u00c9', '\n', '[ab]$'),
    regex: fc.boolean(),
    ignoreCase: fc.boolean(),
    before: count,
    after: count,
    limit: count,
    start: count,
  }),
  fc.record({ type: fc.constant('outline') }),
);

const mediaTypes = fc.constantFrom('text/plain', 'text/csv', 'application/json');

test('where the pieces are cut makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(content, cuts, mediaTypes, anySelector, async (bytes, cuts, mediaType, selector) => {
      const whole = await select(sourceOf(bytes, { mediaType }), selector);
      expect(await select(sourceOf(bytes, { mediaType, cuts }), selector)).toEqual(whole);
    }),
    { numRuns: 1000 },
  );
});

describe('following next gives the whole', () => {
  test('of the characters, by head', async () => {
    await fc.assert(
      fc.asyncProperty(content, cuts, size, async (bytes, cuts, chars) => {
        const pages = await follow(sourceOf(bytes, { cuts }), { type: 'head', chars });
        expect(pages.map(({ text }) => text).join('')).toBe(textOf(bytes));
        expect(pages.map(({ truncated }) => truncated)).toEqual(pages.map((_, index) => index < pages.length - 1));
      }),
    );
  });

  test('of the bytes, where ranges do not cut characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', '\n', '"'), maxLength: 40 }), cuts, size, async (text, cuts, end) => {
        const pages = await follow(sourceOf(text, { cuts }), { type: 'bytes', end });
        expect(pages.map(({ text }) => text).join('')).toBe(text);
      }),
    );
  });

  test.for(['lines', 'rows'])('of the lines, by %s', async (type) => {
    await fc.assert(
      fc.asyncProperty(content, cuts, count, size, async (bytes, cuts, start, length) => {
        const source = sourceOf(bytes, { cuts });
        const whole = await select(source, { type, start });
        const pages = await follow(source, { type, start, end: start + length });
        expect(pages.map(({ text }) => text).join('\n')).toBe(whole.text);
        expect(whole).toMatchObject({ truncated: false, next: null });
      }),
    );
  });

  test('of the matches and their context, by grep', async () => {
    await fc.assert(
      fc.asyncProperty(content, cuts, count, count, size, async (bytes, cuts, before, after, limit) => {
        const source = sourceOf(bytes, { cuts });
        const selector = { type: 'grep', pattern: 'a', ignoreCase: true, before, after };
        const whole = await select(source, selector);
        const pages = await follow(source, { ...selector, limit });
        const texts = pages.map(({ text }) => text).filter((text) => text !== '');
        expect(texts.join('\n')).toBe(whole.text);
        expect(whole).toMatchObject({ truncated: false, next: null });
      }),
      { numRuns: 500 },
    );
  });
});

describe('the answer is that of the simplest implementation', () => {
  test('of head and tail', async () => {
    await fc.assert(
      fc.asyncProperty(content, cuts, count, async (bytes, cuts, chars) => {
        const characters = Array.from(textOf(bytes));
        expect(await textFrom(bytes, { type: 'head', chars }, { cuts })).toBe(characters.slice(0, chars).join(''));
        const end = characters.slice(Math.max(0, characters.length - chars)).join('');
        expect(await textFrom(bytes, { type: 'tail', chars }, { cuts })).toBe(end);
      }),
      { numRuns: 1000 },
    );
  });

  test('of bytes and lines', async () => {
    await fc.assert(
      fc.asyncProperty(content, count, count, async (bytes, start, end) => {
        expect(await textFrom(bytes, { type: 'bytes', start, end })).toBe(textOf(bytes.slice(start, Math.max(start, end))));
        const expected = naive.lines(textOf(bytes)).slice(start, Math.max(start, end));
        expect(await textFrom(bytes, { type: 'lines', start, end })).toBe(expected.join('\n'));
      }),
      { numRuns: 1000 },
    );
  });

  test('of rows', async () => {
    await fc.assert(
      fc.asyncProperty(content, cuts, count, count, fc.constantFrom(',', '\t', '\u{1f600}'), async (bytes, cuts, start, end, delimiter) => {
        const expected = naive.rows(textOf(bytes), delimiter).slice(start, Math.max(start, end));
        expect(await textFrom(bytes, { type: 'rows', start, end, delimiter }, { cuts })).toBe(expected.join('\n'));
      }),
      { numRuns: 1000 },
    );
  });

  test('of rows and lines, which are the same for text without quotes', async () => {
    await fc.assert(
      fc.asyncProperty(content, cuts, count, count, async (bytes, cuts, start, end) => {
        const plain = bytes.map((byte) => (byte === 0x22 ? 0x27 : byte));
        const rows = await select(sourceOf(plain, { cuts }), { type: 'rows', start, end });
        const lines = await select(sourceOf(plain, { cuts }), { type: 'lines', start, end });
        expect(rows.text).toBe(lines.text);
        expect(rows.truncated).toBe(lines.truncated);
      }),
    );
  });

  test('of grep', async () => {
    const options = fc.record({ before: count, after: count, limit: fc.option(count, { nil: undefined }), start: count });
    const patterns = fc.constantFrom('', 'a', 'b', '\u00e9', ',a', '\u{1f600}', '\n');
    await fc.assert(
      fc.asyncProperty(content, cuts, patterns, fc.boolean(), options, async (bytes, cuts, pattern, regex, options) => {
        const expected = naive.grep(textOf(bytes), (line) => line.includes(pattern), options);
        expect(await textFrom(bytes, { type: 'grep', pattern, regex, ...options }, { cuts })).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('of json_keys and json_pointer', async () => {
    const key = fc.constantFrom('a', 'b', '', '/', '~', '\u20ac', '\u{1f600}', '\uff5e', '__proto__', '0', 'a"b');
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 0, -1.5, 1e21, 'text', '\n"\\', '\u{1f600}'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, cuts, fc.constantFrom(undefined, 1, '\t\n\r '), fc.array(key, { maxLength: 4 }), async (value, cuts, space, keys) => {
        const json = JSON.stringify(value, null, space);
        expect(await textFrom(json, { type: 'json_keys', keys }, { cuts })).toBe(naive.jsonKeys(value, keys));
        for (const { pointer, text } of naive.pointers(value)) {
          expect(await textFrom(json, { type: 'json_pointer', pointer }, { cuts })).toBe(text);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of what is JSON: that of JSON.parse', async () => {
    const words = ['"a"', '"b"', '"\\u00e9"', '"\\x"', '1', '-', '0', '.5', 'e3', 'true', 'nul', ' ', '\n', '\f'];
    const token = fc.constantFrom('{', '}', '[', ']', ',', ':', ...words);
    const mutated = fc
      .tuple(fc.json(), fc.nat(), fc.nat({ max: 2 }), token)
      .map(([json, at, removed, token]) => json.slice(0, at % (json.length + 1)) + token + json.slice((at % (json.length + 1)) + removed));
    const text = fc.oneof(mutated, fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join('')));
    await fc.assert(
      fc.asyncProperty(text, cuts, async (text, cuts) => {
        const found = await textFrom(text, { type: 'json_pointer', pointer: '' }, { cuts }).then(
          () => 'JSON',
          () => 'not JSON',
        );
        expect(found).toBe(naive.isJson(text) ? 'JSON' : 'not JSON');
      }),
      { numRuns: 3000 },
    );
  });
});
