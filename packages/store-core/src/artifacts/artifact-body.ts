import { CHUNK_BYTES } from '../backend/backend.ts';
import { seal, unseal } from '../backend/sealed-body.ts';
import type { Session } from '../engine/session.ts';
import { CorruptStoreError } from '../errors.ts';
import type { ArtifactRecord } from '../records/artifact-ref.ts';
import type { Staged } from './staging.ts';

/** The sealed body of an artifact that is being put. */
export function writeArtifactBody(handle: string, { mediaType, label }: Pick<ArtifactRecord, 'mediaType' | 'label'>, staged: Staged): string {
  const { sizeBytes, contentHash, chunkCrc32 } = staged;
  return seal(JSON.stringify({ handle, mediaType, sizeBytes, label, contentHash, chunkBytes: CHUNK_BYTES, chunkCrc32 }));
}

/** @throws CorruptStoreError if the body is damaged, or belongs to another handle. */
export function readArtifactBody(session: Session, handle: string, body: string): ArtifactRecord {
  const where = (): string => whereArtifact(session, handle);
  const record = unseal<ArtifactRecord>(body, where);
  if (record.handle === handle) return record;
  throw new CorruptStoreError(`${where()}: the metadata of another artifact stands where this one's is looked for`, { details: { where: where() } });
}

/** Where an artifact is stored, for messages. */
export function whereArtifact(session: Session, handle: string): string {
  return session.backend.where(session.scope, 'artifacts', handle);
}
