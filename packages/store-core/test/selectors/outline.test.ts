import { describe, expect, test } from 'vitest';
import { textFrom } from './source.ts';

const outline = (content: string | Uint8Array, mediaType: string) => textFrom(content, { type: 'outline' }, { mediaType });

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

describe('an outline', () => {
  test('tells media type, size in bytes and lines', async () => {
    expect(await outline('é\r\nb\rc', 'text/plain')).toBe('media type: text/plain\nsize: 7 bytes\nlines: 3');
    expect(await outline('a\n', 'text/plain')).toContain('lines: 1');
    expect(await outline('', 'image/png')).toBe('media type: image/png\nsize: 0 bytes\nlines: 0');
  });

  test('tells the shape of JSON: keys, types, lengths of arrays', async () => {
    const json = JSON.stringify({
      total: 2,
      invoices: [
        { id: 1, paid: true, lines: [] },
        { id: '2', note: null, lines: [1.5, 2, 'x'] },
      ],
      empty: {},
    });
    expect(await outline(json, 'application/json')).toBe(
      [
        'media type: application/json',
        `size: ${json.length} bytes`,
        'lines: 1',
        'JSON: {',
        '  "total": number',
        '  "invoices": array (2) of {',
        '    "id": number | string',
        '    "paid"?: boolean',
        '    "lines": array (0 to 3) of number | string',
        '    "note"?: null',
        '  }',
        '  "empty": {}',
        '}',
      ].join('\n'),
    );
  });

  test('tells it of whatever is JSON, but not of a number or a word in a text', async () => {
    expect(await outline('[1]', 'text/plain')).toContain('JSON: array (1) of number');
    expect(await outline('[info] started', 'text/plain')).not.toContain('JSON');
    expect(await outline('12', 'text/plain')).not.toContain('JSON');
    expect(await outline('12', 'application/json')).toContain('JSON: number');
    expect(await outline('{}', 'application/vnd.api+json; charset=utf-8')).toContain('JSON: {}');
  });

  test('says where a text that is declared to be JSON is not', async () => {
    expect(await outline('{"a" 1}', 'application/json')).toContain('JSON: cannot be read, a word or a number stands where there should be :');
  });

  test.for<[string, string]>([
    ['wide', JSON.stringify(Object.fromEntries(range(10_000).map((index) => [`key ${index}`, index])))],
    ['deep', `${'{"a":['.repeat(10_000)}${']}'.repeat(10_000)}`],
    ['diverse', JSON.stringify(range(60).map((outer) => ({ [`${outer}`]: Object.fromEntries(range(60).map((inner) => [`${inner}`, 1])) })))],
    ['long in its keys', JSON.stringify(Object.fromEntries(range(50).map((index) => [`${index}`.repeat(10_000), index])))],
  ])('stays short, and says that there is more, where JSON is %s', async ([, json]) => {
    const text = await outline(json, 'application/json');
    expect(text).toContain('…');
    expect(text.length).toBeLessThan(20_000);
  });

  test('tells the columns and the rows of a table', async () => {
    expect(await outline('id;"full\nname"\n1;Ann\n2;Bob\n', 'text/csv')).toBe(
      [
        'media type: text/csv',
        'size: 27 bytes',
        'lines: 4',
        'delimiter: ";"',
        'columns: 2',
        '  "id"',
        '  "full\\nname"',
        'rows: 2',
      ].join('\n'),
    );
    expect(await outline('', 'text/tab-separated-values')).toContain('columns: 0\nrows: 0');
  });
});
