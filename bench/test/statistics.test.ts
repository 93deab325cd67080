import { expect, test } from 'vitest';
import { spreadOf } from '../src/measure/statistics.ts';

test('a spread is the median and the quarters around it', () => {
  expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
  expect(spreadOf([1, 2, 3, 4])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
  expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
});

test('there is none of no values', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});
