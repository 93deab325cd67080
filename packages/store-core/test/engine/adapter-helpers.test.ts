import { expect, test } from 'vitest';
import { type Stored, takePage, termsOf } from '../../src/adapter.ts';

async function* read(lengths: readonly number[], seen: number[]): AsyncGenerator<Stored> {
  for (const [index, length] of lengths.entries()) {
    seen.push(index);
    yield { offset: index + 1, body: 'x'.repeat(length) };
  }
}

test.each([
  ['as many records as the limit', { limit: 2, chars: 100 }, [1, 2]],
  ['up to the record that brings the characters', { limit: 9, chars: 15 }, [1, 2]],
  ['one record at least', { limit: 9, chars: 1 }, [1]],
  ['all, where the range ends first', { limit: 9, chars: 100 }, [1, 2, 3]],
  ['nothing, with a limit of 0', { limit: 0, chars: 100 }, []],
])('takePage takes %s, and reads no further', async (_what, range, offsets) => {
  const seen: number[] = [];
  const page = await takePage(read([10, 10, 10], seen), range);
  expect(page.map(({ offset }) => offset)).toEqual(offsets);
  expect(seen).toHaveLength(offsets.length);
});

test('termsOf gives the id and each field that has a value, by name', () => {
  expect(termsOf('events', { id: 'e1', terms: ['note', null] })).toEqual([{ field: 'id', value: 'e1' }, { field: 'kind', value: 'note' }]);
  expect(termsOf('episodes', { id: 'ep', terms: [] })).toEqual([{ field: 'id', value: 'ep' }]);
});
