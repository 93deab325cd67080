import type { CustomSelector } from '../../contract/selector.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { show } from '../show.ts';
import { wrong } from '../samples.ts';

/** One good selector of each type, and those of its options that are bounds. */
const TYPES: readonly { readonly good: CustomSelector; readonly counts: readonly string[] }[] = [
  { good: { type: 'head' }, counts: ['chars', 'start'] },
  { good: { type: 'tail' }, counts: ['chars'] },
  { good: { type: 'lines' }, counts: ['start', 'end'] },
  { good: { type: 'rows' }, counts: ['start', 'end'] },
  { good: { type: 'json_keys', keys: ['a'] }, counts: [] },
  { good: { type: 'json_pointer', pointer: '/a' }, counts: [] },
  { good: { type: 'grep', pattern: 'a' }, counts: ['before', 'after', 'limit', 'start'] },
  { good: { type: 'bytes' }, counts: ['start', 'end'] },
  { good: { type: 'outline' }, counts: [] },
];

/** No bound: negative, a fraction, no number, too great, or of the wrong type. */
const BAD_BOUNDS = [-1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, '1', null, 1n, true, [], {}];

class Head {
  readonly type = 'head';
}

/** Not selectors at all, or of no type there is. */
const NO_SELECTORS: readonly unknown[] = [
  undefined, null, 'head', 5, [], [{ type: 'head' }], {}, { chars: 5 }, { type: 'HEAD' }, { type: '' }, { type: 'head ' }, { type: 'jq' }, { type: null },
  { type: 5 },
  { type: ['head'] }, { type: 'constructor' }, { type: '__proto__' }, { type: 'toString' }, () => ({ type: 'head' }), new Head(),
];

/** Misspelt, of another selector, or of somebody else's. */
const UNKNOWN_KEYS = ['char', 'n', 'count', 'length', 'offset', 'from', 'to', 'Start', 'START', 'encoding', 'key', 'path', 'flags', 'constructor', ''];

/** What every selector refuses. */
export const selectorsOptionsCases: readonly ConformanceCase[] = [
  defineCase('selectors.options.none', 'selectors.options', 'what is no selector, or of an unknown type, is INVALID_SELECTOR', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', '{"a":1}');
    for (const selector of NO_SELECTORS) {
      const error = await kit.expect.rejects(() => artifacts.drilldown('a', wrong(selector)), 'INVALID_SELECTOR', `drilldown with ${show(selector)}`);
      kit.expect.ok(!Object.hasOwn(error, 'cause'), `drilldown with ${show(selector)}: it was looked at and refused, nothing went wrong with it`);
      await kit.expect.rejects(() => artifacts.select('a', wrong(selector)), 'INVALID_SELECTOR', `select with ${show(selector)}`);
    }
  }),

  ...TYPES.map(({ good, counts }) =>
    defineCase(`selectors.options.${good.type.replace('_', '-')}`, 'selectors.options', `${good.type} refuses unknown keys and bad bounds`, async (kit) => {
      const { artifacts } = await kit.open();
      await artifacts.put('a', '{"a":1}');
      await artifacts.drilldown('a', good);
      for (const key of UNKNOWN_KEYS) {
        const selector = { ...good, [key]: 1 };
        const error = await kit.expect.rejects(() => artifacts.drilldown('a', selector), 'INVALID_SELECTOR', `drilldown with the key '${key}'`);
        kit.expect.equal([error.details['type'], error.details['key']], [good.type, key], `details of drilldown with the key '${key}'`);
        await kit.expect.rejects(() => artifacts.select('a', selector), 'INVALID_SELECTOR', `select with the key '${key}'`);
      }
      for (const key of counts) for (const value of BAD_BOUNDS) {
        const selector = { ...good, [key]: value };
        await kit.expect.rejects(() => artifacts.drilldown('a', selector), 'INVALID_SELECTOR', `drilldown with ${key}: ${show(value)}`);
        await kit.expect.rejects(() => artifacts.select('a', selector), 'INVALID_SELECTOR', `select with ${key}: ${show(value)}`);
      }
    })),

  defineCase('selectors.options.undefined', 'selectors.options', 'an option given as undefined is an option not given', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', '{"a":1}');
    for (const { good, counts } of TYPES) {
      const selector = { ...good, ...Object.fromEntries(counts.map((key) => [key, undefined])) };
      kit.expect.equal(await artifacts.drilldown('a', selector), await artifacts.drilldown('a', good), show(selector));
    }
  }),

  defineCase('selectors.options.content-unread', 'selectors.options', 'a bad selector is refused whatever the artifact holds', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('empty', '');
    for (const selector of [{ type: 'lines', start: -1 }, { type: 'grep', pattern: '(', regex: true }, { type: 'json_pointer', pointer: 'a' }, { type: 'jq' },
      { type: 'rows', columns: [null] }, { type: 'rows', columns: ['a'], header: false }, { type: 'rows', columns: [] }]) {
      await kit.expect.rejects(() => artifacts.drilldown('empty', selector), 'INVALID_SELECTOR', `${show(selector)} of an empty artifact`);
    }
  }),
];
