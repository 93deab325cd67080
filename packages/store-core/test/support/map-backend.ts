import type { Backend, Decide, NameRange, OpenArtifact, ScanRange, Stored, StoredArtifact, Summary, Term, Upload } from '../../src/adapter.ts';
import type { Capabilities, Store } from '../../src/index.ts';
import { type Collection, openWith, RecordIndex, SortedNames } from '../../src/adapter.ts';

interface Version {
  readonly body: string;
  readonly chunks: readonly Uint8Array[];
}

/** A small honest backend, to be broken on purpose. One `Map` per thing, made for reading and not for speed. */
export class MapBackend implements Backend {
  readonly capabilities: Capabilities = { durability: 'none', writers: 'handle', snapshot: false };
  readonly records: Map<string, RecordIndex<string>> = new Map();
  readonly artifacts: Map<string, Map<string, Version>> = new Map();

  index(scope: string, collection: Collection): RecordIndex<string> {
    const key = JSON.stringify([scope, collection]);
    const index = this.records.get(key) ?? new RecordIndex<string>(collection);
    this.records.set(key, index);
    return index;
  }

  versions(scope: string): Map<string, Version> {
    const versions = this.artifacts.get(scope) ?? new Map<string, Version>();
    this.artifacts.set(scope, versions);
    return versions;
  }

  append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const index = this.index(scope, collection);
    const { entries, head } = decide(index.state(ids, ({ offset, note }) => ({ offset, body: note })));
    for (const entry of entries) index.put(entry, entry.body);
    index.head = head;
  }

  get(scope: string, collection: Collection, id: string): Stored | undefined {
    const found = this.index(scope, collection).get(id);
    return found === undefined ? undefined : { offset: found.offset, body: found.note };
  }

  scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    return this.index(scope, collection).scan(range, ({ note }) => note.length).map(({ offset, note }) => ({ offset, body: note }));
  }

  values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    return this.index(scope, collection).values(field, range);
  }

  summary(scope: string, collection: Collection): Summary {
    return this.index(scope, collection).summary;
  }

  remove(scope: string, collection: Collection, term: Term | null): number {
    return this.index(scope, collection).remove(term).length;
  }

  upload(scope: string): Upload {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      commit: (handle, decide) => void this.versions(scope).set(handle, { body: decide(this.getArtifact(scope, handle)), chunks }),
      abort: () => undefined,
    };
  }

  openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    const version = this.versions(scope).get(handle);
    return version === undefined ? undefined : { body: version.body, chunk: (index) => version.chunks[index]?.slice(), close: () => undefined };
  }

  getArtifact(scope: string, handle: string): string | undefined {
    return this.versions(scope).get(handle)?.body;
  }

  listArtifacts(scope: string, range: NameRange): readonly StoredArtifact[] {
    const versions = this.versions(scope);
    return new SortedNames(versions.keys()).range(range).map((handle) => ({ handle, body: versions.get(handle)?.body ?? '' }));
  }

  removeArtifact(scope: string, handle: string): boolean {
    return this.versions(scope).delete(handle);
  }

  scopes(): readonly string[] {
    const ofRecords = [...this.records.keys()].map((key) => (JSON.parse(key) as [string])[0]);
    return [...new Set([...ofRecords, ...this.artifacts.keys()])];
  }

  where(scope: string, collection: Collection | 'artifacts', key: number | string): string {
    return `scope ${JSON.stringify(scope)}, ${collection} ${key}`;
  }

  close(): void {
    this.records.clear();
    this.artifacts.clear();
  }
}

/** Opens a store on a backend, with the common options. */
export async function openOn(backend: Backend, options: object = {}): Promise<Store> {
  return await openWith({ name: 'map', options: {}, open: () => backend }, options);
}
