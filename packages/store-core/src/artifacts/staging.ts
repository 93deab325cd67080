import { CHUNK_BYTES, type Backend, type Upload } from '../backend/backend.ts';
import { hexCrc32 } from '../backend/sealed-body.ts';
import type { ArtifactRef } from '../contract/artifact-store.ts';
import { Breather } from '../engine/breather.ts';
import { type ErrorSource, wrapped } from '../engine/wrap-error.ts';
import { createSha256, type Sha256 } from '../values/sha256.ts';
import { writeArtifactBody } from './artifact-body.ts';
import { letCollectorKeepUp } from './collector.ts';
import type { Pieces } from './content.ts';

/** What has been uploaded, and can become an artifact. */
export interface Staged {
  readonly upload: Upload;
  readonly sizeBytes: number;
  readonly contentHash: string;
  readonly chunkCrc32: readonly string[];
}

/** Uploads content chunk by chunk; nothing of it can be seen yet. What was uploaded is dropped if this fails. */
export async function stage(backend: Backend, adapter: ErrorSource, scope: string, pieces: Pieces): Promise<Staged> {
  const upload = await wrapped(adapter, () => backend.upload(scope));
  try {
    const staging = new Staging(upload, adapter);
    await staging.addAll(pieces);
    return await staging.end();
  } catch (error) {
    await upload.abort();
    throw error;
  }
}

/** Makes what was uploaded the artifact `handle`, unless `require` throws for the one there; dropped if this fails. To be called as a write. */
export async function commitStaged(
  handle: string,
  about: Pick<ArtifactRef, 'mediaType' | 'label'>,
  staged: Staged,
  require: (current: string | undefined) => void,
): Promise<ArtifactRef> {
  const body = writeArtifactBody(handle, about, staged);
  try {
    await staged.upload.commit(handle, (current) => {
      require(current);
      return body;
    });
  } catch (error) {
    await staged.upload.abort();
    throw error;
  }
  const { mediaType, label } = about;
  return { handle, mediaType, sizeBytes: staged.sizeBytes, label, contentHash: staged.contentHash };
}

/** Cuts a stream of pieces into chunks and uploads them. */
class Staging {
  readonly #upload: Upload;
  readonly #adapter: ErrorSource;
  readonly #hash: Sha256 = createSha256();
  readonly #breather = new Breather();
  readonly #chunkCrc32: string[] = [];
  #sizeBytes = 0;
  /** The chunk that is not full yet; null: none begun. */
  #chunk: Uint8Array | null = null;
  #filled = 0;
  /** One that the backend has given back. */
  #spare: Uint8Array | null = null;

  constructor(upload: Upload, adapter: ErrorSource) {
    this.#upload = upload;
    this.#adapter = adapter;
  }

  async addAll(pieces: Pieces): Promise<void> {
    for await (const piece of pieces) await this.#add(piece);
  }

  async end(): Promise<Staged> {
    if (this.#chunk !== null) await this.#write(this.#chunk.subarray(0, this.#filled));
    return { upload: this.#upload, sizeBytes: this.#sizeBytes, contentHash: this.#hash.hex(), chunkCrc32: this.#chunkCrc32 };
  }

  async #add(piece: Uint8Array): Promise<void> {
    for (let start = 0; start < piece.length; ) {
      this.#chunk ??= this.#spare ?? new Uint8Array(CHUNK_BYTES);
      this.#spare = null;
      const part = piece.subarray(start, start + CHUNK_BYTES - this.#filled);
      this.#chunk.set(part, this.#filled);
      this.#filled += part.length;
      start += part.length;
      if (this.#filled < CHUNK_BYTES) continue;
      await this.#write(this.#chunk);
      this.#chunk = null;
      this.#filled = 0;
    }
  }

  async #write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    this.#chunkCrc32.push(hexCrc32(chunk));
    this.#sizeBytes += chunk.length;
    letCollectorKeepUp();
    const spare = await wrapped(this.#adapter, () => this.#upload.write(chunk));
    if (spare instanceof Uint8Array && spare.length === CHUNK_BYTES) this.#spare = spare;
    await this.#breather.breathe();
  }
}
