import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { chain, decoded, definePicks, hex, hostileBytes } from '../picks.ts';
import { utf8 } from '../samples.ts';

const SMILE = '\u{1f600}';
const BORDER = 131_072;

/** Bytes that are no UTF-8, and what they read as: U+FFFD for each maximal part of a character, as WHATWG and Unicode have it. */
const BROKEN = Uint8Array.of(0x61, 0xff, 0xf0, 0x9f, 0x98, 0x62, 0xe2, 0x82, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x7a);
const BROKEN_TEXT = 'a\ufffd\ufffdb\ufffd\ufffd(\ufffd\ufffd\ufffdz';

/** Bytes at the edges of what may begin a character and of what may follow: whole ones, broken ones, and what is none. */
const LEADS = [0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff];
const SECONDS = [0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0];
const OTHERS = [[], [0x7f], [0x80], [0xbf], [0xc0], [0x80, 0x7f], [0x80, 0x80], [0xbf, 0xbf], [0x80, 0xc0], [0x80, 0x80, 0x80]];

/** Sequences that a border may cut. */
const CUT = [
  [0xf0, 0x9f, 0x98, 0x80], [0xf0, 0x9f, 0x98], [0xf0, 0x9f], [0xf0], [0xe2, 0x82, 0xac], [0xe2, 0x82], [0xe2], [0xc3, 0xa9], [0xc3], [0xed, 0xa0, 0x80], [0xed, 0x9f, 0xbf], [0xf4, 0x90, 0x80, 0x80],
  [0xf4, 0x8f, 0xbf, 0xbf], [0xe0, 0x9f, 0x80], [0xe0, 0xa0, 0x80], [0xf0, 0x8f, 0x80, 0x80], [0xf0, 0x90, 0x80, 0x80], [0xc1, 0x80], [0xc2, 0x80], [0xdf, 0xbf], [0xf5, 0x80, 0x80, 0x80], [0x80, 0x80, 0x80, 0x80],
];

/** The selectors that count characters and bytes. */
export const selectorsHeadTailBytesCases: readonly ConformanceCase[] = [
  definePicks('selectors.head.code-points', 'selectors.head', 'head is the first code points, 500 unless told', [
    ['x'.repeat(501), { type: 'head' }, 'x'.repeat(500)], [SMILE.repeat(600), { type: 'head' }, SMILE.repeat(500)], ['abc', { type: 'head' }, 'abc'],
    ['abc', { type: 'head', chars: undefined, start: undefined }, 'abc'], ['abc', { type: 'head', chars: 2 }, 'ab'],
    ['abc', { type: 'head', chars: 3 }, 'abc'],
    ['abc', { type: 'head', chars: Number.MAX_SAFE_INTEGER }, 'abc'], [`a${SMILE}b`, { type: 'head', chars: 2 }, `a${SMILE}`],
    ['e\u0301', { type: 'head', chars: 1 }, 'e'], ['a\u0000b', { type: 'head', chars: 2 }, 'a\u0000'], ['a\r\nb', { type: 'head', chars: 3 }, 'a\r\n'],
    ['', { type: 'head' }, ''],
  ]),
  defineCase('selectors.head.broken-characters', 'selectors.next', 'heads that follow one another take every character once, however broken it is', async (kit) => {
    const { artifacts } = await kit.open();
    for (const lead of LEADS) {
      const bytes = Uint8Array.from(SECONDS.flatMap((second) => OTHERS.flatMap((others) => [lead, second, ...others])));
      await artifacts.put('a', bytes);
      const selections = await chain(artifacts, 'a', { type: 'head', chars: 7 });
      kit.expect.equal(selections.map(({ text }) => text).join(''), decoded(bytes), `heads of 7 characters of ${hex(bytes)}, joined`);
    }
  }),
  defineCase('selectors.text.broken-at-borders', 'selectors.text', 'a character that lies across a border of chunks reads as it does anywhere else, however broken it is', async (kit) => {
    const { artifacts } = await kit.open();
    for (const sequence of CUT) for (let before = 1; before <= Math.min(sequence.length, 3); before += 1) {
      const content = new Uint8Array(BORDER + 10).fill(0x78);
      content.set(sequence, BORDER - before);
      await artifacts.put('a', content);
      const start = BORDER - 10;
      const what = `${hex(Uint8Array.from(sequence))}, ${before} of them before the border`;
      kit.expect.equal(await artifacts.drilldown('a', { type: 'bytes', start }), decoded(content.subarray(start)), `bytes of ${what}`);
      kit.expect.equal((await chain(artifacts, 'a', { type: 'head', start, chars: 3 })).map(({ text }) => text).join(''), decoded(content.subarray(start)), `heads of ${what}`);
    }
  }),
  definePicks('selectors.head.zero', 'selectors.head', 'head of 0 characters is nothing', [
    ['abc', { type: 'head', chars: 0 }, ''], ['', { type: 'head', chars: 0 }, ''],
  ]),
  definePicks('selectors.head.start', 'selectors.head', 'head may begin at a byte', [
    [`a${SMILE}bc`, { type: 'head', start: 1, chars: 1 }, SMILE], [`a${SMILE}bc`, { type: 'head', start: 5, chars: 9 }, 'bc'],
    ['abc', { type: 'head', start: 3 }, ''], ['abc', { type: 'head', start: 99 }, ''], ['abc', { type: 'head', start: 0 }, 'abc'],
  ]),
  definePicks('selectors.tail.code-points', 'selectors.tail', 'tail is the last code points, 500 unless told', [
    [`y${'x'.repeat(500)}`, { type: 'tail' }, 'x'.repeat(500)], [`y${SMILE.repeat(500)}`, { type: 'tail' }, SMILE.repeat(500)],
    ['abc', { type: 'tail' }, 'abc'],
    ['abc', { type: 'tail', chars: 2 }, 'bc'], ['abc', { type: 'tail', chars: 3 }, 'abc'],
    ['abc', { type: 'tail', chars: Number.MAX_SAFE_INTEGER }, 'abc'],
    [`a${SMILE}b`, { type: 'tail', chars: 2 }, `${SMILE}b`], ['e\u0301', { type: 'tail', chars: 1 }, '\u0301'],
    ['a\r\n', { type: 'tail', chars: 2 }, '\r\n'],
    ['', { type: 'tail' }, ''],
  ]),
  defineCase('selectors.tail.truncated', 'selectors.next', 'a tail is truncated where there is text before it, and has no next', async (kit) => {
    const { artifacts } = await kit.open();
    for (const [content, chars, truncated] of [['', 0, false], ['a', 0, true], ['', 5, false], ['abc', 3, false], ['abc', 2, true], ['abc', 4, false], [SMILE.repeat(3), 3, false], [SMILE.repeat(3), 2, true],
      ['x'.repeat(1_000), 1_000, false], ['x'.repeat(1_000), 999, true], ['x'.repeat(1_000), 2, true]] as const) {
      await artifacts.put('a', content);
      const selection = await artifacts.select('a', { type: 'tail', chars });
      kit.expect.equal([selection.truncated, selection.next], [truncated, null], `truncated and next of the last ${chars} of ${content.length} units`);
    }
  }),
  definePicks('selectors.tail.zero', 'selectors.tail', 'tail of 0 characters is nothing, never everything', [
    ['abc', { type: 'tail', chars: 0 }, ''], ['', { type: 'tail', chars: 0 }, ''],
  ]),
  definePicks('selectors.bytes.range', 'selectors.bytes', 'bytes is the range [start, end), decoded; bounds clamp', [
    ['abcdef', { type: 'bytes' }, 'abcdef'], ['abcdef', { type: 'bytes', start: 2 }, 'cdef'], ['abcdef', { type: 'bytes', end: 2 }, 'ab'],
    ['abcdef', { type: 'bytes', start: 2, end: 4 }, 'cd'], ['abcdef', { type: 'bytes', start: 4, end: 99 }, 'ef'],
    ['abcdef', { type: 'bytes', start: 6 }, ''],
    ['abcdef', { type: 'bytes', start: 99 }, ''], ['abcdef', { type: 'bytes', start: 4, end: 2 }, ''], ['abcdef', { type: 'bytes', start: 3, end: 3 }, ''],
    ['abcdef', { type: 'bytes', end: 0 }, ''], ['abcdef', { type: 'bytes', end: Number.MAX_SAFE_INTEGER }, 'abcdef'], ['', { type: 'bytes' }, ''],
  ]),
  definePicks('selectors.bytes.cut-character', 'selectors.text', 'a character that a bound of bytes cuts reads as U+FFFD', [
    [`a${SMILE}b`, { type: 'bytes', end: 3 }, 'a\ufffd'], [`a${SMILE}b`, { type: 'bytes', start: 3 }, '\ufffd\ufffdb'],
    ['\u00e9', { type: 'bytes', start: 1 }, '\ufffd'], ['\u00e9\u00e9', { type: 'bytes', start: 0, end: 2 }, '\u00e9'],
  ]),
  definePicks('selectors.text.invalid', 'selectors.text', 'invalid bytes read as U+FFFD, one for each maximal part of a character', [
    [BROKEN, { type: 'head' }, BROKEN_TEXT], [BROKEN, { type: 'tail' }, BROKEN_TEXT], [BROKEN, { type: 'bytes' }, BROKEN_TEXT],
    [BROKEN, { type: 'lines' }, BROKEN_TEXT],
    [BROKEN, { type: 'rows' }, BROKEN_TEXT], [BROKEN, { type: 'head', chars: 3 }, 'a\ufffd\ufffd'],
    [BROKEN, { type: 'tail', chars: 4 }, '\ufffd\ufffd\ufffdz'],
    [BROKEN, { type: 'grep', pattern: 'b\ufffd' }, `1:${BROKEN_TEXT}`],
  ]),
  definePicks('selectors.text.byte-order-mark', 'selectors.text', 'a byte-order mark is kept, and counts as a character', [
    ['\ufeffabc', { type: 'head', chars: 2 }, '\ufeffa'], ['\ufeffabc', { type: 'tail' }, '\ufeffabc'], ['\ufeffabc', { type: 'bytes' }, '\ufeffabc'],
    ['\ufeffabc\nd', { type: 'lines', end: 1 }, '\ufeffabc'], ['\ufeffa,b\nd', { type: 'rows', end: 1 }, '\ufeffa,b'],
    ['\ufeffabc', { type: 'grep', pattern: 'b' }, '1:\ufeffabc'],
    ['a\ufeffb', { type: 'head' }, 'a\ufeffb'], ['\ufeff\ufeff', { type: 'head' }, '\ufeff\ufeff'],
  ]),

  defineCase('selectors.text.chunk-borders', 'selectors.text', 'characters that lie across the border of two chunks are read whole', async (kit) => {
    const { artifacts } = await kit.open();
    for (const before of [1, 2, 3, 4]) {
      const text = `${'x'.repeat(BORDER - before)}${SMILE}\u00e9${'y'.repeat(BORDER)}`;
      await artifacts.put('a', text);
      const what = `a character that begins ${before} bytes before a border`;
      kit.expect.equal(await artifacts.drilldown('a', { type: 'head', chars: BORDER - before + 2 }), text.slice(0, BORDER - before + 3), `head with ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'tail', chars: BORDER + 3 }), `x${SMILE}\u00e9${'y'.repeat(BORDER)}`, `tail with ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'bytes', start: BORDER - before, end: BORDER - before + 6 }), `${SMILE}\u00e9`, `bytes with ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'lines' }), text, `lines with ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'rows' }), text, `rows with ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern: `${SMILE}\u00e9` }), `1:${text}`, `grep with ${what}`);
    }
  }),

  defineCase('selectors.text.any-bytes', 'selectors.text', 'head, tail and bytes of any bytes are those of the whole, decoded', async (kit) => {
    const { artifacts } = await kit.open();
    for (let round = 0; round < 40; round += 1) {
      const content = hostileBytes(kit.random, 30);
      const characters = Array.from(decoded(content));
      await artifacts.put('a', content);
      for (const count of [0, 1, 2, 3, 5, 8, 13, 40]) {
        const last = characters.slice(Math.max(0, characters.length - count)).join('');
        const what = `${count} of the bytes ${hex(content)}`;
        kit.expect.equal(await artifacts.drilldown('a', { type: 'head', chars: count }), characters.slice(0, count).join(''), `head ${what}`);
        kit.expect.equal(await artifacts.drilldown('a', { type: 'tail', chars: count }), last, `tail ${what}`);
        kit.expect.equal(await artifacts.drilldown('a', { type: 'bytes', start: count }), decoded(content.subarray(count)), `bytes from ${what}`);
      }
    }
  }),

  defineCase('selectors.text.large-tail', 'selectors.tail', 'head and tail of a large artifact are its first and last characters', async (kit) => {
    const { artifacts } = await kit.open();
    const text = `first\n${'\u4e2d'.repeat(200_000)}\nlast ${SMILE}`;
    await artifacts.put('a', utf8(text));
    kit.expect.equal(await artifacts.drilldown('a', { type: 'head', chars: 7 }), 'first\n\u4e2d', 'head');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'tail', chars: 8 }), `\u4e2d\nlast ${SMILE}`, 'tail');
    kit.expect.equal((await artifacts.drilldown('a', { type: 'tail', chars: 150_000 })).length, 150_001, 'UTF-16 units of a tail of 150,000 characters');
  }),
];
