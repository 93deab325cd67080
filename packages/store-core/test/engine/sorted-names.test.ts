import { expect, test } from 'vitest';
import { SortedNames } from '../../src/adapter.ts';

test('SortedNames takes over a list that is in order, and keeps it so', () => {
  const names = SortedNames.fromSorted(['a', 'c', 'd']);
  names.add('b');
  names.remove('c');
  expect(names.range({ prefix: '', after: null, limit: 9 })).toEqual(['a', 'b', 'd']);
});
