import { setTimeout as wait } from 'node:timers/promises';

/** Records that are handed on at once. */
const PAGE = 200;

export interface Numbered {
  readonly offset: number;
}

export interface FollowOptions {
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** Ends the waiting, and with it the pages, without an error. */
  readonly signal: AbortSignal;
}

/** Records in pages, so that they can be shown as they come. */
export async function* inPages<T>(records: AsyncIterable<T>): AsyncGenerator<readonly T[], void, undefined> {
  let page: T[] = [];
  for await (const record of records) {
    page.push(record);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/**
 * What is in a log after an offset, and then whatever is appended, page by page; never ends by itself. Asking is all there is to it: no adapter tells when
 * another process has written.
 * @param read everything after an offset, oldest first
 */
export async function* follow<T extends Numbered>(
  read: (since: number) => AsyncIterable<T>,
  since: number,
  { interval, signal }: FollowOptions,
): AsyncGenerator<readonly T[], void, undefined> {
  let latest = since;
  while (!signal.aborted) {
    for await (const page of inPages(read(latest))) {
      latest = page.at(-1)?.offset ?? latest;
      yield page;
      if (signal.aborted) return;
    }
    // Rejects only when it is aborted, which the loop sees.
    await wait(interval, undefined, { signal }).catch(() => undefined);
  }
}
