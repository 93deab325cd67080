import type { PairResult, Result } from './result.ts';

/** So many times as much may a page of a store of ten times as many items take on a noisy machine: a cost that grows with the log would be ten times as much. */
const GENEROUS = 5;

/** Rows whose cost is to be the same in a larger store, and is not. */
export function steepRows(results: readonly Result[]): PairResult[] {
  return results.filter((result) => result.kind === 'pair').filter(({ measure, ratio }) => measure === 'growth' && ratio.median > GENEROUS);
}
