import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { defineRefusals } from '../picks.ts';
import { range, utf8 } from '../samples.ts';

/** A content, and what its outline must tell, whatever its wording. */
interface Outlined {
  readonly id: string;
  readonly title: string;
  readonly content: string | Uint8Array;
  readonly mediaType: string;
  readonly tells: readonly (string | RegExp)[];
  readonly tellsNot?: readonly (string | RegExp)[];
}

const OUTLINED: readonly Outlined[] = [
  {
    id: 'text', title: 'media type, size and lines', content: 'one\r\ntwo\rthree\nfour \u00e9', mediaType: 'text/x-log',
    tells: ['text/x-log', /\b22\b/, /lines?\D*\b4\b/i],
  },
  { id: 'empty', title: 'that an artifact is empty', content: '', mediaType: 'text/plain', tells: ['text/plain', /\b0\b/, /lines?\D*\b0\b/i] },
  {
    id: 'binary', title: 'the size of bytes that are no text',
    content: new Uint8Array(70_000).fill(0xff), mediaType: 'image/png',
    tells: ['image/png', /70[,.]?000/],
  },
  {
    id: 'json', title: 'the shape of JSON: keys, types, array lengths', mediaType: 'application/json',
    content: '{"total": 3, "name": "secret text", "rows": [{"id": 1}, {"id": 2}, {"id": 3, "note": null}], "open": true, "deep": {"deeper": []}}',
    tells: ['application/json', 'total', 'name', 'rows', 'id', 'note', 'open', 'deep', 'deeper', /number/i, /string/i, /bool/i, /null/i, /array\D*\b3\b/i],
    tellsNot: ['secret text'],
  },
  {
    id: 'lines', title: 'as many lines as lines gives', content: '\n\n\r\r\n\na\r', mediaType: 'text/plain',
    tells: [/lines?\D*\b6$/im],
  },
  ...['\n', '\r', '\r\n', 'a', 'a\n'].map((content, index): Outlined => ({
    id: `one-line-${index + 1}`, title: 'that there is one line, however it ends', content, mediaType: 'text/plain', tells: [/lines?\D*\b1$/im],
  })),
  {
    id: 'lines-at-border', title: 'a CRLF that lies across a border of chunks as one line end', content: `\n${'x'.repeat(131_070)}\ry${'x'.repeat(131_070)}\r\ny`, mediaType: 'text/plain',
    tells: [/lines?\D*\b4$/im],
  },
  {
    id: 'json-suffix-not-json', title: 'that it cannot be read, of what a +json media type names', content: '[1', mediaType: 'application/ld+json; charset=utf-8',
    tells: [/json: .*cannot/i],
  },
  {
    id: 'json-text', title: 'that it cannot be read, of what a media type with capitals calls JSON', content: '{"a":1', mediaType: ' Text/JSON ;x=/xml',
    tells: [/json: .*cannot/i],
  },
  { id: 'no-json', title: 'nothing of JSON, where neither the media type nor the content is', content: 'text', mediaType: 'json/text', tells: [], tellsNot: [/json: /i] },
  { id: 'no-json-number', title: 'nothing of JSON of a number in a text', content: '12', mediaType: '+json/text', tells: ['+json/text'], tellsNot: [/json: /i] },
  {
    id: 'csv-application', title: 'the columns of what the media type calls application/csv', content: 'a,b\n1,2', mediaType: 'application/csv',
    tells: [/columns?\D*\b2\b/i, /rows?\D*\b1$/im],
  },
  {
    id: 'csv-most', title: 'two hundred columns by name', content: `${range(1, 200).map((n) => `c${n}`).join(',')}\n`, mediaType: 'text/csv',
    tells: ['c200', /columns?\D*\b200\b/i], tellsNot: ['\u2026'],
  },
  {
    id: 'json-array', title: 'the length of a JSON array',
    content: `[${range(1, 250).join(',')}]`, mediaType: 'application/json',
    tells: [/array\D*\b250\b/i, /number/i],
  },
  {
    id: 'json-suffix', title: 'the shape of what a +json media type names',
    content: '{"answer": 42}', mediaType: 'application/problem+json',
    tells: ['answer', /number/i],
  },
  {
    id: 'json-unannounced', title: 'the shape of JSON that no media type announces',
    content: '{"answer": 42}', mediaType: 'text/plain',
    tells: ['text/plain', 'answer', /number/i],
  },
  {
    id: 'json-byte-order-mark', title: 'the shape of JSON behind a byte-order mark',
    content: '\ufeff{"answer": 42}', mediaType: 'application/json',
    tells: ['answer', /number/i],
  },
  {
    id: 'json-deep', title: 'that there is more below, where JSON is very deep', mediaType: 'application/json',
    content: `${'{"down":'.repeat(40)}[[{"bottom": 1}]]${'}'.repeat(40)}`,
    tells: ['down', '\u2026'], tellsNot: ['bottom'],
  },
  {
    id: 'json-deep-arrays', title: 'that there is more below, where arrays are very deep', mediaType: 'application/json',
    content: `${'['.repeat(40)}"secret text"${']'.repeat(40)}`,
    tells: [/array\D*\b1\b/i, '\u2026'], tellsNot: ['secret text'],
  },
  {
    id: 'json-wide', title: 'that there are more members, where an object has very many', mediaType: 'application/json',
    content: JSON.stringify(Object.fromEntries(range(1, 3_000).map((n) => [`member ${n}`, n]))),
    tells: ['member 1', '\u2026'],
  },
  {
    id: 'csv-wide', title: 'how many columns there are, where they are very many', mediaType: 'text/csv',
    content: `${range(1, 3_000).map((n) => `column ${n}`).join(',')}\n`,
    tells: [/columns?\D*3[,.]?000/i, 'column 1', '\u2026', /rows?\D*\b0\b/i],
  },
  {
    id: 'not-json', title: 'what is known of JSON that is none',
    content: '{"answer": \nnever', mediaType: 'application/json',
    tells: ['application/json', /lines?\D*\b2\b/i],
  },
  {
    id: 'csv', title: 'the columns of CSV, and how many rows follow the header', mediaType: 'text/csv',
    content: 'id,"full name",city\n1,"Ann\nAndersen",Oslo\n2,Bo,"Rome, Italy"\n',
    tells: ['text/csv', 'id', 'full name', 'city', /columns?\D*\b3\b/i, /rows?\D*\b2\b/i], tellsNot: ['Oslo'],
  },
  {
    id: 'tsv', title: 'the columns of TSV',
    content: 'id\tname, first\n1\tAnn\n', mediaType: 'text/tab-separated-values; charset=utf-8',
    tells: ['id', 'name, first', /rows?\D*\b1\b/i],
  },
];

/** Keys that are as long as may be told, and one unit longer. */
const LONG_KEY = 'k'.repeat(128);

/** JSON, and its shape as this release words it; a change of the wording changes it here too. */
const SHAPES: readonly (readonly [what: string, json: string, shape: string])[] = [
  ['one value of each kind', '[1,"a",true,null,{},[]]', 'array (6) of {} | array (0) | number | string | boolean | null'],
  ['a value alone', 'false', 'boolean'],
  ['members that are not everywhere', '[{"a":1,"b":2},{"a":"x"},{"a":null,"a":3}]',
    'array (3) of {\n  "a": number | string | null\n  "b"?: number\n}'],
  ['a member that stands twice in one object and once in another', '[{"a":1,"a":2,"b":3},{"b":4}]', 'array (2) of {\n  "a": number\n  "b": number\n}'],
  ['arrays of several lengths', '[[1,2],[],[3,4,5]]', 'array (3) of array (0 to 3) of number'],
  ['arrays of one length', '{"a":[[1,2],["x","y"]]}', '{\n  "a": array (2) of array (2) of number | string\n}'],
  ['what follows an array, in it and after it', '{"a":[{"b":[]},{"c":1}],"d":[[1],2]}',
    '{\n  "a": array (2) of {\n    "b"?: array (0)\n    "c"?: number\n  }\n  "d": array (2) of array (1) of number | number\n}'],
  ['eight levels', `${'['.repeat(7)}{"a":1}${']'.repeat(7)}`, `${'array (1) of '.repeat(7)}{\n  "a": number\n}`],
  ['a member that two of three have', '[{"a":1},{"a":2},{}]', 'array (3) of {\n  "a"?: number\n}'],
  ['an object on the ninth level in one on the eighth', `${'['.repeat(7)}{"a":{"b":1},"c":2}${']'.repeat(7)}`, `${'array (1) of '.repeat(7)}{\n  "a": {\n    …\n  }\n  "c": number\n}`],
  ['an object on the ninth level, and what follows it', `${'['.repeat(8)}{"a":{"b":[1]}},2${']'.repeat(8)}`, `${'array (1) of '.repeat(7)}array (2) of {\n  …\n} | number`],
  ['an array on the ninth level, and what follows it', `${'['.repeat(8)}[[{"a":1}],"b"],[],2${']'.repeat(8)}`, `${'array (1) of '.repeat(7)}array (3) of array … | number`],
  ['the longest key that is told, and a longer one', `{"${LONG_KEY}":1,"${LONG_KEY}k":{"a":[2]},"b":3}`, `{\n  "${LONG_KEY}": number\n  "b": number\n  …\n}`],
  ['64 members', json64(64, 1), shape64(64, '')],
  ['65 members, the first of which comes again', `[${json64(65, 1)},{"m1":"x"}]`, `array (2) of ${shape64(64, '?').replace('"m1"?: number', '"m1": number | string').replace(/\n\}$/, '\n  …\n}')}`],
  ['512 members of eight objects', `[${range(0, 7).map((n) => `{"o${n}":${json64(63, 1)}}`).join(',')}]`,
    `array (8) of {\n${range(0, 7).map((n) => `  "o${n}"?: ${shape64(63, '').replaceAll('\n', '\n  ')}`).join('\n')}\n}`],
  ['513 members of nine objects', `[${range(0, 7).map((n) => `{"o${n}":${json64(63, 1)}}`).join(',')},{"more":1,"o1":2}]`,
    `array (9) of {\n${range(0, 7).map((n) => `  "o${n}"?: ${shape64(63, '').replaceAll('\n', '\n  ')}${n === 1 ? ' | number' : ''}`).join('\n')}\n  …\n}`],
];

function json64(members: number, value: number): string {
  return `{${range(1, members).map((n) => `"m${n}":${value}`).join(',')}}`;
}

function shape64(members: number, mark: string): string {
  return `{\n${range(1, members).map((n) => `  "m${n}"${mark}: number`).join('\n')}\n}`;
}

/** `outline`: what it tells is the contract's, how it says so is not. */
export const selectorsOutlineCases: readonly ConformanceCase[] = [
  ...OUTLINED.map(({ id, title, content, mediaType, tells, tellsNot = [] }) =>
    defineCase(`selectors.outline.${id}`, 'selectors.outline', `outline tells ${title}`, async (kit) => {
      const { artifacts } = await kit.open();
      await artifacts.put('a', content, { mediaType });
      const outline = await artifacts.drilldown('a', { type: 'outline' });
      for (const part of tells) kit.expect.ok(tellsOf(outline, part), `the outline tells ${String(part)}; it was: ${outline}`);
      for (const part of tellsNot) kit.expect.ok(!tellsOf(outline, part), `the outline does not tell ${String(part)}; it was: ${outline}`);
      kit.expect.equal(await artifacts.select('a', { type: 'outline' }), { text: outline, truncated: false, next: null }, 'select of the outline');
    })),

  defineCase('selectors.outline.shapes', 'selectors.outline', 'the shape of JSON is told to the character, and much of it in bounded size', async (kit) => {
    const { artifacts } = await kit.open();
    for (const [what, json, shape] of SHAPES) {
      await artifacts.put('a', json, { mediaType: 'application/json' });
      const outline = await artifacts.drilldown('a', { type: 'outline' });
      kit.expect.equal(outline.split('\nJSON: ')[1], shape, `the shape of ${what}`);
    }
  }),

  defineCase('selectors.outline.short', 'selectors.outline', 'the outline of much of the same is short', async (kit) => {
    const { artifacts } = await kit.open();
    const records = range(1, 20_000).map((n) => ({ id: n, name: `name ${n}`, tags: ['a', 'b'] }));
    await artifacts.put('a', utf8(JSON.stringify(records)), { mediaType: 'application/json' });
    const outline = await artifacts.drilldown('a', { type: 'outline' });
    kit.expect.ok(/array\D*20[,.]?000/i.test(outline), `it tells the length of the array; it was: ${outline.slice(0, 500)}`);
    kit.expect.ok(outline.length < 2_000, `the outline of 20,000 objects of one shape has less than 2,000 characters; it had ${outline.length}`);
  }),

  defineRefusals('selectors.outline.bad-options', 'selectors.options', 'outline takes no options', [
    ['text', { type: 'outline', depth: 1 }], ['text', { type: 'outline', start: 0 }],
  ]),
];

function tellsOf(outline: string, part: string | RegExp): boolean {
  return typeof part === 'string' ? outline.includes(part) : part.test(outline);
}
