import type { OpenArtifact } from '../backend/backend.ts';
import { hexCrc32 } from '../backend/sealed-body.ts';
import { Breather } from '../engine/breather.ts';
import type { Session } from '../engine/session.ts';
import { wrapped } from '../engine/wrap-error.ts';
import { CorruptStoreError } from '../errors.ts';
import type { ArtifactRecord } from '../records/artifact-ref.ts';
import { createSha256 } from '../values/sha256.ts';
import { readArtifactBody, whereArtifact } from './artifact-body.ts';

/** Opens the version of an artifact that is there now; undefined: none is. */
export async function openVersion(session: Session, handle: string): Promise<ArtifactVersion | undefined> {
  const open = await session.read(() => session.backend.openArtifact(session.scope, handle));
  if (open === undefined) return undefined;
  session.connection.openArtifacts.add(open);
  try {
    return new ArtifactVersion(session, open, readArtifactBody(session, handle, open.body));
  } catch (error) {
    await session.connection.closeArtifact(open);
    throw error;
  }
}

/** One version of an artifact, open for reading. To be closed. */
export class ArtifactVersion {
  readonly record: ArtifactRecord;
  readonly #session: Session;
  readonly #open: OpenArtifact;
  #superseded = false;

  constructor(session: Session, open: OpenArtifact, record: ArtifactRecord) {
    this.#session = session;
    this.#open = open;
    this.record = record;
  }

  /** Whether a read failed because another process has replaced or removed this version, and its bytes are gone. */
  get superseded(): boolean {
    return this.#superseded;
  }

  /** Bytes [start, end), clamped, in verified pieces of at most a chunk. @throws CorruptStoreError, SupersededError */
  async *bytes(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const { sizeBytes, chunkBytes } = this.record;
    const stop = Math.min(end, sizeBytes);
    const breather = new Breather();
    for (let at = start; at < stop; ) {
      const index = Math.floor(at / chunkBytes);
      const chunk = await this.#chunk(index);
      const first = index * chunkBytes;
      yield chunk.subarray(at - first, stop - first);
      at = first + chunk.length;
      await breather.breathe();
    }
  }

  /** Every byte in pieces; once the last was given, the whole is verified against its hash. @throws CorruptStoreError, SupersededError */
  async *everything(): AsyncGenerator<Uint8Array, void, undefined> {
    const { handle, sizeBytes, contentHash } = this.record;
    const hash = createSha256();
    for await (const piece of this.bytes(0, sizeBytes)) {
      hash.update(piece);
      yield piece;
    }
    if (hash.hex() === contentHash) return;
    const where = whereArtifact(this.#session, handle);
    throw new CorruptStoreError(`${where}: the content does not match its SHA-256`, { details: { where } });
  }

  async close(): Promise<void> {
    await this.#session.connection.closeArtifact(this.#open);
  }

  async #chunk(index: number): Promise<Uint8Array> {
    const { adapter } = this.#session.connection;
    const bytes = await wrapped(adapter, () => this.#open.chunk(index));
    const { sizeBytes, chunkBytes, chunkCrc32 } = this.record;
    const length = Math.min(chunkBytes, sizeBytes - index * chunkBytes);
    if (bytes !== undefined && bytes.length === length && hexCrc32(bytes) === chunkCrc32[index]) return bytes;
    return await this.#missing(index);
  }

  /** Damaged, or gone with its version: what the handle holds now tells which. */
  async #missing(index: number): Promise<never> {
    const { handle } = this.record;
    const current = await this.#session.read(() => this.#session.backend.getArtifact(this.#session.scope, handle));
    if (current !== this.#open.body) {
      this.#superseded = true;
      throw new SupersededError(`the artifact ${JSON.stringify(handle)} was replaced or removed while it was read`);
    }
    const where = whereArtifact(this.#session, handle);
    throw new CorruptStoreError(`${where}: chunk ${index} is missing or does not match its checksum`, { details: { where, chunk: index } });
  }
}

/** See {@link ArtifactVersion.superseded}. Never leaves core. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
}
