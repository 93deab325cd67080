import { type Collection, type NameRange, RecordIndex, SortedNames, type StoredArtifact } from '@cw/store-core/adapter';

/** One version of an artifact. */
export interface Version {
  readonly body: string;
  readonly chunks: readonly Uint8Array[];
}

/** What one scope holds. */
export class ScopeData {
  readonly artifacts: Map<string, Version> = new Map();
  readonly #handles = new SortedNames([]);
  /** The note of a record is its body. */
  readonly #records: Readonly<Record<Collection, RecordIndex<string>>> = {
    events: new RecordIndex('events'),
    ledger: new RecordIndex('ledger'),
    episodes: new RecordIndex('episodes'),
    facts: new RecordIndex('facts'),
  };

  records(collection: Collection): RecordIndex<string> {
    return this.#records[collection];
  }

  putArtifact(handle: string, version: Version): void {
    this.artifacts.set(handle, version);
    this.#handles.add(handle);
  }

  /** Whether there was one. */
  removeArtifact(handle: string): boolean {
    this.#handles.remove(handle);
    return this.artifacts.delete(handle);
  }

  listArtifacts(range: NameRange): readonly StoredArtifact[] {
    return this.#handles.range(range).map((handle) => ({ handle, body: this.artifacts.get(handle)?.body ?? '' }));
  }
}
