import { basename, join } from 'node:path';
import { type Awaitable, Breather, type NameRange, type OpenArtifact, type StoredArtifact, type Upload } from '@cw/store-core/adapter';
import { ArtifactHandles } from './artifact-handles.ts';
import { ArtifactPaths } from './artifact-paths.ts';
import { finishPending, recoverArtifacts } from './artifact-recovery.ts';
import { openArtifact, readArtifactBody, writePending } from './artifact-version.ts';
import { createFile, removeLargeQuietly, removeQuietly } from './file-steps.ts';
import { ARTIFACTS, type ScopeFolder } from './scope-folder.ts';
import type { StoreContext } from './store-context.ts';
import { FileUpload } from './upload.ts';

/** The artifacts of one scope: two files for each, and `{name}.json` decides whether it exists. */
export class Artifacts {
  readonly #context: StoreContext;
  readonly #folder: ScopeFolder;
  readonly #paths: ArtifactPaths;
  readonly #handles: ArtifactHandles;
  #recovered = false;
  #recovery: Promise<void> | null = null;
  /** What is left to take back of changes that failed, where that failed as well. Done before anything else is. */
  #takeBacks: (() => void | Promise<void>)[] = [];

  constructor(context: StoreContext, folder: ScopeFolder) {
    this.#context = context;
    this.#folder = folder;
    this.#paths = new ArtifactPaths(join(folder.path, ARTIFACTS));
    this.#handles = new ArtifactHandles(context, this.#paths);
  }

  /** @param ended is called once, when the upload has been committed or aborted; not if this rejects. */
  async upload(ended: () => void): Promise<Upload> {
    this.#context.checkLock();
    await this.#folder.createForArtifacts();
    await this.#ready();
    return new FileUpload(this.#context, this.#paths.temporary(), async (...put) => await this.#put(...put), ended);
  }

  open(handle: string): Awaitable<OpenArtifact | undefined> {
    return this.#read(() => openArtifact(this.#context.files, this.#paths, handle));
  }

  get(handle: string): Awaitable<string | undefined> {
    return this.#read(() => readArtifactBody(this.#context.files, this.#paths, handle));
  }

  list(range: NameRange): Awaitable<readonly StoredArtifact[]> {
    return this.#read(async () => {
      const found: StoredArtifact[] = [];
      const breather = new Breather();
      for (const handle of await this.#handles.range(range)) {
        const body = readArtifactBody(this.#context.files, this.#paths, handle);
        // Another process may have removed it since the folder was read.
        if (body !== undefined) found.push({ handle, body });
        const pause = breather.pause();
        if (pause !== null) await pause;
      }
      return found;
    });
  }

  /** All of them, in code-point order. */
  handles(): Awaitable<readonly string[]> {
    return this.#handles.range({ prefix: '', after: null, limit: Number.POSITIVE_INFINITY });
  }

  /** Whether there was one. */
  async remove(handle: string): Promise<boolean> {
    this.#context.checkLock();
    await this.#ready();
    const { files, durable } = this.#context;
    const metadata = this.#paths.metadata(handle);
    await finishPending(this.#context, this.#paths, this.#paths.pending(handle));
    if (files.identityAt(metadata) === undefined) return false;
    // Not removed at once, so that it can come back if the removal cannot be made durable.
    const removed = this.#paths.temporary();
    await files.rename(metadata, removed);
    try {
      if (durable) await files.syncFolder(this.#paths.folder);
    } catch (error) {
      await this.#takeBack(async () => await files.rename(removed, metadata));
      throw error;
    }
    this.#handles.remove(handle);
    removeQuietly(files, removed);
    await removeLargeQuietly(files, this.#paths.data(handle));
    return true;
  }

  /** See {@link ArtifactPaths.where}. */
  where(handle: string): string {
    return this.#paths.where(handle);
  }

  #read<T>(read: () => Awaitable<T>): Awaitable<T> {
    const ready = this.#ready();
    return ready === undefined ? read() : ready.then(read);
  }

  /** Before anything else, a writer recovers what a crash has left; a reader sees through it. */
  #ready(): Promise<void> | undefined {
    const settled = this.#recovered && this.#takeBacks.length === 0;
    if (settled || this.#context.readOnly || !this.#folder.exists()) return undefined;
    this.#recovery ??= this.#recover();
    return this.#recovery;
  }

  async #recover(): Promise<void> {
    try {
      for (let next = this.#takeBacks.at(-1); next !== undefined; next = this.#takeBacks.at(-1)) {
        await next();
        this.#takeBacks.pop();
      }
      if (!this.#recovered) await recoverArtifacts(this.#context, this.#paths);
      this.#recovered = true;
    } finally {
      this.#recovery = null;
    }
  }

  async #put(data: string, handle: string, decide: (current: string | undefined) => string): Promise<void> {
    const { files, durable } = this.#context;
    this.#context.checkLock();
    await finishPending(this.#context, this.#paths, this.#paths.pending(handle));
    const current = readArtifactBody(files, this.#paths, handle);
    const body = decide(current);
    const metadata = this.#paths.temporary();
    await createFile(files, metadata, `${body}\n`, durable);
    try {
      if (current === undefined) await this.#create(handle, data, metadata);
      else await this.#replace(handle, { data, metadata, body });
    } catch (error) {
      removeQuietly(files, metadata);
      throw error;
    }
    this.#handles.add(handle);
  }

  /** The metadata comes into place last, and with it the artifact. */
  async #create(handle: string, data: string, metadata: string): Promise<void> {
    const { files } = this.#context;
    try {
      // The names of a folder come to the device in the order in which they changed.
      await files.rename(data, this.#paths.data(handle));
      await files.rename(metadata, this.#paths.metadata(handle));
      await this.#syncFolder();
    } catch (error) {
      await this.#takeBack(() => files.remove(this.#paths.metadata(handle)));
      removeQuietly(files, this.#paths.data(handle));
      throw error;
    }
  }

  /** Two files cannot be replaced in one step, but one can that says what replaces them: from then on everybody sees the new version. */
  async #replace(handle: string, next: { readonly data: string; readonly metadata: string; readonly body: string }): Promise<void> {
    const { files, durable } = this.#context;
    const pending = this.#paths.pending(handle);
    const temporary = this.#paths.temporary();
    const names = { data: basename(next.data), metadata: basename(next.metadata), body: next.body };
    await createFile(files, temporary, writePending(names), durable);
    try {
      // The files that it names have to be there whenever it is.
      await this.#syncFolder();
      await files.rename(temporary, pending);
      await this.#syncFolder();
    } catch (error) {
      removeQuietly(files, temporary);
      await this.#takeBack(() => files.remove(pending));
      throw error;
    }
    try {
      await finishPending(this.#context, this.#paths, pending);
    } catch {
      // It is done: the version can be read from where it is, and is put in place before the next change of this artifact, or at the next open.
    }
  }

  /** Undoes a change that others could see; if that fails, too, it is done before the next call, and that one fails as long as it cannot be. */
  async #takeBack(undo: () => void | Promise<void>): Promise<void> {
    try {
      await undo();
    } catch {
      this.#takeBacks.push(undo);
    }
  }

  async #syncFolder(): Promise<void> {
    if (this.#context.durable) await this.#context.files.syncFolder(this.#paths.folder);
  }
}
