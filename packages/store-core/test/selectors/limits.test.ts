import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/limits.ts';
import { SelectorError } from '../../src/errors.ts';
import { isStoppedAtLimit } from '../../src/selectors/index.ts';
import { follow, select, sourceOf } from './source.ts';

const most = LIMITS.selectionBytes;

/** What fills a selection exactly is given whole. */
async function atTheLimit(fills: string, selector: unknown): Promise<void> {
  const selection = await select(sourceOf(fills), selector);
  expect(Buffer.byteLength(selection.text)).toBe(most);
  expect(isStoppedAtLimit(selection)).toBe(false);
}

describe('a selection stops at the limit, and goes on with next', () => {
  test('head and bytes, at a character', async () => {
    const fills = 'é'.repeat(most / 2);
    await atTheLimit(fills, { type: 'head', chars: most });
    await atTheLimit(fills, { type: 'bytes' });
    for (const selector of [{ type: 'head', chars: most }, { type: 'bytes' }]) {
      const pages = await follow(sourceOf(`a${fills}`), selector);
      expect(pages.map(({ text }) => Buffer.byteLength(text))).toEqual([most - 1, 2]);
      expect(pages.map(isStoppedAtLimit)).toEqual([true, false]);
      expect(pages.map(({ text }) => text).join('') === `a${fills}`).toBe(true);
    }
  });

  test('tail, at a character, without a next', async () => {
    const fills = '\u{1f600}'.repeat(most / 4);
    await atTheLimit(fills, { type: 'tail', chars: most });
    const { text, truncated, next } = await select(sourceOf(`${fills}a`), { type: 'tail', chars: most });
    expect(text === `${fills}a`.slice(2)).toBe(true);
    expect([truncated, next]).toEqual([true, null]);
    expect(isStoppedAtLimit(await select(sourceOf(`${fills}a`), { type: 'tail', chars: most }))).toBe(true);
  });

  test.for(['lines', 'rows'])('%s, at a line end', async (type) => {
    const half = 'é'.repeat(most / 4 - 1);
    const fills = `${half}x\r\n${half}yz`;
    await atTheLimit(`${fills}\n`, { type });
    const pages = await follow(sourceOf(`${fills}!\nend`), { type });
    expect(pages.map(({ text }) => Buffer.byteLength(text))).toEqual([most / 2 - 1, most / 2 + 1 + 4]);
    expect(pages.map(isStoppedAtLimit)).toEqual([true, false]);
    expect(pages[0]?.next).toEqual({ type, start: 1 });
    // A range of the same length, as far as there are such numbers.
    const { next } = await select(sourceOf(`${fills}!\nend`), { type, end: Number.MAX_SAFE_INTEGER });
    expect(next).toEqual({ type, start: 1, end: Number.MAX_SAFE_INTEGER });
  });

  test('grep, between matches, whose context it does not cut', async () => {
    const half = 'é'.repeat(most / 4 - 4);
    // With the numbers and marks of three lines, and two line ends.
    const fills = `${half}xyzzz\nctx\n${half}`;
    await atTheLimit(fills, { type: 'grep', pattern: 'é', after: 1 });
    const source = sourceOf(`${fills}!\nctx\n${half}`);
    const pages = await follow(source, { type: 'grep', pattern: 'é', after: 1 });
    expect(pages.map(({ text }) => text.replaceAll(/é+/g, 'é'))).toEqual(['1:éxyzzz\n2-ctx', '3:é!\n4-ctx\n5:é']);
    expect(pages.map(isStoppedAtLimit)).toEqual([true, false]);
  });
});

describe('what cannot be cut and does not fit is an error', () => {
  const long = 'x'.repeat(most + 1);

  test.for<[string, string, unknown]>([
    ['a line', `a\n${long}`, { type: 'lines', start: 1 }],
    ['a record', `a\n${long}`, { type: 'rows', start: 1 }],
    ['a quoted record', `"${long}`, { type: 'rows' }],
    ['a record that quotes make too long', `x${'"'.repeat(most - 1)}`, { type: 'rows' }],
    ['a line that may match', `a\n${long}`, { type: 'grep', pattern: 'nothing' }],
    ['a match that its number makes too long', long.slice(1), { type: 'grep', pattern: 'x' }],
    ['a match with what stands before it', `${'a\n'.repeat(most / 2)}b`, { type: 'grep', pattern: 'b', before: most }],
    ['a match with what stands after it', `b${'\na'.repeat(most / 2)}`, { type: 'grep', pattern: 'b', after: most }],
    ['a text in JSON', `"${long}"`, { type: 'json_pointer', pointer: '' }],
    ['a text in an array', `["${long}"]`, { type: 'json_pointer', pointer: '' }],
    ['a key in an object', `{"a":{"${long}":1}}`, { type: 'json_keys', keys: ['a'] }],
    ['a number of JSON', `[${'1'.repeat(most)}]`, { type: 'json_pointer', pointer: '' }],
    ['an array that indents make too long', `[${'1,'.repeat(most / 4)}1]`, { type: 'json_pointer', pointer: '' }],
    ['members that do so together', `{"a":"${long.slice(most / 2)}","b":"${long.slice(most / 2)}"}`, { type: 'json_keys', keys: ['a', 'b'] }],
  ])('%s', async ([, content, selector]) => {
    await expect(select(sourceOf(content), selector)).rejects.toThrow(SelectorError);
  });

  test('but not before and after what is selected', async () => {
    const { text } = await select(sourceOf(`${long}\nb\nc\n${long}`), { type: 'lines', start: 1, end: 2 });
    expect(text).toBe('b');
    expect((await select(sourceOf(`a\n${long}`), { type: 'rows', end: 1 })).text).toBe('a');
    expect((await select(sourceOf(`${long}\na\n${long}`), { type: 'grep', pattern: 'a', limit: 1, start: 1 })).text).toBe('2:a');
    expect((await select(sourceOf(`{"long":"${long}","a":1}`), { type: 'json_pointer', pointer: '/a' })).text).toBe('1');
    expect((await select(sourceOf(`{"a":"${long}","a":1}`), { type: 'json_keys', keys: ['a'] })).text).toBe('{\n  "a": 1\n}');
    const half = long.slice(0, most / 2);
    const replaced = `{"a":"${half}","a":"${half}","a":"${half}","b":1}`;
    expect((await select(sourceOf(replaced), { type: 'json_keys', keys: ['a', 'b'] })).text.length).toBe(most / 2 + 23);
  });
});

test('a JSON value that fills a selection exactly is given', async () => {
  const text = 'x'.repeat(most);
  expect((await select(sourceOf(`["${text}"]`), { type: 'json_pointer', pointer: '/0' })).text.length).toBe(most);
  // {\n  "a": "…"\n} has 13 bytes around the text.
  const member = (length: number) => sourceOf(`{"a":"${text.slice(0, length)}"}`);
  expect((await select(member(most - 13), { type: 'json_keys', keys: ['a'] })).text.length).toBe(most);
  await expect(select(member(most - 12), { type: 'json_keys', keys: ['a'] })).rejects.toThrow(SelectorError);
});
