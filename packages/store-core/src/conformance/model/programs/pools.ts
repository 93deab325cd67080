import { Pieces } from './pieces.ts';
import { patterned, utf8 } from '../../samples.ts';

export const SCOPES: readonly string[] = ['default', 's', 'S', '\u{1f600}', '\uff5e'];

/** What a range of names may begin with or come after. */
export const BOUNDS: readonly string[] = ['', 'h', 'i', 'k', 'a', 'r:', 'r:%', 'k_', 'k%', '\u{1f600}', '\uff5e', 'e', '\u00e9', 'x', '/', 'zz', '\u0000'];

export const TEXTS: readonly string[] = ['', 'hello', 'a\u0000b', '\ufefftext', '\u{1f600}\r\n', '\u2028\u0085', '"quoted" \\ text'];

/** Words of summaries and searches: compounds, cases, stop words, single characters, other scripts. */
export const WORDS: readonly string[] = [
  'alpha', 'beta', 'gamma', 'ALPHA', 'the', 'and', 'of', 'is', 'x', 'x1', '_id', 'store-core/src', 'store', 'core', 'v1.22', '22', 'Stra\u00dfe', '\u65e5\u672c', '\u00e9t\u00e9', 'e\u0301te\u0301',
];

const DOCUMENT = '{"b":[1,{"y":[],"x":null}],"a":"t\\n","\u{1f600}":0.5,"\uff5e":2,"":true,"a/b":{"~":{}},"10":1,"9":2}';

/** What artifacts are made of: lines of every kind, JSON, bytes that are no UTF-8, more than a chunk. */
export const CONTENTS: readonly (string | Uint8Array<ArrayBuffer> | Pieces)[] = [
  '', 'a', 'line 1\nline 2\nline 3', 'a\r\nb\rab\n\nA', '\ufeff\u00e9\u{1f600}z\n12', DOCUMENT, '[1,[2],"x"]', '"s"', 'not { json', 'word '.repeat(150),
  utf8('bytes\nb'), new Uint8Array(), Uint8Array.of(0x61, 0xff, 0xf0, 0x9f, 0x98, 0x62, 0xe2, 0x82, 0x0a, 0x63), patterned(700),
  new Pieces('iterable', [utf8('a\n'), new Uint8Array(), utf8('b')]), new Pieces('stream', [utf8('\u{1f600}').slice(0, 2), utf8('\u{1f600}').slice(2)]),
  new Pieces('iterable', []), new Pieces('blob', [utf8(DOCUMENT)]), 'ab\n'.repeat(43_692),
];

export const POINTERS: readonly string[] = ['', '/a', '/b', '/b/0', '/b/1/x', '/b/01', '/b/-', '/', '/a~1b/~0', '/\u{1f600}', '/nowhere', '/0', '/1/0'];
export const KEYS: readonly string[] = ['a', 'b', '', '\u{1f600}', '\uff5e', '10', '9', 'a/b', 'nowhere', '__proto__'];
export const PATTERNS: readonly string[] = ['', 'a', 'b', 'line', 'LINE 2', '.', '\u{1f600}', 'zzz'];
export const EXPRESSIONS: readonly string[] = ['^a', 'b$', 'l.ne', '[0-9]+', '(?:a|b)+', '^$', 'x*'];
