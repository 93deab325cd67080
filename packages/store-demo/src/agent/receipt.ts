import { createHash } from 'node:crypto';
import type { Store } from '@cw/store-core';

/** That a write was acknowledged, or found: which record, and what it said. */
export interface Receipt {
  readonly collection: 'events' | 'ledger' | 'artifacts' | 'episodes' | 'facts';
  readonly id: string;
  /** SHA-256 of the record as the store returns it. Of an artifact: of its bytes. */
  readonly fingerprint: string;
}

/** @param record as the store returned it: its members are then in one order. */
export function receipt(collection: Receipt['collection'], id: string, record: object): Receipt {
  return { collection, id, fingerprint: sha256(JSON.stringify(record)) };
}

/** A receipt for everything in a scope, the bytes of the artifacts read again. */
export async function inventory(store: Store): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for await (const item of store.events.stream()) receipts.push(receipt('events', item.id, item));
  for await (const event of store.ledger.stream()) receipts.push(receipt('ledger', event.id, event));
  for (const { handle } of await store.artifacts.listRefs()) {
    receipts.push({ collection: 'artifacts', id: handle, fingerprint: sha256(await store.artifacts.get(handle)) });
  }
  for (const episode of await store.episodes.all()) receipts.push(receipt('episodes', episode.episodeId, episode));
  for (const fact of await store.facts.all()) receipts.push(receipt('facts', fact.factId, fact));
  return receipts;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
