import { describe, expect, test } from 'vitest';
import type { SelectorDefinition } from '../../src/contract/selector.ts';
import { InvalidArgumentError, SelectorError } from '../../src/errors.ts';
import { BUILT_IN_SELECTORS, createSelectorTable } from '../../src/selectors/index.ts';
import { sourceOf } from './source.ts';

const shout: SelectorDefinition = {
  type: 'shout',
  parse: (selector) => selector,
  select: async (source) => ({ text: source.ref.handle.toUpperCase(), truncated: false, next: null }),
};

test('every selector of the contract is built in', () => {
  const types = BUILT_IN_SELECTORS.map(({ type }) => type);
  expect(types).toEqual(['head', 'tail', 'lines', 'rows', 'json_keys', 'json_pointer', 'grep', 'bytes', 'outline']);
});

describe('a definition of the user’s own', () => {
  test('reads as the built-in ones do', async () => {
    const { definition, options } = createSelectorTable([shout])({ type: 'shout', loud: true });
    expect(options).toEqual({ type: 'shout', loud: true });
    expect(await definition.select(sourceOf(''), options)).toEqual({ text: 'A', truncated: false, next: null });
  });

  test.for<[string, unknown]>([
    ['has a built-in type', [{ ...shout, type: 'head' }]],
    ['has the type of another', [shout, { ...shout }]],
    ['has no type', [{ parse: shout.parse, select: shout.select }]],
    ['has an empty type', [{ ...shout, type: '' }]],
    ['has no parse', [{ type: 'shout', select: shout.select }]],
    ['has no select', [{ type: 'shout', parse: shout.parse }]],
    ['is no object', [null]],
    ['does not stand in an array', shout],
  ])('is refused where it %s', ([, definitions]) => {
    expect(() => createSelectorTable(definitions as readonly SelectorDefinition[])).toThrow(InvalidArgumentError);
  });

  test('that fails to parse is a SelectorError with the cause, and its own SelectorError is kept', () => {
    const cause = new TypeError('no');
    const broken = createSelectorTable([
      {
        ...shout,
        parse(): never {
          throw cause;
        },
      },
    ]);
    expect(() => broken({ type: 'shout' })).toThrow(expect.objectContaining({ code: 'INVALID_SELECTOR', cause }));
    const own = new SelectorError('not so loud');
    const strict = createSelectorTable([
      {
        ...shout,
        parse(): never {
          throw own;
        },
      },
    ]);
    expect(() => strict({ type: 'shout' })).toThrow(own);
  });
});

describe('a selector is refused', () => {
  const table = createSelectorTable([shout]);

  test('of a type that is not known, with those that are', () => {
    expect(() => table({ type: 'heads' })).toThrow(/"heads".*head, tail, lines, rows, json_keys, json_pointer, grep, bytes, outline, shout/);
    expect(() => table({ type: 'toString' })).toThrow(SelectorError);
  });

  test.for<[string, unknown]>([
    ['no selector', undefined],
    ['null', null],
    ['a string', 'head'],
    ['an array', [{ type: 'head' }]],
    ['an instance of a class', new Map([['type', 'head']])],
    ['no type', { chars: 3 }],
    ['a type that is no string', { type: 3 }],
    ['a symbol as a key', { type: 'head', [Symbol('chars')]: 3 }],
    ['an unknown key', { type: 'head', char: 3 }],
    ['an unknown key that is undefined', { type: 'tail', char: undefined }],
    ['a key of another selector', { type: 'tail', start: 3 }],
    ['an option of outline', { type: 'outline', depth: 3 }],
    ['negative chars', { type: 'head', chars: -1 }],
    ['fractional chars', { type: 'tail', chars: 0.5 }],
    ['a bound that is no number', { type: 'lines', start: '1' }],
    ['a bound that is null', { type: 'lines', end: null }],
    ['NaN', { type: 'bytes', start: Number.NaN }],
    ['infinity', { type: 'bytes', end: Number.POSITIVE_INFINITY }],
    ['a bound beyond the safe integers', { type: 'rows', start: 2 ** 53 }],
    ['no columns', { type: 'rows', columns: [] }],
    ['a negative column', { type: 'rows', columns: [-1] }],
    ['a column that is neither name nor index', { type: 'rows', columns: [true] }],
    ['columns that are no array', { type: 'rows', columns: 'a' }],
    ['a named column without a header', { type: 'rows', columns: ['a'], header: false }],
    ['a header that is no flag', { type: 'rows', header: 1 }],
    ['an empty delimiter', { type: 'rows', delimiter: '' }],
    ['a delimiter of two characters', { type: 'rows', delimiter: '::' }],
    ['a quote as a delimiter', { type: 'rows', delimiter: '"' }],
    ['a line end as a delimiter', { type: 'rows', delimiter: '\n' }],
    ['half a character as a delimiter', { type: 'rows', delimiter: '\ud83d' }],
    ['no keys', { type: 'json_keys' }],
    ['keys that are no array', { type: 'json_keys', keys: 'a' }],
    ['a key that is no string', { type: 'json_keys', keys: ['a', 1] }],
    ['no pointer', { type: 'json_pointer' }],
    ['a pointer without its slash', { type: 'json_pointer', pointer: 'a' }],
    ['a pointer in a fragment', { type: 'json_pointer', pointer: '#/a' }],
    ['a lone tilde', { type: 'json_pointer', pointer: '/a~' }],
    ['an unknown escape', { type: 'json_pointer', pointer: '/~2' }],
    ['no pattern', { type: 'grep' }],
    ['a pattern that is an expression', { type: 'grep', pattern: /a/ }],
    ['half a character as a pattern', { type: 'grep', pattern: '\ude00' }],
    ['an expression that is none', { type: 'grep', pattern: '(', regex: true }],
    ['a look-ahead, which RE2 does not have', { type: 'grep', pattern: 'a(?=b)', regex: true }],
    ['a back reference, which RE2 does not have', { type: 'grep', pattern: '(a)\\1', regex: true }],
    ['an expression that nests too deeply', { type: 'grep', pattern: '('.repeat(100_000), regex: true }],
    ['a negative limit', { type: 'grep', pattern: 'a', limit: -1 }],
    ['a flag that is none', { type: 'grep', pattern: 'a', ignoreCase: 'yes' }],
  ])('with %s', ([, selector]) => {
    expect(() => table(selector)).toThrow(SelectorError);
  });

  test('with the type and the key in its details', () => {
    expect(() => table({ type: 'lines', start: -1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_SELECTOR', details: { type: 'lines', key: 'start' } }),
    );
  });
});

test('a selector is copied, and read once', () => {
  let reads = 0;
  const selector = {
    type: 'head',
    get chars() {
      reads += 1;
      return reads;
    },
  };
  const { options } = createSelectorTable([])(selector);
  expect([reads, options['chars']]).toEqual([1, 1]);
});

test('an option that is undefined has its default, and -0 is 0', () => {
  const table = createSelectorTable([]);
  expect(table({ type: 'head', chars: undefined }).options).toEqual({ type: 'head', chars: 500, start: 0 });
  expect(table({ type: 'head', chars: -0 }).options['chars']).toBe(0);
});
