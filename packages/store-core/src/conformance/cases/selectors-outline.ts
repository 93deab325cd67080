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
