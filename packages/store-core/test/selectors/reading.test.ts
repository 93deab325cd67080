import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { ArtifactSource } from '../../src/contract/selector.ts';
import { bytesOf, repeatedSource, select } from './source.ts';

const MIB = 1024 * 1024;
const piece = bytesOf('a line of text, 1\n'.repeat(7000));

describe('reading stops as soon as it can', () => {
  test.for<[number, unknown]>([
    [2000, { type: 'head' }],
    [100, { type: 'bytes', start: 50_000_000, end: 50_000_100 }],
    [2003, { type: 'tail' }],
    [piece.length, { type: 'lines', end: 10 }],
    [2 * piece.length, { type: 'lines', start: 7000, end: 7010 }],
    [2 * piece.length, { type: 'rows', end: 10 }],
    [piece.length, { type: 'rows', end: 10, delimiter: ',' }],
    [piece.length, { type: 'grep', pattern: 'line', limit: 10, after: 3 }],
    [2 * piece.length, { type: 'grep', pattern: 'line', limit: 10, start: 7001 }],
    [piece.length, { type: 'json_keys', keys: ['a'] }],
    [18 * MIB, { type: 'lines' }],
    [18 * MIB, { type: 'rows' }],
    [18 * MIB, { type: 'grep', pattern: 'line' }],
  ])('after %i bytes: %o', async ([most, selector]) => {
    const source = repeatedSource(piece, 1000);
    expect((await select(source, selector)).text).not.toBe(undefined);
    expect(source.bytesRead()).toBeLessThanOrEqual(most);
    expect(source.bytesRead()).toBeGreaterThan(0);
  });
});

describe('memory stays the same, however large the artifact is', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;

  /** The memory that is in use after all garbage was collected. */
  function inUse(): number {
    // Twice: what the first finds may be freed only by the second.
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }

  const csvPiece = bytesOf('1,"a ""quoted"" text",3.5\n'.repeat(5000));
  const jsonPiece = bytesOf(`"k":[${'{"id":1,"name":"a \\"name\\"","tags":["x"]},'.repeat(3000)}1],`);
  const endless = bytesOf('x'.repeat(131_072));

  test.for<[string, Uint8Array, unknown, string]>([
    ['lines', piece, { type: 'lines', start: 1e9 }, 'text/plain'],
    ['grep with context', piece, { type: 'grep', pattern: 'nothing', before: 1000 }, 'text/plain'],
    ['grep for an expression', piece, { type: 'grep', pattern: 'of \\d+', regex: true }, 'text/plain'],
    ['rows', csvPiece, { type: 'rows', start: 1e9 }, 'text/csv'],
    ['json_keys', jsonPiece, { type: 'json_keys', keys: ['none'] }, 'application/json'],
    ['json_pointer', jsonPiece, { type: 'json_pointer', pointer: '/k/2999/id' }, 'application/json'],
    ['outline of a text', piece, { type: 'outline' }, 'text/plain'],
    ['outline of a table', csvPiece, { type: 'outline' }, 'text/csv'],
    ['outline of JSON', jsonPiece, { type: 'outline' }, 'application/json'],
    ['lines past one that does not end', endless, { type: 'lines', start: 1 }, 'text/plain'],
    ['outline of JSON that is one text', endless, { type: 'outline' }, 'application/json; in quotes'],
  ])('%s', { timeout: 60_000 }, async ([, repeated, selector, mediaType]) => {
    const opening = mediaType.endsWith('quotes') ? '"' : '{';
    const base = repeatedSource(repeated, 400, mediaType.split(';')[0]);
    const samples: number[] = [];
    const source: ArtifactSource = {
      ref: base.ref,
      async *bytes(start, end) {
        if (mediaType.startsWith('application/json')) yield bytesOf(opening);
        let pieces = 0;
        for await (const bytes of base.bytes(start, end)) {
          yield bytes;
          pieces += 1;
          if (pieces % 100 === 0) samples.push(inUse());
        }
        if (mediaType.startsWith('application/json')) yield bytesOf(opening === '{' ? '"last":{"id":1}}' : '"');
      },
    };
    const before = inUse();
    await select(source, selector);
    expect(samples).toHaveLength(4);
    expect(Math.max(...samples) - before).toBeLessThan(24 * MIB);
  });
});
