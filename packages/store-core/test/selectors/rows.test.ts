import { describe, expect, test } from 'vitest';
import { SelectorError } from '../../src/errors.ts';
import { follow, select, sourceOf, textFrom } from './source.ts';

const table = 'id,name,note\n1,Ann,"likes ""tea"", hot"\n2,Bob,"two\r\nlines"\n3,Cid,\n';

describe('rows', () => {
  test('are records, not lines, with quotes where there must be', async () => {
    expect(await textFrom(table, { type: 'rows' })).toBe(table.trimEnd());
    expect(await textFrom('"a","b c",""\n', { type: 'rows' })).toBe('a,b c,');
    expect(await textFrom(table, { type: 'rows', start: 2, end: 3 })).toBe('2,Bob,"two\r\nlines"');
  });

  test('go on with next, over the same number of records', async () => {
    const pages = await follow(sourceOf(table), { type: 'rows', end: 2 });
    expect(pages.map(({ text }) => text)).toEqual(['id,name,note\n1,Ann,"likes ""tea"", hot"', '2,Bob,"two\r\nlines"\n3,Cid,']);
    expect(pages[0]).toMatchObject({ truncated: true, next: { type: 'rows', start: 2, end: 4 } });
    const { next } = await select(sourceOf(table), { type: 'rows', start: 1, end: 2, delimiter: ',' });
    expect(next).toEqual({ type: 'rows', start: 2, end: 3, delimiter: ',' });
  });

  test('that grow over very many pieces are not read over and over', async () => {
    const long = `"${'x'.repeat(8 * 1024 * 1024)}"`;
    const { text } = await select(sourceOf(`${long}\nnext`, { cuts: [64] }), { type: 'rows', start: 1 });
    expect(text).toBe('next');
  });

  test('read what RFC 4180 does not allow: a stray quote is text, what follows a closing one is kept, an open one goes on', async () => {
    expect(await textFrom('5" pipe,x', { type: 'rows', columns: [0] })).toBe('"5"" pipe"');
    expect(await textFrom('"a"b,c', { type: 'rows', columns: [0] })).toBe('ab');
    expect(await textFrom('"a,b\nc', { type: 'rows' })).toBe('"a,b\nc"');
    expect(await textFrom('x,"', { type: 'rows' })).toBe('x,');
  });

  test('keep a byte-order mark in front, which is no part of a name and hides no quote', async () => {
    expect(await textFrom('\ufeff"id",x\n1,2', { type: 'rows', columns: ['id'] })).toBe('\ufeffid\n1');
    expect(await textFrom('\ufeff', { type: 'rows' })).toBe('\ufeff');
  });
});

describe('columns', () => {
  test('are picked by name, in the order asked for, under a header that comes first', async () => {
    expect(await textFrom(table, { type: 'rows', columns: ['name', 'id'], end: 2 })).toBe('name,id\nAnn,1\nBob,2');
  });

  test('are picked by index, and then the first record is one like the others', async () => {
    expect(await textFrom(table, { type: 'rows', columns: [1, 0], end: 2 })).toBe('name,id\nAnn,1');
    expect(await textFrom(table, { type: 'rows', columns: [1], header: true, start: 1, end: 2 })).toBe('name\nBob');
  });

  test('are empty where a record is too short', async () => {
    expect(await textFrom('a,b\n1\n', { type: 'rows', columns: [1, 7] })).toBe('b,\n,');
  });

  test('of the same name are the first of them; one that is missing is an error that tells the others', async () => {
    expect(await textFrom('a,a\n1,2', { type: 'rows', columns: ['a'] })).toBe('a\n1');
    await expect(textFrom(table, { type: 'rows', columns: ['Name'] })).rejects.toThrow(/"Name".*"id", "name", "note"/);
    await expect(textFrom('', { type: 'rows', columns: ['a'] })).rejects.toThrow(SelectorError);
  });

  test('keep the header in every selection of a row', async () => {
    const pages = await follow(sourceOf(table), { type: 'rows', columns: ['id'], end: 2 });
    expect(pages.map(({ text }) => text)).toEqual(['id\n1\n2', 'id\n3']);
  });

  test('are copied: what happens to the array later is not seen in next', async () => {
    const columns = ['id'];
    const reading = select(sourceOf(table), { type: 'rows', columns, end: 1 });
    columns[0] = 'name';
    expect(await reading).toMatchObject({ text: 'id\n1', next: { columns: ['id'], start: 1, end: 2 } });
  });

  test('keep the header where the range is empty', async () => {
    expect(await select(sourceOf(table), { type: 'rows', header: true, end: 0 })).toEqual({ text: 'id,name,note', truncated: true, next: null });
  });
});

describe('the delimiter', () => {
  const first = (content: string, mediaType?: string) =>
    textFrom(content, { type: 'rows', columns: [0] }, mediaType === undefined ? {} : { mediaType });

  test('is the most frequent one of the first line, outside quotes', async () => {
    expect(await first('a;b;c,d\n1,1;2,2;')).toBe('a\n1,1');
    expect(await first('a\tb,c\td')).toBe('a');
    expect(await first('"x,y,z";b\n1;2')).toBe('x,y,z\n1');
    expect(await first('a|b')).toBe('a');
  });

  test('is that of the media type, if the first line has it', async () => {
    expect(await first('a,b;c;d', 'text/csv; charset=utf-8')).toBe('a');
    expect(await first('a;b', 'text/csv')).toBe('a');
    expect(await first('a,b,c\td', 'text/tab-separated-values')).toBe('a,b,c');
  });

  test('can be given', async () => {
    expect(await textFrom('a,b:c\n"d:e":f', { type: 'rows', delimiter: ':', columns: [1, 0] })).toBe('c:a,b\nf:"d:e"');
  });
});
