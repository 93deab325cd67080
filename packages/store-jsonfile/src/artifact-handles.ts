import { join } from 'node:path';
import { type Awaitable, Breather, type NameRange, readArtifactHandle, SortedNames } from '@cw/store-core/adapter';
import type { ArtifactPaths } from './artifact-paths.ts';
import { corrupt } from './errors.ts';
import { readText, withoutLineEnd } from './file-steps.ts';
import { decodeName, encodeName } from './names.ts';
import { sortSlowly } from './sort-slowly.ts';
import type { StoreContext } from './store-context.ts';

/**
 * Milliseconds after which a folder that has changed once more says so: some file systems count in seconds. What is read of a folder that changed
 * only just now may be older than the change that its time already tells of.
 */
const SETTLED = 3000;

/** Milliseconds that a reader keeps them at most: a clock that was set back may bring the very time back that the folder had, and not every file system keeps it. */
const KEPT = 60_000;

/** The handles of the artifacts of one scope: read from the names in their folder, and kept. */
export class ArtifactHandles {
  readonly #context: StoreContext;
  readonly #paths: ArtifactPaths;
  #names: SortedNames | null = null;
  /** Of the folder, for a reader: what it looked like when the names were read. Undefined: they hold for once. */
  #version: string | undefined;
  /** Milliseconds of the process's own clock. */
  #readAt = 0;
  #changes = 0;

  constructor(context: StoreContext, paths: ArtifactPaths) {
    this.#context = context;
    this.#paths = paths;
  }

  range(range: NameRange): Awaitable<readonly string[]> {
    const names = this.#current();
    return names === null ? this.#read().then((read) => read.range(range)) : names.range(range);
  }

  /** After one has come. Only the writer tells; it alone changes them. */
  add(handle: string): void {
    this.#changes += 1;
    this.#names?.add(handle);
  }

  /** After one has gone. */
  remove(handle: string): void {
    this.#changes += 1;
    this.#names?.remove(handle);
  }

  #current(): SortedNames | null {
    if (!this.#context.readOnly) return this.#names;
    if (this.#version === undefined || performance.now() - this.#readAt > KEPT) return null;
    return this.#context.files.folderVersion(this.#paths.folder)?.version === this.#version ? this.#names : null;
  }

  async #read(): Promise<SortedNames> {
    const { files } = this.#context;
    for (;;) {
      const changes = this.#changes;
      // In this order: what changes between the two looks like a change of just now.
      const folder = files.folderVersion(this.#paths.folder);
      const isSettled = folder !== undefined && Date.now() - folder.changedAt > SETTLED;
      const names = SortedNames.fromSorted(await sortSlowly(await this.#readAll()));
      if (changes !== this.#changes) continue;
      this.#names = names;
      this.#version = isSettled ? folder.version : undefined;
      this.#readAt = performance.now();
      return names;
    }
  }

  async #readAll(): Promise<string[]> {
    const breather = new Breather();
    const handles: string[] = [];
    for (const name of (await this.#context.files.listLarge(this.#paths.folder)) ?? []) {
      if (!name.endsWith('.json')) continue;
      const encoded = name.slice(0, -'.json'.length);
      const decoded = decodeName(encoded);
      // What is not a name of ours is no artifact; verify reports it.
      const handle = decoded === null ? this.#readHandle(encoded) : decoded;
      if (handle !== undefined) handles.push(handle);
      const pause = breather.pause();
      if (pause !== null) await pause;
    }
    return handles;
  }

  /** The handle of metadata whose name holds only its hash; undefined if it is gone by now. */
  #readHandle(encoded: string): string | undefined {
    const path = join(this.#paths.folder, `${encoded}.json`);
    const text = readText(this.#context.files, path);
    if (text === undefined) return undefined;
    const handle = readArtifactHandle(withoutLineEnd(text), () => path);
    if (encodeName(handle) !== encoded) throw corrupt(path, `is the metadata of another artifact, ${JSON.stringify(handle)}`);
    return handle;
  }
}
