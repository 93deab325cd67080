/** What is no identifier. */
export const BAD_IDENTIFIERS: readonly unknown[] = ['', 'a\u0000b', '\ud800', 'a\udc00b', 'x'.repeat(513), 7, ['a'], true];
export const BAD_TEXTS: readonly unknown[] = ['\ud800', 'a\udc00', 7, null, ['a']];
/** What is no count, offset or bound. */
export const BAD_COUNTS: readonly unknown[] = [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1', null, 1n];
/** What is no object. */
export const NO_OBJECTS: readonly unknown[] = [null, 'a', 7, ['a']];
export const BAD_HANDLES: readonly unknown[] = ['', '.', '..', 'a/b', 'a\\b', '\u0000', 'a\n', '\u007f', '\u0085', '\ud800', 'x'.repeat(513), '\u00e9'.repeat(257), 7, null];
export const BAD_BOUNDS: readonly unknown[] = ['\ud800', 7, null];
export const BAD_SENSITIVITIES: readonly unknown[] = ['secret', 'Public', '', null, 1];
export const BAD_TAGS: readonly unknown[] = ['a', null, ['a', ''], ['a', 7], [undefined]];
export const BAD_TIMESTAMPS: readonly unknown[] = [
  '', 'yesterday', '2026-02-30', '2026-13-01', '2026-01-02T25:00', '2026-01-02T03:04:05+', '2026-01-02 03:04', '0000-01-01T00:00+01:00', new Date(Number.NaN), 7, null, '+010000-01-01',
];
export const BAD_REFS: readonly unknown[] = [
  'r:1', { handle: 'a/b', mediaType: 'x', sizeBytes: 1, label: '', contentHash: 'a'.repeat(64) }, { handle: 'a', mediaType: 'x', sizeBytes: -1, label: '', contentHash: 'a'.repeat(64) },
  { handle: 'a', mediaType: 'x', sizeBytes: 1, label: '', contentHash: 'A'.repeat(64) }, { handle: 'a', mediaType: 'x', sizeBytes: 1, label: '', contentHash: 'a'.repeat(64), url: 'x' },
];

class Point {
  readonly x: number = 1;
}

/** Metadata and payloads that JSON cannot hold, each with one fault. */
export const BAD_JSON: readonly unknown[] = [
  null, 'a', [], new Map(), { a: Number.NaN }, { a: { b: Number.NEGATIVE_INFINITY } }, { a: [1, undefined] }, { a: [{ b: 1n }] }, { a: new Date(0) }, { a: new Map() },
  { a: new Point() }, { a: ['x', '\ud800'] }, { a: Symbol('s') }, { a: (): number => 1 }, JSON.parse('{"a":{"__proto__":1}}'), { '\udc00': 1 }, nested(65),
];

/** JSON of so many levels. */
export function nested(levels: number): unknown {
  let value: unknown = {};
  for (let level = 1; level < levels; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return Array.isArray(value) ? { a: value[0] as unknown } : value;
}

export const BAD_CONTENTS: readonly unknown[] = ['\ud800', 7, null, undefined, {}, ['a']];

/** What is no selector, or not one that its type takes. */
export const BAD_SELECTORS: readonly unknown[] = [
  null, 'head', [], {}, { type: 'nowhere' }, { type: 7 }, { type: 'head', chars: -1 }, { type: 'head', chars: '1' }, { type: 'head', length: 1 }, { type: 'tail', start: 0 },
  { type: 'lines', start: 0.5 }, { type: 'bytes', end: -1 }, { type: 'grep' }, { type: 'grep', pattern: 7 }, { type: 'grep', pattern: '\ud800' }, { type: 'grep', pattern: '(', regex: true },
  { type: 'grep', pattern: 'a', ignoreCase: 1 }, { type: 'json_keys' }, { type: 'json_keys', keys: 'a' }, { type: 'json_keys', keys: [1] }, { type: 'json_pointer' },
  { type: 'json_pointer', pointer: 'a' }, { type: 'json_pointer', pointer: '/~2' },
];
