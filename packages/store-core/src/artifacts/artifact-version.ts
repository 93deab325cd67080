import type { Awaitable, OpenArtifact } from '../backend/backend.ts';
import { hexCrc32 } from '../backend/sealed-body.ts';
import { Breather } from '../engine/breather.ts';
import type { Session } from '../engine/session.ts';
import { wrapped } from '../engine/wrap-error.ts';
import { CorruptStoreError } from '../errors.ts';
import type { ArtifactRecord } from '../records/artifact-ref.ts';
import { createSha256 } from '../values/sha256.ts';
import { readArtifactBody, whereArtifact } from './artifact-body.ts';

/** Opens the version of an artifact that is there now, in its place among the calls; undefined: none is. */
export async function openVersion(session: Session, handle: string): Promise<ArtifactVersion | undefined> {
  return await session.read(() => openInOrder(session, handle, -1));
}

/** As openVersion, for a call that has its place already, and keeps it while it reads an artifact of up to `inOrder` bytes. */
export async function openInOrder(session: Session, handle: string, inOrder: number): Promise<ArtifactVersion | undefined> {
  const open = await session.backend.openArtifact(session.scope, handle);
  if (open === undefined) return undefined;
  session.connection.openArtifacts.add(open);
  try {
    const record = readArtifactBody(session, handle, open.body);
    return new ArtifactVersion(session, open, record, record.sizeBytes <= inOrder);
  } catch (error) {
    await session.connection.closeArtifact(open);
    throw error;
  }
}

/** One version of an artifact, open for reading. To be closed. */
export class ArtifactVersion {
  readonly record: ArtifactRecord;
  /** Whether whoever reads it holds a place among the calls meanwhile. */
  readonly inOrder: boolean;
  readonly #session: Session;
  readonly #open: OpenArtifact;
  #superseded = false;

  constructor(session: Session, open: OpenArtifact, record: ArtifactRecord, inOrder: boolean) {
    this.#session = session;
    this.#open = open;
    this.record = record;
    this.inOrder = inOrder;
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
    const { backend, connection, scope } = this.#session;
    const look = (): Awaitable<string | undefined> => backend.getArtifact(scope, handle);
    const current = await (this.inOrder ? wrapped(connection.adapter, look) : this.#session.read(look));
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
