import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { decoded, definePicks, hex, hostileBytes, linesOf } from '../picks.ts';
import { range } from '../samples.ts';

const BORDER = 131_072;

/** `lines`: what a line is, and ranges of lines. */
export const selectorsLinesCases: readonly ConformanceCase[] = [
  definePicks('selectors.lines.range', 'selectors.lines', 'lines is [start, end) from 0; bounds clamp', [
    ['a\nb\nc\nd', { type: 'lines' }, 'a\nb\nc\nd'], ['a\nb\nc\nd', { type: 'lines', start: 1, end: 3 }, 'b\nc'],
    ['a\nb\nc\nd', { type: 'lines', start: 3 }, 'd'],
    ['a\nb\nc\nd', { type: 'lines', end: 1 }, 'a'], ['a\nb\nc\nd', { type: 'lines', start: 2, end: 99 }, 'c\nd'],
    ['a\nb\nc\nd', { type: 'lines', start: 4 }, ''],
    ['a\nb\nc\nd', { type: 'lines', start: 99, end: 100 }, ''], ['a\nb\nc\nd', { type: 'lines', start: 2, end: 2 }, ''],
    ['a\nb\nc\nd', { type: 'lines', start: 3, end: 1 }, ''], ['a\nb\nc\nd', { type: 'lines', end: 0 }, ''],
    ['a\nb', { type: 'lines', start: 0, end: Number.MAX_SAFE_INTEGER }, 'a\nb'], ['a\nb', { type: 'lines', start: Number.MAX_SAFE_INTEGER }, ''],
    ['a\nb', { type: 'lines', start: undefined, end: undefined }, 'a\nb'], ['', { type: 'lines' }, ''],
  ]),
  definePicks('selectors.lines.ends', 'selectors.line-ends', 'lines end at LF, CRLF or CR, and are joined with LF', [
    ['a\r\nb\r\nc', { type: 'lines' }, 'a\nb\nc'], ['a\rb\rc', { type: 'lines' }, 'a\nb\nc'], ['a\nb\r\nc\rd', { type: 'lines' }, 'a\nb\nc\nd'],
    ['a\r\r\nb', { type: 'lines' }, 'a\n\nb'], ['a\n\rb', { type: 'lines' }, 'a\n\nb'], ['a\r\n\r\nb', { type: 'lines', start: 1, end: 2 }, ''],
    ['a\r\nb\rc', { type: 'lines', start: 1, end: 2 }, 'b'], ['a\r\nb\rc', { type: 'lines', start: 2 }, 'c'],
  ]),
  definePicks('selectors.lines.other-separators', 'selectors.line-ends', 'no other character ends a line', [
    ['a\u2028b\u2029c\u0085d\u000be\u000cf\u0000g\u001eh', { type: 'lines', end: 1 }, 'a\u2028b\u2029c\u0085d\u000be\u000cf\u0000g\u001eh'],
  ]),
  definePicks('selectors.lines.final-end', 'selectors.line-ends', 'a final line end adds no empty line, and empty lines count', [
    ['a\nb\n', { type: 'lines' }, 'a\nb'], ['a\nb\r\n', { type: 'lines' }, 'a\nb'], ['a\nb\r', { type: 'lines' }, 'a\nb'],
    ['a\nb\n', { type: 'lines', start: 2 }, ''],
    ['a\n\n', { type: 'lines' }, 'a\n'], ['\n', { type: 'lines' }, ''], ['\n\n', { type: 'lines' }, '\n'], ['\n\na', { type: 'lines' }, '\n\na'],
    ['\n\na', { type: 'lines', start: 1, end: 3 }, '\na'], ['a\n\n\nb', { type: 'lines', start: 1, end: 3 }, '\n'],
  ]),

  defineCase('selectors.lines.chunk-borders', 'selectors.line-ends', 'a line end that lies across the border of two chunks is one', async (kit) => {
    const { artifacts } = await kit.open();
    for (const lineEnd of ['\n', '\r\n', '\r']) for (const before of [0, 1, 2]) {
      await artifacts.put('a', `${'x'.repeat(BORDER - before)}${lineEnd}second${lineEnd}${'y'.repeat(BORDER)}${lineEnd}`);
      const what = `${JSON.stringify(lineEnd)} that begins ${before} bytes before a border`;
      kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', start: 1, end: 2 }), 'second', `the line after ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', start: 2 }), 'y'.repeat(BORDER), `the last line, after ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', end: 1 }), 'x'.repeat(BORDER - before), `the line before ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'rows', start: 1, end: 2 }), 'second', `the row after ${what}`);
      kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern: 'second' }), '2:second', `grep of the line after ${what}`);
    }
  }),

  defineCase('selectors.lines.many', 'selectors.lines', 'any range of many lines is those lines', async (kit) => {
    const { artifacts } = await kit.open();
    const lines = range(0, 49_999).map((n) => `line ${n}`);
    await artifacts.put('a', lines.join('\r\n'));
    for (const [start, end] of [[0, 3], [9_999, 10_001], [11_914, 11_917], [49_998, 60_000], [20_000, 40_000]] as const) {
      kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', start, end }), lines.slice(start, end).join('\n'), `lines [${start}, ${end}) of 50,000`);
    }
  }),

  defineCase('selectors.lines.any-bytes', 'selectors.lines', 'lines of any bytes are those of the whole, decoded', async (kit) => {
    const { artifacts } = await kit.open();
    for (let round = 0; round < 40; round += 1) {
      const content = hostileBytes(kit.random, 40);
      const lines = linesOf(decoded(content));
      await artifacts.put('a', content);
      for (const [start, end] of [[0, 1], [1, 3], [2, undefined], [0, undefined], [4, 9]] as const) {
        const what = `lines [${start}, ${end}) of the bytes ${hex(content)}`;
        kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', start, end }), lines.slice(start, end).join('\n'), what);
      }
    }
  }),
];
