import { expect, test } from 'vitest';
import { sizeProblems, statedSizes } from '../src/packages/sizes.ts';

const stated = { packed: 61_000, installed: 1_200_000 };

test('the size that a README states', () => {
  expect(statedSizes('# A package\n\nSize: at most 61 kB packed, 1.2 MB installed with what it needs.\n')).toEqual(stated);
});

test('a README that states none is told so', () => {
  expect(() => statedSizes('# A package\n\nIt is small.\n')).toThrow('states no size');
});

test.each([
  { packed: 60_000, installed: 1_100_000, problems: [] },
  { packed: 61_001, installed: 1_200_001, problems: ['packed: 61 kB, and the README states at most 61 kB', 'installed: 1.20 MB, and the README states at most 1.20 MB'] },
  { packed: 40_000, installed: 1_100_000, problems: ['packed: 40 kB, and the README could state less than 61 kB'] },
])('of $packed and $installed bytes: $problems', ({ problems, ...actual }) => {
  expect(sizeProblems(actual, stated)).toEqual(problems);
});
