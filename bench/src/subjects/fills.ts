import type { Store } from '@cw/store-core';
import { bytes, episode, item, ledgerEvent } from '../data.ts';

const BATCH = 10_000;

/** Numbers from `from` to `to`, this one not included, in groups of as many as one batch may have. */
function* batches(from: number, to: number): Generator<number[], void, undefined> {
  for (let start = from; start < to; start += BATCH) {
    yield Array.from({ length: Math.min(BATCH, to - start) }, (_, index) => start + index);
  }
}

export function events(count: number): (store: Store) => Promise<void> {
  return async (store) => {
    for (const batch of batches(0, count)) await store.events.appendMany(batch.map(item));
  };
}

export function ledger(count: number): (store: Store) => Promise<void> {
  return async (store) => {
    for (const batch of batches(0, count)) await store.ledger.appendMany(batch.map(ledgerEvent));
  };
}

export function episodes(count: number): (store: Store) => Promise<void> {
  return async (store) => {
    for (const batch of batches(0, count)) await Promise.all(batch.map((n) => store.episodes.add(episode(n))));
  };
}

export function artifacts(count: number, sizeBytes: number): (store: Store) => Promise<void> {
  return async (store) => {
    const content = bytes(sizeBytes);
    for (const batch of batches(0, count)) {
      for (const n of batch) await store.artifacts.put(`result:${n}`, content);
    }
  };
}
