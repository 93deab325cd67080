import { ILL_FORMED } from './hostile-strings.ts';

const shared = { inner: [1] };
const withoutPrototype: object = { __proto__: null, a: 1 };

/** JSON that is legal, and what it reads back as. */
export const LEGAL_JSON: readonly (readonly [what: string, given: unknown, stored: unknown])[] = [
  same('an empty object', {}),
  same('every type', { array: [1, 'two', true, null, {}, []], object: { deep: { deeper: [[]] } }, string: '', number: 0.1, no: false, nothing: null }),
  same('numbers at the edges', {
    list: [0, 1, -1, 0.1, 1e21, 1e-7, 5e-324, 2 ** 53, -(2 ** 53), 2 ** 53 + 2, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, -Number.MAX_VALUE, 123456789012345680000],
  }),
  ['negative zero', { a: -0, b: [-0], c: { d: -0 } }, { a: 0, b: [0], c: { d: 0 } }],
  ['undefined members', { a: undefined, b: 1, c: { d: undefined }, e: [{ f: undefined }] }, { b: 1, c: {}, e: [{}] }],
  same('strings that are easily mangled', { list: ['', '\u0000', '\u2028\u2029', '\u{1f600}', '\ufeff', '\uffff', '\u05d0', '\\u0041', '"', '\\', '\u007f', '\u001f', '</script>'] }),
  same('keys that are easily mangled', {
    '': 0, '\u0000': 1, ' ': 2, 'a.b': 3, 'a[0]': 4, '$ref': 5, 'constructor': 6, 'toString': 7, 'hasOwnProperty': 8, 'prototype': 9, '\u{1f600}': 10, '\uff5e': 11, 'null': 12, '1': 13, '01': 14, '-1': 15,
  }),
  same('keys that differ in case and composition', { a: 1, A: 2, '\u00e9': 3, 'e\u0301': 4 }),
  same('what looks like JSON, dates and numbers', { list: ['{"a":1}', '[1', '2026-01-02T03:04:05.678Z', '1e5', 'NaN', 'true'] }),
  ['an object in two places', { a: shared, b: shared, c: [shared, shared] }, { a: { inner: [1] }, b: { inner: [1] }, c: [{ inner: [1] }, { inner: [1] }] }],
  same('many objects and arrays side by side', { list: Array.from({ length: 100 }, (_, index) => ({ index, list: [[index]] })) }),
  ['an object without prototype', { a: withoutPrototype }, { a: { a: 1 } }],
];

class Point {
  readonly x: number = 1;
}

class List extends Array<number> {}

/** Values that JSON cannot hold, wherever they stand. */
export const NO_JSON: readonly (readonly [what: string, value: unknown])[] = [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['a bigint', 1n],
  ['a Date', new Date(0)],
  ['an invalid Date', new Date(NaN)],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set([1])],
  ['a class instance', new Point()],
  ['an instance of an array class', new List()],
  ['an array with a member besides its elements', Object.assign([1], { name: 'x' })],
  ['an object with a member under a symbol', { [Symbol('s')]: 1 }],
  ['an array with a member under a symbol', Object.assign([1], { [Symbol('s')]: 1 })],
  ['an object whose class cannot be told', new Proxy(new Point(), { get: unreadable })],
  ['an Error', new Error('message')],
  ['a regular expression', /x/],
  ['bytes', new Uint8Array([1])],
  ['an ArrayBuffer', new ArrayBuffer(1)],
  ['a promise', Promise.resolve(1)],
  ['a String object', Object('text')],
  ['a Number object', Object(1)],
  ['a Boolean object', Object(true)],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ...ILL_FORMED,
  ['an object with a __proto__ key', JSON.parse('{"__proto__":{"a":1}}')],
  ['an object with an ill-formed key', { 'a\ud83d': 1 }],
];

/** Whole metadata or payload objects that are none. */
export const NO_JSON_OBJECTS: readonly (readonly [what: string, value: unknown])[] = [
  ['null', null],
  ['a string', '{}'],
  ['a number', 1],
  ['a boolean', true],
  ['an array', []],
  ['a Date', new Date(0)],
  ['a Map', new Map()],
  ['a class instance', new Point()],
  ['a function', () => ({})],
];

/** Cycles, holes and undefined in arrays: each with the member where it shows first. */
export function structuralFaults(): readonly (readonly [what: string, value: unknown, path: string])[] {
  const cyclicObject: Record<string, unknown> = { a: 1 };
  cyclicObject['self'] = { back: cyclicObject };
  const cyclicArray: unknown[] = [1];
  cyclicArray.push(cyclicArray);
  const sparse: unknown[] = [1];
  sparse[2] = 3;
  const emptyHole: unknown[] = [];
  emptyHole.length = 1;
  return [
    ['undefined in an array', { list: [1, undefined] }, '.list[1]'],
    ['a hole in an array', { list: sparse }, '.list[1]'],
    ['a hole at the end of an array', { list: emptyHole }, '.list[0]'],
    ['a member that cannot be read', { get broken(): unknown { return unreadable(); } }, '.broken'],
    ['a cycle through objects', cyclicObject, '.self.back'],
    ['a cycle through an array', { list: cyclicArray }, '.list[1]'],
  ];
}

function unreadable(): never {
  throw new Error('not to be read');
}

function same(what: string, value: unknown): readonly [string, unknown, unknown] {
  return [what, value, structuredClone(value)];
}
