import { LIMITS } from '../../limits.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { chain } from '../picks.ts';
import { inPieces, utf8 } from '../samples.ts';

const MOST = LIMITS.selectionBytes;
/** 1,024 bytes with its line end. */
const LINE = `${'line '.repeat(204)}\u00e9!`;

/** The most text that one selection gives. Each of these reads many MiB, so each reads them as seldom as it can. */
export const selectorsLimitsCases: readonly ConformanceCase[] = [
  defineCase('selectors.limit.next', 'selectors.limit', 'select stops at 16 MiB with a next, drilldown refuses', async (kit) => {
    const { artifacts } = await kit.open();
    const text = `${LINE}\n`.repeat(MOST / 1_024 + 100);
    await artifacts.put('a', text);
    await kit.expect.rejects(artifacts.drilldown('a', { type: 'lines' }), 'INVALID_SELECTOR', 'drilldown with lines of more than 16 MiB');
    const selections = await chain(artifacts, 'a', { type: 'lines' });
    kit.expect.equal(selections.map(({ truncated }) => truncated), [true, false], 'truncated of two selections by lines');
    kit.expect.ok(utf8(selections[0]?.text ?? '').length <= MOST, 'a selection by lines has no more than 16 MiB');
    kit.expect.ok(selections.map((one) => one.text).join('\n') === text.slice(0, -1), 'two selections by lines, joined, are the whole text');
  }),

  defineCase('selectors.limit.no-next', 'selectors.limit', 'a tail that does not fit is the last 16 MiB, and drilldown refuses', async (kit) => {
    const { artifacts } = await kit.open();
    const text = `${'x'.repeat(MOST)}\n\u{1f600}`;
    await artifacts.put('a', text);
    const { text: last, truncated, next } = await artifacts.select('a', { type: 'tail', chars: 2 * MOST });
    kit.expect.ok(last === text.slice(5), 'tail gives the last 16 MiB');
    kit.expect.equal({ truncated, next }, { truncated: true, next: null }, 'truncated and next of a tail of more than 16 MiB');
    await kit.expect.rejects(artifacts.drilldown('a', { type: 'tail', chars: 2 * MOST }), 'INVALID_SELECTOR', 'drilldown with tail of more than 16 MiB');
  }),

  defineCase('selectors.limit.reached', 'selectors.limit', 'what has exactly 16 MiB is given whole', async (kit) => {
    const { artifacts } = await kit.open();
    const text = '\u00e9'.repeat(MOST / 2);
    await artifacts.put('a', text);
    const { text: selected, truncated, next } = await artifacts.select('a', { type: 'bytes' });
    kit.expect.ok(selected === text, 'select with bytes gives all 16 MiB');
    kit.expect.equal({ truncated, next }, { truncated: false, next: null }, 'truncated and next of bytes');
    kit.expect.ok((await artifacts.drilldown('a', { type: 'lines' })) === text, 'drilldown with lines gives all 16 MiB');
  }),

  defineCase('selectors.limit.one-part', 'selectors.limit', 'a line, record or JSON value of more than 16 MiB is INVALID_SELECTOR', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', inPieces(utf8(`["short",\n"${'x'.repeat(MOST)}x",\n"short"]`), 1_048_576));
    const tooLong = [{ type: 'lines', start: 1, end: 2 }, { type: 'rows', start: 1, end: 2 }, { type: 'json_pointer', pointer: '/1' }];
    for (const selector of tooLong) await kit.expect.rejects(artifacts.select('a', selector), 'INVALID_SELECTOR', `${selector.type} of more than 16 MiB`);
    kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', start: 0, end: 1 }), '["short",', 'the line before it');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_pointer', pointer: '/2' }), 'short', 'the JSON value after it');
  }),
];
