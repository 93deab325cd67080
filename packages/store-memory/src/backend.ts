import type { Capabilities } from '@cw/store-core';
import type {
  Backend,
  Collection,
  Decide,
  Indexed,
  NameRange,
  OpenArtifact,
  ScanRange,
  Stored,
  StoredArtifact,
  Summary,
  Term,
  Upload,
} from '@cw/store-core/adapter';
import { capabilities } from './capabilities.ts';
import { ScopeData, type Version } from './scope-data.ts';

/** Keeps everything in maps and arrays. Nothing here waits, so every operation is atomic by itself. */
export class MemoryBackend implements Backend {
  readonly capabilities: Capabilities = capabilities;
  readonly #scopes = new Map<string, ScopeData>();

  append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const records = this.#read(scope).records(collection);
    const { entries, head } = decide(records.state(ids, toStored));
    // Only now: a decision that throws must not leave a scope behind.
    const written = this.#write(scope).records(collection);
    for (const entry of entries) written.put(entry, entry.body);
    written.head = head;
  }

  get(scope: string, collection: Collection, id: string): Stored | undefined {
    const record = this.#read(scope).records(collection).get(id);
    return record === undefined ? undefined : toStored(record);
  }

  scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    const page = this.#read(scope).records(collection).scan(range, ({ note }) => note.length);
    return page.map(toStored);
  }

  values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    return this.#read(scope).records(collection).values(field, range);
  }

  summary(scope: string, collection: Collection): Summary {
    return this.#read(scope).records(collection).summary;
  }

  remove(scope: string, collection: Collection, term: Term | null): number {
    return this.#read(scope).records(collection).remove(term).length;
  }

  upload(scope: string): Upload {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      commit: (handle, decide) => {
        const body = decide(this.getArtifact(scope, handle));
        this.#write(scope).putArtifact(handle, { body, chunks });
      },
      // The chunks go with the upload.
      abort: () => undefined,
    };
  }

  openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    const version = this.#read(scope).artifacts.get(handle);
    return version === undefined ? undefined : open(version);
  }

  getArtifact(scope: string, handle: string): string | undefined {
    return this.#read(scope).artifacts.get(handle)?.body;
  }

  listArtifacts(scope: string, range: NameRange): readonly StoredArtifact[] {
    return this.#read(scope).listArtifacts(range);
  }

  removeArtifact(scope: string, handle: string): boolean {
    return this.#read(scope).removeArtifact(handle);
  }

  scopes(): readonly string[] {
    return [...this.#scopes.keys()];
  }

  where(scope: string, collection: Collection | 'artifacts', key: number | string): string {
    return `memory, scope ${JSON.stringify(scope)}, ${collection} ${JSON.stringify(key)}`;
  }

  close(): void {
    this.#scopes.clear();
  }

  /** For reading: a scope that nobody has written to is empty, and stays unknown. */
  #read(scope: string): ScopeData {
    return this.#scopes.get(scope) ?? new ScopeData();
  }

  #write(scope: string): ScopeData {
    const data = this.#scopes.get(scope) ?? new ScopeData();
    this.#scopes.set(scope, data);
    return data;
  }
}

function toStored({ offset, note }: Indexed<string>): Stored {
  return { offset, body: note };
}

/** Versions are never changed, only replaced: whoever holds one goes on reading it. */
function open({ body, chunks }: Version): OpenArtifact {
  return { body, chunk: (index) => chunks[index]?.slice(), close: () => undefined };
}
