import type { Selection, Selector } from '../../contract/selector.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { chain, decoded, hex, hostileBytes, linesOf } from '../picks.ts';
import { range } from '../samples.ts';
import { show } from '../show.ts';

const TEN = range(0, 9).join('\n');

/** What `select` gives of ten lines, 0 to 9. */
const OF_TEN: readonly (readonly [selector: Selector, selection: Selection])[] = [
  [{ type: 'lines' }, { text: TEN, truncated: false, next: null }],
  [{ type: 'lines', start: 2, end: 5 }, { text: '2\n3\n4', truncated: true, next: { type: 'lines', start: 5, end: 8 } }],
  [{ type: 'lines', end: 4 }, { text: '0\n1\n2\n3', truncated: true, next: { type: 'lines', start: 4, end: 8 } }],
  [{ type: 'lines', start: 8, end: 12 }, { text: '8\n9', truncated: false, next: null }],
  [{ type: 'lines', start: 7, end: 10 }, { text: '7\n8\n9', truncated: false, next: null }],
  [{ type: 'rows', start: 2, end: 5 }, { text: '2\n3\n4', truncated: true, next: { type: 'rows', start: 5, end: 8 } }],
  [{ type: 'rows', columns: [0], delimiter: ',', start: 1, end: 2 }, { text: '1', truncated: true, next: { type: 'rows', columns: [0], delimiter: ',', start: 2, end: 3 } }],
  [{ type: 'rows', start: 8, end: 12 }, { text: '8\n9', truncated: false, next: null }],
  [{ type: 'bytes', start: 2, end: 5 }, { text: '1\n2', truncated: true, next: { type: 'bytes', start: 5, end: 8 } }],
  [{ type: 'bytes', start: 15 }, { text: '\n8\n9', truncated: false, next: null }],
  [{ type: 'bytes', start: 16, end: 19 }, { text: '8\n9', truncated: false, next: null }],
  [{ type: 'head', chars: 3 }, { text: '0\n1', truncated: true, next: { type: 'head', chars: 3, start: 3 } }],
  [{ type: 'head', chars: 19 }, { text: TEN, truncated: false, next: null }],
  [{ type: 'head', chars: 5, start: 16 }, { text: '8\n9', truncated: false, next: null }],
  [{ type: 'tail', chars: 3 }, { text: '8\n9', truncated: true, next: null }],
  [{ type: 'tail', chars: 19 }, { text: TEN, truncated: false, next: null }],
  [{ type: 'grep', pattern: '', limit: 1, after: 1 }, { text: '1:0', truncated: true, next: { type: 'grep', pattern: '', limit: 1, after: 1, start: 1 } }],
  [{ type: 'grep', pattern: '9', limit: 1 }, { text: '10:9', truncated: false, next: null }],
  [{ type: 'grep', pattern: 'x' }, { text: '', truncated: false, next: null }],
];

/** Selections of nothing: they say that there is more, and going on would never end. */
const OF_NOTHING: readonly Selector[] = [
  { type: 'head', chars: 0 }, { type: 'tail', chars: 0 }, { type: 'lines', start: 3, end: 3 }, { type: 'rows', start: 3, end: 3 },
  { type: 'bytes', start: 3, end: 3 },
  { type: 'lines', start: 5, end: 2 }, { type: 'grep', pattern: '1', limit: 0 },
];

/** `select`: whether there is more, and how to go on. */
export const selectorsNextCases: readonly ConformanceCase[] = [
  defineCase('selectors.next.ranges', 'selectors.next', 'a selection says whether there is more, and its next is the range that follows', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', TEN);
    for (const [selector, selection] of OF_TEN) {
      kit.expect.equal(await artifacts.select('a', selector), selection, `select with ${show(selector)} of the lines 0 to 9`);
      kit.expect.equal(await artifacts.drilldown('a', selector), selection.text, `drilldown with ${show(selector)} of the lines 0 to 9`);
    }
  }),

  defineCase('selectors.next.nothing', 'selectors.next', 'a selection of nothing has no next: to go on would never end', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', TEN);
    await artifacts.put('empty', '');
    for (const selector of OF_NOTHING) {
      kit.expect.equal(await artifacts.select('a', selector), { text: '', truncated: true, next: null }, `select with ${show(selector)} of ten lines`);
      kit.expect.equal(await artifacts.select('empty', selector), { text: '', truncated: false, next: null }, `select with ${show(selector)} of an empty artifact`);
    }
  }),

  defineCase('selectors.next.none', 'selectors.next', 'tail, json_keys, json_pointer and outline have no next', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', '{"a":[1,2],"b":"text"}');
    const selectors: Selector[] = [{ type: 'json_keys', keys: ['a'] }, { type: 'json_pointer', pointer: '/b' }, { type: 'outline' }, { type: 'tail', chars: 2 }];
    for (const selector of selectors) {
      const { truncated, next } = await artifacts.select('a', selector);
      kit.expect.equal({ truncated, next }, { truncated: selector.type === 'tail', next: null }, `truncated and next of ${show(selector)}`);
    }
  }),

  defineCase('selectors.next.head', 'selectors.next', 'heads one after the other are the whole text, no character cut or lost', async (kit) => {
    const { artifacts } = await kit.open();
    const text = `\ufeff${'a\u{1f600}\u00e9\u4e2d\r\n'.repeat(200)}end`;
    await artifacts.put('a', text);
    for (const chars of [1, 2, 7, 499, 500, 5_000]) {
      const selections = await chain(artifacts, 'a', { type: 'head', chars });
      kit.expect.equal(selections.map((one) => one.text).join(''), text, `heads of ${chars} characters, joined`);
      kit.expect.ok(selections.slice(0, -1).every((one) => Array.from(one.text).length === chars), `each but the last head has ${chars} characters`);
      kit.expect.equal(selections.map(({ truncated }) => truncated), selections.map((_, index) => index < selections.length - 1), `truncated, chars ${chars}`);
    }
  }),

  defineCase('selectors.next.head-invalid', 'selectors.next', 'heads one after the other of what is no UTF-8 are the whole, decoded', async (kit) => {
    const { artifacts } = await kit.open();
    for (let round = 0; round < 20; round += 1) {
      const content = hostileBytes(kit.random, 40);
      await artifacts.put('a', content);
      for (const chars of [1, 3]) {
        const texts = (await chain(artifacts, 'a', { type: 'head', chars })).map(({ text }) => text);
        kit.expect.equal(texts.join(''), decoded(content), `heads of ${chars} characters of the bytes ${hex(content)}`);
      }
    }
  }),

  defineCase('selectors.next.bytes', 'selectors.next', 'byte ranges one after the other are the whole', async (kit) => {
    const { artifacts } = await kit.open();
    const text = 'abcdefghij'.repeat(30_000);
    await artifacts.put('a', text);
    for (const end of [50_000, 131_072, 299_999, 300_000]) {
      const selections = await chain(artifacts, 'a', { type: 'bytes', end });
      kit.expect.equal(selections.map((one) => one.text).join(''), text, `ranges of ${end} bytes, joined`);
      kit.expect.equal(selections.length, Math.ceil(text.length / end), `how many ranges of ${end} bytes there are`);
    }
    const selections = await chain(artifacts, 'a', { type: 'bytes', start: 299_990, end: 299_996 });
    kit.expect.equal(selections.map((one) => one.text), ['abcdef', 'ghij'], 'six bytes near the end, and what follows');
  }),

  defineCase('selectors.next.lines', 'selectors.next', 'ranges of lines one after the other are all lines', async (kit) => {
    const { artifacts } = await kit.open();
    for (const text of [TEN, `${TEN}\n`, 'a\r\n\r\nb\rc\n\n\n', '\n', 'one']) {
      await artifacts.put('a', text);
      for (const end of [1, 2, 3, 10]) {
        const texts = (await chain(artifacts, 'a', { type: 'lines', end })).map((one) => one.text);
        kit.expect.equal(texts.join('\n'), linesOf(text).join('\n'), `lines of ${JSON.stringify(text)} by ${end}, joined`);
        kit.expect.equal(texts.length, Math.max(1, Math.ceil(linesOf(text).length / end)), `how many ranges of ${end} lines ${JSON.stringify(text)} has`);
      }
    }
  }),

  defineCase('selectors.next.rows', 'selectors.next', 'ranges of records one after the other are all records, each range with the header', async (kit) => {
    const { artifacts } = await kit.open();
    const records = range(1, 20).map((n) => (n % 3 === 0 ? `${n},"two\nlines"` : `${n},one`));
    await artifacts.put('a', `id,text\n${records.join('\n')}\n`);
    for (const end of [1, 3, 7, 20, 21]) {
      const selections = await chain(artifacts, 'a', { type: 'rows', header: true, columns: [0, 'text'], end });
      const expected = selections.map((_, index) => ['id,text', ...records.slice(index * end, (index + 1) * end)].join('\n'));
      kit.expect.equal(selections.map((one) => one.text), expected, `ranges of ${end} records`);
      kit.expect.equal(selections.length, Math.ceil(records.length / end), `how many ranges of ${end} records there are`);
    }
  }),
];
