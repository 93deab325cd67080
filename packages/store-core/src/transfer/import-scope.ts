import { COLLECTION_NAMES } from '../backend/collections.ts';
import type { Session } from '../engine/session.ts';
import { importArtifacts } from './import-artifacts.ts';
import { RecordImport } from './import-records.ts';
import type { LineReader } from './line-reader.ts';

/** Told of what has been written. */
export interface ImportTally {
  readonly records: (count: number) => void;
  readonly artifact: (bytes: number) => void;
}

/** Imports one scope, and can take it back. */
export class ScopeImport {
  readonly #view: Session;
  readonly #reader: LineReader;
  readonly #tally: ImportTally;
  readonly #collections: readonly RecordImport[];
  readonly #handles: string[] = [];

  constructor(view: Session, reader: LineReader, tally: ImportTally) {
    this.#view = view;
    this.#reader = reader;
    this.#tally = tally;
    this.#collections = COLLECTION_NAMES.map((collection) => new RecordImport(view, collection, reader, tally.records));
  }

  /** In the order of an export: events, ledger, artifacts, episodes, facts. */
  async run(): Promise<void> {
    const [events, ledger, ...others] = this.#collections;
    await events?.run();
    await ledger?.run();
    await importArtifacts(this.#view, this.#reader, (handle) => this.#handles.push(handle), this.#tally.artifact);
    for (const collection of others) await collection.run();
  }

  /** Leaves the scope as empty as it was: whatever has been written goes, the heads are 0 again. */
  async takeBack(): Promise<void> {
    const { backend, scope } = this.#view;
    await this.#view.write(async () => {
      for (const handle of this.#handles) await backend.removeArtifact(scope, handle);
      for (const imported of this.#collections) await imported.takeBack();
    });
  }
}
