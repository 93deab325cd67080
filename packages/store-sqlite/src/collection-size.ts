import type { Summary } from '@cw/store-core/adapter';

/** What is stored of the size of a collection in a scope: as it was when this was written, and the greatest offset that is there now. */
export interface Size {
  readonly head: number;
  readonly count: number;
  readonly latest: number | null;
}

/**
 * The size of a collection now. Since its head and count were written, only such records have come as take the offset after the greatest one: so they need not be written with
 * each append, which would cost a page more in the log each time.
 */
export function sizeNow({ head, count, latest }: Size): Summary {
  const added = Math.max(0, (latest ?? 0) - head);
  return { head: head + added, count: count + added, latest: latest ?? 0 };
}

/** Whether a size can be: each record has an offset of its own. What SQLite gives besides comes of damage to a row, or to the definition of its table. */
export function isPossible({ head, count }: Size): boolean {
  return Number.isSafeInteger(head) && Number.isSafeInteger(count) && count >= 0 && count <= head;
}
