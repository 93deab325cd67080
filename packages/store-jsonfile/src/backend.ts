import { resolve } from 'node:path';
import { type Capabilities, CorruptStoreError, type Finding } from '@cw/store-core';
import {
  type Awaitable,
  type Backend,
  type Collection,
  COLLECTION_NAMES,
  type Decide,
  type FileOptions,
  type NameRange,
  type OpenArtifact,
  type ScanRange,
  type Stored,
  type StoredArtifact,
  type Summary,
  type Term,
  type Upload,
} from '@cw/store-core/adapter';
import { capabilities } from './capabilities.ts';
import { createFolders } from './file-steps.ts';
import type { Files } from './files.ts';
import { acquireLock, type WriterLock } from './lock.ts';
import { ScopeFiles } from './scope-files.ts';
import { listScopes } from './scope-list.ts';
import { ScopeTable } from './scope-table.ts';
import { takeSnapshot } from './snapshot.ts';
import type { StoreContext } from './store-context.ts';
import { isStore, prepareStore, requireStore } from './store-folder.ts';
import { verifyFiles } from './verify.ts';

/** See {@link StoreContext.indexFrom}. */
const INDEX_FROM = 256 * 1024;

/** Opens the folder of a store, alone unless it is only read, and loads the logs of a scope. */
export async function openBackend({ path, readOnly, durability }: FileOptions, scope: string, files: Files, indexFrom: number = INDEX_FROM): Promise<Backend> {
  const root = resolve(path);
  const context = { files, root, readOnly, indexFrom, durable: durability === 'power', unsettled: false, checkLock: () => undefined };
  if (readOnly) {
    requireStore(files, root);
    return await loaded(new FolderBackend(context, null), scope);
  }
  // Nothing is written into a folder that is something else.
  if (!isStore(files, root)) await createFolders(files, root);
  const lock = await acquireLock(files, root);
  const unsettled = lock.inherited;
  try {
    await prepareStore(files, root, { unsettled });
  } catch (error) {
    lock.release();
    throw error;
  }
  return await loaded(new FolderBackend({ ...context, unsettled, checkLock: lock.check }, lock), scope);
}

async function loaded(backend: FolderBackend, scope: string): Promise<Backend> {
  try {
    for (const collection of COLLECTION_NAMES) await backend.load(scope, collection);
    return backend;
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/** A folder of JSON files. Core's calls are passed on to the files of their scope. */
class FolderBackend implements Backend {
  readonly capabilities: Capabilities;
  readonly #context: StoreContext;
  readonly #lock: WriterLock | null;
  readonly #scopes: ScopeTable;

  constructor(context: StoreContext, lock: WriterLock | null) {
    this.capabilities = { ...capabilities, durability: context.durable ? 'power' : 'process' };
    this.#context = context;
    this.#lock = lock;
    this.#scopes = new ScopeTable(context);
  }

  /** Reads a log now, which would otherwise wait for the first call that needs it. */
  async load(scope: string, collection: Collection): Promise<void> {
    try {
      await this.summary(scope, collection);
    } catch (error) {
      // Damage is told by the calls that come upon it, and the store must be open for `verify` to tell all of it.
      if (!(error instanceof CorruptStoreError)) throw error;
    }
  }

  append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Awaitable<void> {
    return this.#scopes.use(scope, ({ records }) => records[collection].append(ids, decide));
  }

  get(scope: string, collection: Collection, id: string): Awaitable<Stored | undefined> {
    return this.#scopes.use(scope, ({ records }) => records[collection].get(id));
  }

  scan(scope: string, collection: Collection, range: ScanRange): Awaitable<readonly Stored[]> {
    return this.#scopes.use(scope, ({ records }) => records[collection].scan(range));
  }

  values(scope: string, collection: Collection, field: string, range: NameRange): Awaitable<readonly string[]> {
    return this.#scopes.use(scope, ({ records }) => records[collection].values(field, range));
  }

  summary(scope: string, collection: Collection): Awaitable<Summary> {
    const remembered = this.#scopes.remembered(scope, collection);
    if (remembered !== undefined) return remembered;
    return this.#scopes.use(scope, ({ records }) => records[collection].summary());
  }

  remove(scope: string, collection: Collection, term: Term | null): Awaitable<number> {
    return this.#scopes.use(scope, ({ records }) => records[collection].remove(term));
  }

  async upload(scope: string): Promise<Upload> {
    // Its temporary file would be swept away if the scope were closed and opened again meanwhile.
    const release = this.#scopes.hold(scope);
    try {
      return await this.#scopes.use(scope, ({ artifacts }) => artifacts.upload(release));
    } catch (error) {
      release();
      throw error;
    }
  }

  openArtifact(scope: string, handle: string): Awaitable<OpenArtifact | undefined> {
    return this.#scopes.use(scope, ({ artifacts }) => artifacts.open(handle));
  }

  getArtifact(scope: string, handle: string): Awaitable<string | undefined> {
    return this.#scopes.use(scope, ({ artifacts }) => artifacts.get(handle));
  }

  listArtifacts(scope: string, range: NameRange): Awaitable<readonly StoredArtifact[]> {
    return this.#scopes.use(scope, ({ artifacts }) => artifacts.list(range));
  }

  removeArtifact(scope: string, handle: string): Awaitable<boolean> {
    return this.#scopes.use(scope, ({ artifacts }) => artifacts.remove(handle));
  }

  async scopes(): Promise<readonly string[]> {
    return await listScopes(this.#context);
  }

  where(scope: string, collection: Collection | 'artifacts', key: number | string): string {
    const files = this.#scopes.peek(scope) ?? new ScopeFiles(this.#context, scope);
    return collection === 'artifacts' ? files.artifacts.where(String(key)) : files.records[collection].where(Number(key));
  }

  async snapshot(destination: string): Promise<void> {
    await takeSnapshot(this.#context, resolve(destination));
  }

  async *verify(): AsyncGenerator<Finding, void, undefined> {
    yield* this.#scopes.findings();
    yield* verifyFiles(this.#context);
  }

  async close(): Promise<void> {
    try {
      await this.#scopes.close();
    } finally {
      this.#lock?.release();
    }
  }
}
