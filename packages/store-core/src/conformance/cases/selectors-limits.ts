import { LIMITS } from '../../limits.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { chain, decoded } from '../picks.ts';
import { inPieces, utf8 } from '../samples.ts';

const MOST = LIMITS.selectionBytes;
/** Where a chunk ends: content is read in these. */
const BORDER = 131_072;
/** 1,024 bytes with its line end, among them the first and the last characters of each length in UTF-8. */
const LINE = `${'line '.repeat(199)}\u007f\u0080\u00e9\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}!`;
/** The line before those, all of it ASCII: read in a fraction of the time. Only around the limit does it matter how long lines and characters are. */
const LONG_LINE = `line${'.'.repeat(MOST - 300 * 1_024 - 'first\nline\n'.length)}`;
const LINES = 400;

/** Selectors of lines that go on where they stopped, and what they show before each line. They begin at the second line, so that the limit is within a chunk. */
const LINE_SELECTORS: readonly { readonly selector: { readonly type: 'lines' | 'grep'; readonly start: 1; readonly pattern?: string }; readonly before: (line: number) => string }[] = [
  { selector: { type: 'lines', start: 1 }, before: () => '' },
  { selector: { type: 'grep', pattern: 'line', start: 1 }, before: (line) => `${line}:` },
];

/**
 * JSON that is `size` bytes long when it is written out, and that text: of every kind of value, with keys out of order, some of them twice, and
 * escapes that are not needed.
 */
function jsonOfSize(size: number): { readonly json: string; readonly written: string } {
  const open = '{\n  "v": {\n    "a": [\n      1.0,\n      [],\n      [\n        {},\n        {\n          "\u00e9": null\n        }\n      ],\n      true\n    ],\n    "b\\n": "/",\n    "c": "\u00e9",\n    "long": "';
  const close = '"\n  },\n  "\u00e9\\n": [\n    -1e5\n  ]\n}';
  const long = 'x'.repeat(size - utf8(open + close).length);
  const value = `{"c":[1,{"twice":2}],"b\\n":"\\/","c":"\\u00e9","a":[1.0,[],[{},{"\\u00e9":null}],true],"long":"${long}"}`;
  return { json: `{"v":"twice","\u00e9\\n":["twice"],"\\u00e9\\n":[-1e5],"v":${value}}`, written: open + long + close };
}

/** The most text that one selection gives. Each of these reads many MiB, so each reads them as seldom as it can. */
export const selectorsLimitsCases: readonly ConformanceCase[] = [
  defineCase('selectors.limit.next', 'selectors.limit', 'select stops at 16 MiB with a next, and gives as much as fits; drilldown refuses', async (kit) => {
    const { artifacts } = await kit.open();
    const content = utf8(`first\n${LONG_LINE}\n${`${LINE}\n`.repeat(LINES)}`);
    await artifacts.put('a', content);
    for (const { selector, before } of LINE_SELECTORS) {
      const { text, truncated, next } = await artifacts.select('a', selector);
      const shown = [`${before(2)}${LONG_LINE}`];
      for (let line = 3, size = utf8(shown.join('')).length; ; line += 1) {
        size += 1_024 + before(line).length;
        if (size > MOST) break;
        shown.push(`${before(line)}${LINE}`);
      }
      kit.expect.ok(text === shown.join('\n'), `${selector.type} gives as many lines as fit into 16 MiB`);
      kit.expect.equal({ truncated, next }, { truncated: true, next: { ...selector, start: 1 + shown.length } }, `truncated and next of ${selector.type}`);
    }
    // The limit is right behind a character of two bytes, within a chunk.
    const start = 1_000;
    const head = { type: 'head', chars: 2 * MOST, start } as const;
    const { details } = await kit.expect.rejects(artifacts.drilldown('a', head), 'INVALID_SELECTOR', 'drilldown with head of more than 16 MiB');
    kit.expect.equal([details['type'], details['limit']], ['head', MOST], 'details of that');
    const { text, truncated, next } = await artifacts.select('a', head);
    kit.expect.ok(text === decoded(content.subarray(start, start + MOST)), 'head gives as many characters as fit into 16 MiB');
    kit.expect.equal({ truncated, next }, { truncated: true, next: { ...head, start: start + MOST } }, 'truncated and next of head');
  }),

  defineCase('selectors.limit.no-next', 'selectors.limit', 'a tail that does not fit is the last 16 MiB', async (kit) => {
    const { artifacts } = await kit.open();
    // Of the first character, three bytes would fit.
    const fits = `${LINE}\n`.repeat(MOST / 1_024).slice(3);
    await artifacts.put('a', `before\u{1f600}${fits}`);
    const { text: last, truncated, next } = await artifacts.select('a', { type: 'tail', chars: 2 * MOST });
    kit.expect.ok(last === fits, 'tail gives the last 16 MiB, and no part of a character');
    kit.expect.equal({ truncated, next }, { truncated: true, next: null }, 'truncated and next of a tail of more than 16 MiB');
    await kit.expect.rejects(artifacts.drilldown('a', { type: 'tail', chars: 2 * MOST }), 'INVALID_SELECTOR', 'drilldown with tail of more than 16 MiB');
  }),

  defineCase('selectors.limit.reached', 'selectors.limit', 'what has exactly 16 MiB is given whole', async (kit) => {
    const { artifacts } = await kit.open();
    const text = 'x'.repeat(MOST);
    await artifacts.put('a', text);
    const { text: selected, truncated, next } = await artifacts.select('a', { type: 'bytes' });
    kit.expect.ok(selected === text, 'select with bytes gives all 16 MiB');
    kit.expect.equal({ truncated, next }, { truncated: false, next: null }, 'truncated and next of bytes');
    for (const type of ['head', 'tail'] as const) kit.expect.ok((await artifacts.drilldown('a', { type, chars: 2 * MOST })) === text, `drilldown with ${type} gives all 16 MiB`);
    await artifacts.put('a', `first\n${text}\nlast\n`);
    const { truncated: cut, next: following } = await artifacts.select('a', { type: 'bytes' });
    kit.expect.equal({ cut, following }, { cut: true, following: { type: 'bytes', start: MOST } }, 'truncated and next of bytes of more than 16 MiB');
    await kit.expect.rejects(artifacts.drilldown('a', { type: 'bytes' }), 'INVALID_SELECTOR', 'drilldown with bytes of more than 16 MiB');
    for (const type of ['lines', 'rows'] as const) kit.expect.ok((await artifacts.drilldown('a', { type, start: 1, end: 2 })) === text, `drilldown with ${type} gives a line of 16 MiB`);
    kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern: 'st' }), '1:first\n3:last', 'grep passes over a line of 16 MiB');
    await kit.expect.rejects(artifacts.select('a', { type: 'grep', pattern: 'last', before: 1 }), 'INVALID_SELECTOR', 'grep of a match whose context does not fit');
  }),

  defineCase('selectors.limit.exact', 'selectors.limit', 'lines, records and a match that have exactly 16 MiB are given, and next begins right after them', async (kit) => {
    const { artifacts } = await kit.open();
    // The lines that fit end at the border of a chunk, begin with an empty one, and another one follows.
    const fits = `\n${'x'.repeat(MOST - 1)}`;
    await artifacts.put('a', `${'f'.repeat(BORDER - 2)}\n${fits}\n\nlast\n`);
    for (const type of ['lines', 'rows'] as const) {
      const { text, truncated, next } = await artifacts.select('a', { type, start: 1 });
      kit.expect.ok(text === fits, `${type} of more gives the first 16 MiB of it`);
      kit.expect.equal({ truncated, next }, { truncated: true, next: { type, start: 3 } }, `truncated and next of ${type} of more`);
    }
    await kit.expect.rejects(artifacts.drilldown('a', { type: 'rows', start: 1 }), 'INVALID_SELECTOR', 'drilldown with rows of more than 16 MiB');
    kit.expect.ok((await artifacts.drilldown('a', { type: 'lines', start: 1, end: 3 })) === fits, 'lines gives the 16 MiB that were asked for');
    const begin = '2:m\n3-';
    const around = 'x'.repeat(MOST - begin.length);
    await artifacts.put('a', `first\nm\n${around}\ny\nz\nm\n`);
    const selections = await chain(artifacts, 'a', { type: 'grep', pattern: 'm', after: 1 });
    kit.expect.ok(selections[0]?.text === begin + around, 'grep gives a match that has 16 MiB with its context');
    kit.expect.equal(selections.slice(1).map(({ text }) => text), ['6:m'], 'the match after it');
    for (const limit of [undefined, 1]) {
      await kit.expect.rejects(artifacts.select('a', { type: 'grep', pattern: 'm', after: 2, limit }), 'INVALID_SELECTOR', `grep of a match whose context has a line too many, limit ${limit}`);
    }
  }),

  defineCase('selectors.limit.one-more', 'selectors.limit', 'what has one byte more than 16 MiB leaves its last line to next', async (kit) => {
    const { artifacts } = await kit.open();
    for (const end of ['', '\n']) {
      await artifacts.put('a', `a\n${'x'.repeat(MOST - 1)}${end}`);
      const what = `lines of ${MOST + 1} bytes and ${JSON.stringify(end)}`;
      kit.expect.equal(await artifacts.select('a', { type: 'lines' }), { text: 'a', truncated: true, next: { type: 'lines', start: 1 } }, what);
    }
    kit.expect.equal(await artifacts.select('a', { type: 'rows' }), { text: 'a', truncated: true, next: { type: 'rows', start: 1 } }, `rows of ${MOST + 1} bytes`);
    // More bytes than a selection may have, but not more characters.
    await artifacts.put('a', `"${'\u00e9'.repeat(MOST / 2)}x"`);
    await kit.expect.rejects(artifacts.select('a', { type: 'rows' }), 'INVALID_SELECTOR', `rows of one of ${MOST + 1} bytes`);
    await kit.expect.rejects(artifacts.select('a', { type: 'json_pointer', pointer: '' }), 'INVALID_SELECTOR', `json_pointer of a string of ${MOST + 1} bytes`);
  }),

  defineCase('selectors.limit.json-parts', 'selectors.limit', 'a JSON string of 16 MiB is given, members that do not fit together are INVALID_SELECTOR, and what is not asked for may be of any length', async (kit) => {
    const { artifacts } = await kit.open();
    const long = 'x'.repeat(MOST);
    await artifacts.put('a', `{"a":"${long}"}`);
    kit.expect.ok((await artifacts.drilldown('a', { type: 'json_pointer', pointer: '/a' })) === long, 'json_pointer gives a string of 16 MiB');
    const alone = await kit.expect.rejects(artifacts.select('a', { type: 'json_keys', keys: ['a'] }), 'INVALID_SELECTOR', 'json_keys of a member that does not fit with its key');
    const around = '{\n  "a": "",\n  "b": ""\n}'.length;
    const half = long.slice(MOST / 2);
    await artifacts.put('a', `{"a":"${half}","b":"${half.slice(around - 1)}"}`);
    const together = await kit.expect.rejects(artifacts.select('a', { type: 'json_keys', keys: ['a', 'b'] }), 'INVALID_SELECTOR', 'json_keys of two members that have one byte more than 16 MiB together');
    for (const { details } of [alone, together]) kit.expect.equal([details['type'], details['limit']], ['json_keys', MOST], 'details of that');
    await artifacts.put('a', `{"${long}x":1,"a":2}`);
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_keys', keys: ['a'] }), '{\n  "a": 2\n}', 'json_keys of a member after a key of more than 16 MiB');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_pointer', pointer: '/a' }), '2', 'json_pointer to a member after a key of more than 16 MiB');
    await kit.expect.rejects(artifacts.select('a', { type: 'json_pointer', pointer: '' }), 'INVALID_SELECTOR', 'json_pointer of an object with a key of more than 16 MiB');
  }),

  defineCase('selectors.limit.json', 'selectors.limit', 'JSON that is written out to exactly 16 MiB is given whole, one byte more is INVALID_SELECTOR', async (kit) => {
    const { artifacts } = await kit.open();
    const { json, written } = jsonOfSize(MOST);
    const all = [{ type: 'json_keys', keys: ['\u00e9\n', 'v'] }, { type: 'json_pointer', pointer: '' }];
    await artifacts.put('a', json);
    for (const selector of all) kit.expect.ok((await artifacts.drilldown('a', selector)) === written, `${selector.type} gives all 16 MiB`);
    await artifacts.put('a', jsonOfSize(MOST + 1).json);
    for (const selector of all) {
      const { details } = await kit.expect.rejects(artifacts.select('a', selector), 'INVALID_SELECTOR', `${selector.type} of one byte more`);
      kit.expect.equal([details['type'], details['limit']], [selector.type, MOST], `details of ${selector.type} of one byte more`);
    }
  }),

  defineCase('selectors.limit.one-part', 'selectors.limit', 'a line, record or JSON value of more than 16 MiB is INVALID_SELECTOR', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', inPieces(utf8(`["short",\n"${'x'.repeat(MOST)}x",\n"short"]`), 1_048_576));
    const tooLong = [{ type: 'lines', start: 1, end: 2 }, { type: 'rows', start: 1, end: 2, columns: [1] }, { type: 'json_pointer', pointer: '/1' }, { type: 'json_pointer', pointer: '' }, { type: 'grep', pattern: 'nowhere' }];
    for (const selector of tooLong) {
      const { details } = await kit.expect.rejects(artifacts.select('a', selector), 'INVALID_SELECTOR', `${selector.type} of more than 16 MiB`);
      kit.expect.equal([details['type'], details['limit']], [selector.type, MOST], `details of ${selector.type} of more than 16 MiB`);
    }
    kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', start: 0, end: 1 }), '["short",', 'the line before it');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern: 'short', limit: 1 }), '1:["short",', 'a match before it, where no more are asked for');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_pointer', pointer: '/2' }), 'short', 'the JSON value after it');
  }),
];
