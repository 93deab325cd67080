import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Awaitable, Backend, Collection, Decide, NameRange, OpenArtifact, ScanRange, Stored, StoredArtifact, Summary, Term, Upload } from '../../src/adapter.ts';
import { type Capabilities, InvalidArgumentError, SchemaVersionError, StoreBusyError } from '../../src/index.ts';
import { dump, load } from './dumped-backend.ts';
import { MapBackend } from './map-backend.ts';

export const SHARED_CAPABILITIES: Capabilities = { durability: 'process', writers: 'processes', snapshot: true };

/** In a folder: another writer is at work. */
export const BUSY_FILE = 'busy';
/** In a folder: a newer version wrote it. */
export const NEWER_FILE = 'newer';

/**
 * An honest backend that many processes write with, to be broken on purpose. All of a store is one file of a folder, named by its
 * version; a write adds the next one by a link, which succeeds for one process alone; the others read that version and try again. A process that
 * is killed leaves a version whole or not there. It writes everything anew each time: made for reading, and for small stores.
 */
export class SharedBackend implements Backend {
  readonly capabilities: Capabilities = SHARED_CAPABILITIES;
  readonly folder: string;
  #version = 0;
  #data = new MapBackend();

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    if (existsSync(join(folder, NEWER_FILE))) throw new SchemaVersionError(`${folder} was written by a newer version`);
    for (const name of readdirSync(folder)) {
      if (name.startsWith(`${process.pid}-`)) rmSync(join(folder, name));
    }
  }

  append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Awaitable<void> {
    this.appendNow(scope, collection, ids, decide);
  }

  appendNow(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    this.change((data) => data.append(scope, collection, ids, decide));
  }

  get(scope: string, collection: Collection, id: string): Stored | undefined {
    return this.data().get(scope, collection, id);
  }

  scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    return this.data().scan(scope, collection, range);
  }

  values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    return this.data().values(scope, collection, field, range);
  }

  summary(scope: string, collection: Collection): Summary {
    return this.data().summary(scope, collection);
  }

  remove(scope: string, collection: Collection, term: Term | null): number {
    return this.change((data) => data.remove(scope, collection, term));
  }

  upload(scope: string): Upload {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      commit: (handle, decide) => {
        this.change((data) => {
          const upload = data.upload(scope);
          for (const chunk of chunks) void upload.write(chunk);
          void upload.commit(handle, decide);
        });
      },
      abort: () => undefined,
    };
  }

  openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    return this.data().openArtifact(scope, handle);
  }

  getArtifact(scope: string, handle: string): string | undefined {
    return this.data().getArtifact(scope, handle);
  }

  listArtifacts(scope: string, range: NameRange): readonly StoredArtifact[] {
    return this.data().listArtifacts(scope, range);
  }

  removeArtifact(scope: string, handle: string): boolean {
    return this.change((data) => data.removeArtifact(scope, handle));
  }

  scopes(): readonly string[] {
    return this.data().scopes();
  }

  where(scope: string, collection: Collection | 'artifacts', key: number | string): string {
    return `${this.folder}, ${this.#data.where(scope, collection, key)}`;
  }

  snapshot(destination: string): void {
    if (existsSync(destination)) throw new InvalidArgumentError(`${destination} exists already`, { details: { argument: 'destination' } });
    const temporary = `${destination}.${process.pid}`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary);
    writeFileSync(join(temporary, '1.json'), dump(this.data()));
    renameSync(temporary, destination);
  }

  close(): void {
    this.#data = new MapBackend();
    this.#version = 0;
  }

  /** The newest version of the data; not to be changed. */
  data(): MapBackend {
    for (let newest = this.newest(); newest !== this.#version; newest = this.newest()) {
      const text = readFileSync(join(this.folder, `${newest}.json`), 'utf8');
      // A newer one has taken its place meanwhile.
      if (text === '') continue;
      this.#data = load(text);
      this.#version = newest;
    }
    return this.#data;
  }

  /** Makes the next version. When `run` throws, there is none. */
  change<T>(run: (data: MapBackend) => T): T {
    if (existsSync(join(this.folder, BUSY_FILE))) throw new StoreBusyError(`${this.folder} is busy`);
    for (;;) {
      const changed = load(dump(this.data()));
      const result = run(changed);
      if (this.publish(this.#version + 1, dump(changed))) return result;
    }
  }

  /** Whether this became that version of the data: false if another process was first. */
  publish(version: number, text: string): boolean {
    const temporary = join(this.folder, `${process.pid}-${version}`);
    writeFileSync(temporary, text);
    try {
      linkSync(temporary, join(this.folder, `${version}.json`));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(temporary);
    }
    // Emptied, not removed: a process that has read an older version must not find the name of a later one free.
    writeFileSync(temporary, '');
    renameSync(temporary, join(this.folder, `${version - 1}.json`));
    return true;
  }

  newest(): number {
    return Math.max(0, ...readdirSync(this.folder).flatMap((name) => (name.endsWith('.json') ? [Number.parseInt(name, 10)] : [])));
  }
}
