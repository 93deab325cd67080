import { type ArtifactRef, type ContextItem, copyStore, LIMITS, type Store, type TransferProgress } from '@cw/store-core';
import { openStore as openMemory } from '@cw/store-memory';
import type { ArtifactDraft, SessionRecords } from './session-records.ts';

/**
 * Records a session as a scope of its own, whole or not at all: it is first recorded in memory, where every value is checked, and
 * that store is then copied.
 * @throws InvalidValueError for a value that no store takes, InvalidArgumentError if the scope holds data.
 */
export async function recordSession(store: Store, scope: string, records: SessionRecords): Promise<TransferProgress> {
  await using staging = await openMemory({ scope });
  const items: ContextItem[] = [];
  for (const { item, artifact } of records.items) {
    items.push(artifact === null ? item : { ...item, artifactRef: await putArtifact(staging, artifact) });
  }
  for (const batch of batches(items)) await staging.events.appendMany(batch);
  for (const batch of batches(records.ledger)) await staging.ledger.appendMany(batch);
  return await copyStore(staging, store);
}

async function putArtifact(store: Store, { handle, content, mediaType, label }: ArtifactDraft): Promise<ArtifactRef> {
  return await store.artifacts.put(handle, content, { mediaType, label });
}

function* batches<T>(records: readonly T[]): Generator<T[]> {
  for (let start = 0; start < records.length; start += LIMITS.batchRecords) yield records.slice(start, start + LIMITS.batchRecords);
}
