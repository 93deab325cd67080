import type { Store } from '../../../contract/store.ts';

/** The five stores of a store. */
export type Room = 'events' | 'ledger' | 'artifacts' | 'episodes' | 'facts';

/** A method of a room. */
export type MethodOf<R extends Room> = keyof Store[R] & string;

/**
 * One of the five stores as the contract has it: every method, with whatever arguments, gives what the real one resolves to
 * (of an iterable, all of it; of bytes, the bytes in one piece) or throws a Refusal.
 */
export type RoomModel<R extends Room> = { readonly [M in MethodOf<R>]: (...args: readonly unknown[]) => unknown };

/** Drops `since`, then keeps what passes, then counts `limit` from where `order` starts. */
export interface Window {
  readonly since: number;
  readonly limit: number;
  readonly descending: boolean;
}

export function inWindow<T extends { readonly offset: number }>(records: readonly T[], window: Window, passes: (record: T) => boolean): T[] {
  const kept = records.filter((record) => record.offset > window.since && passes(record));
  return (window.descending ? kept.toReversed() : kept).slice(0, window.limit);
}
