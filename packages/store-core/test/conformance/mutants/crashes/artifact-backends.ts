import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHUNK_BYTES, crc32, seal, type Upload } from '../../../../src/adapter.ts';
import { type Role, WindowBackend } from './window-backend.ts';

interface Version {
  readonly body: string;
  readonly chunks: readonly Uint8Array[];
}

/** A backend whose puts stop between two steps: what is there in the meantime, `between` says. Undefined: such a put is made in one step. */
class PutsInSteps extends WindowBackend {
  readonly #between: (before: Version | undefined, after: Version) => Version | undefined;

  constructor(folder: string, role: Role, between: (before: Version | undefined, after: Version) => Version | undefined) {
    super(folder, role);
    this.#between = between;
  }

  override upload(scope: string): Upload {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      commit: (handle, decide) => {
        const before = this.data().versions(scope).get(handle);
        const after = { body: decide(before?.body), chunks };
        const between = this.#between(before, after);
        if (between !== undefined) {
          this.change((data) => void data.versions(scope).set(handle, between));
          this.window();
        }
        this.change((data) => void data.versions(scope).set(handle, after));
      },
      abort: () => undefined,
    };
  }
}

/** Replaces the metadata before the bytes. */
export class MetadataFirst extends PutsInSteps {
  constructor(folder: string, role: Role) {
    super(folder, role, (before, { body }) => before && { body, chunks: before.chunks });
  }
}

/** Replaces the bytes before the metadata. */
export class BytesFirst extends PutsInSteps {
  constructor(folder: string, role: Role) {
    super(folder, role, (before, { chunks }) => before && { body: before.body, chunks });
  }
}

/** Registers a new artifact before its bytes have come. */
export class RegistersFirst extends PutsInSteps {
  constructor(folder: string, role: Role) {
    super(folder, role, (before, { body }) => (before === undefined ? { body, chunks: [] } : undefined));
  }
}

/** Moves the bytes of a large artifact to their place one chunk after the other. */
export class MovesChunkByChunk extends PutsInSteps {
  constructor(folder: string, role: Role) {
    super(folder, role, (_, { body, chunks }) => (chunks.length > 8 ? { body, chunks: chunks.slice(0, 5) } : undefined));
  }
}

/** Removes the bytes of an artifact before its metadata. */
export class RemovesBytesFirst extends WindowBackend {
  override removeArtifact(scope: string, handle: string): boolean {
    const body = this.getArtifact(scope, handle);
    if (body === undefined) return false;
    this.change((data) => void data.versions(scope).set(handle, { body, chunks: [] }));
    this.window();
    return super.removeArtifact(scope, handle);
  }
}

/** Keeps the chunks of a large upload in a file beside the store, and takes a file that it finds there for an artifact. */
export class TakesLeftovers extends WindowBackend {
  constructor(folder: string, role: Role) {
    super(folder, role);
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.part')) this.#recover(name);
    }
  }

  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    const part = join(this.folder, `upload-${process.pid}.part`);
    let count = 0;
    return {
      write: (chunk) => {
        count += 1;
        if (count === 4) {
          writeFileSync(part, chunk);
          this.window();
        }
        return upload.write(chunk);
      },
      commit: async (handle, decide) => {
        await upload.commit(handle, decide);
        rmSync(part, { force: true });
      },
      abort: () => rmSync(part, { force: true }),
    };
  }

  #recover(name: string): void {
    const bytes = readFileSync(join(this.folder, name));
    const members = {
      handle: name,
      mediaType: 'application/octet-stream',
      sizeBytes: bytes.length,
      label: '',
      contentHash: createHash('sha256').update(bytes).digest('hex'),
      chunkBytes: CHUNK_BYTES,
      chunkCrc32: [crc32(bytes).toString(16).padStart(8, '0')],
    };
    this.change((data) => void data.versions('default').set(name, { body: seal(JSON.stringify(members)), chunks: [new Uint8Array(bytes)] }));
    rmSync(join(this.folder, name));
  }
}
