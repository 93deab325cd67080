import type { ScanRange, Stored } from './backend.ts';

/**
 * One page of the records of a range, as `scan` gives it, from records that are read one by one. It reads no further than the page goes,
 * and ends the iteration then.
 */
export async function takePage(records: AsyncIterable<Stored>, { limit, chars }: Pick<ScanRange, 'limit' | 'chars'>): Promise<Stored[]> {
  const page: Stored[] = [];
  if (limit === 0) return page;
  let rest = chars;
  for await (const record of records) {
    page.push(record);
    rest -= record.body.length;
    if (page.length >= limit || rest <= 0) break;
  }
  return page;
}
