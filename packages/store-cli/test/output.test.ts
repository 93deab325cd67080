import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { abortable } from '../src/abortable.ts';
import { count, size } from '../src/output/amounts.ts';
import { Output } from '../src/output/output.ts';
import { printable } from '../src/output/printable.ts';
import { bar, ProgressBar } from '../src/output/progress.ts';
import { PagedTable } from '../src/output/table.ts';

const COLUMNS = [{ title: 'N', align: 'right' as const }, { title: 'TEXT' }];
const style = (title: string): string => title;

describe('a table', () => {
  test('has its titles once, and columns that only grow', () => {
    const table = new PagedTable(COLUMNS, { width: undefined, style });
    expect(table.page([['1', 'a'], ['100', 'b']])).toBe('  N  TEXT\n  1  a\n100  b\n');
    expect(table.page([['2', 'c']])).toBe('  2  c\n');
    expect(table.page([])).toBe('');
  });

  test('cuts its last column to the width of a terminal, and nothing elsewhere', () => {
    const text = 'word '.repeat(30).trim();
    expect(new PagedTable(COLUMNS, { width: 40, style }).page([['1', text]])).toBe(`N  TEXT\n1  ${text.slice(0, 36)}…\n`);
    expect(new PagedTable(COLUMNS, { width: undefined, style }).page([['1', text]])).toBe(`N  TEXT\n1  ${text}\n`);
  });

  test('counts what takes two columns as two', () => {
    const table = new PagedTable([{ title: 'A' }, { title: 'B' }], { width: undefined, style });
    expect(table.page([['日本', 'x'], ['a', 'y']])).toBe('A     B\n日本  x\na     y\n');
  });
});

test('what could drive a terminal is written out', () => {
  expect(printable('a\nb\tc\r\u001b[31m\u009b\u0000 ä 日')).toBe('a\\nb\\tc\\r\\u001b[31m\\u009b\\u0000 ä 日');
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1024 * 1024 - 1, '1.0 MiB'],
  [1536 * 1024 * 1024, '1.5 GiB'],
])('%d bytes are %s', (bytes, shown) => {
  expect(size(bytes)).toBe(shown);
});

test('one is not several', () => {
  expect([count(0, 'line'), count(1, 'line'), count(1204, 'line')]).toEqual(['0 lines', '1 line', '1,204 lines']);
});

describe('progress', () => {
  test('is a bar that never passes its end', () => {
    expect([bar(0), bar(0.5), bar(0.999), bar(3)]).toEqual([
      `${'░'.repeat(20)}   0 %`,
      `${'█'.repeat(10)}${'░'.repeat(10)}  50 %`,
      `${'█'.repeat(20)}  99 %`,
      `${'█'.repeat(20)} 100 %`,
    ]);
  });

  test('is not shown where there is no terminal', () => {
    const stream = new PassThrough();
    {
      using shown = new ProgressBar(stream);
      shown.show(1, 2, 'half');
    }
    expect(stream.read()).toBeNull();
  });
});

describe('output', () => {
  test('tells what the stream fails with, as a full disk', async () => {
    const stream = new PassThrough();
    const output = new Output(stream);
    stream.destroy(new Error('no space left'));
    await expect(output.flush()).rejects.toThrow('no space left');
    await expect(output.write('x')).rejects.toThrow('no space left');
  });

  test('waits for a reader that is slow', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const output = new Output(stream);
    let written = false;
    const writing = output.write('more than four').then(() => (written = true));
    await Promise.resolve();
    expect(written).toBe(false);
    stream.resume();
    await writing;
    expect(written).toBe(true);
  });
});

describe('what can be aborted', () => {
  test('ends while it waits for a value that does not come', async () => {
    const stop = new AbortController();
    const values = abortable(neverMore('first'), stop.signal);
    expect(await values.next()).toEqual({ done: false, value: 'first' });
    const next = values.next();
    stop.abort(new Error('stopped'));
    await expect(next).rejects.toThrow('stopped');
  });

  test('does not begin once it is', async () => {
    await expect(abortable(neverMore('first'), AbortSignal.abort(new Error('stopped'))).next()).rejects.toThrow('stopped');
  });

  test('ends its source when it is left', async () => {
    const source = neverMore('first');
    for await (const value of abortable(source, new AbortController().signal)) if (value === 'first') break;
    expect(await source.next()).toEqual({ done: true, value: undefined });
  });
});

async function* neverMore(value: string): AsyncGenerator<string, void, undefined> {
  yield value;
  await Promise.withResolvers<void>().promise;
}
