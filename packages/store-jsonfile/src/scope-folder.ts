import { join } from 'node:path';
import { seal, unseal } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';
import { createFile, isTemporary, readText, removeQuietly, temporaryPath, withoutLineEnd } from './file-steps.ts';
import type { Files } from './files.ts';
import { encodeName } from './names.ts';
import type { StoreContext } from './store-context.ts';
import { scopesFolder } from './store-folder.ts';

/** What says which scope a folder is: its own name may be no more than a hash. */
export const SCOPE_FILE = 'scope.json';

/** The folder of the artifacts in that of a scope. */
export const ARTIFACTS = 'artifacts';

/** The folder of one scope. */
export class ScopeFolder {
  readonly path: string;
  readonly #context: StoreContext;
  readonly #scope: string;
  #exists = false;
  #creation: Promise<void> | null = null;

  constructor(context: StoreContext, scope: string) {
    this.#context = context;
    this.#scope = scope;
    this.path = join(scopesFolder(context.root), encodeName(scope));
  }

  /** Looks until it is there; the first time, a writer clears away what a crash has left. @throws CorruptStoreError if it is another scope's. */
  exists(): boolean {
    if (this.#exists) return true;
    const { files, readOnly } = this.#context;
    const scope = readScope(files, this.path);
    if (scope === undefined) return false;
    if (scope !== this.#scope) throw corrupt(join(this.path, SCOPE_FILE), `names the scope ${JSON.stringify(scope)}, whose folder is another`);
    if (!readOnly) sweep(files, this.path);
    this.#exists = true;
    return true;
  }

  /** Whether it was there, and is not any more. */
  isLost(): boolean {
    return this.#exists && this.#context.files.kind(this.path) !== 'folder';
  }

  /** Creates it with all that belongs in it, in one step, unless it exists. */
  async create(): Promise<void> {
    if (this.exists()) return;
    this.#creation ??= this.#create();
    try {
      await this.#creation;
    } finally {
      this.#creation = null;
    }
  }

  /** As `create`; also where only the folder of the artifacts is missing, as an empty one is in a clone of a Git repository. */
  async createForArtifacts(): Promise<void> {
    await this.create();
    const { files } = this.#context;
    const artifacts = join(this.path, ARTIFACTS);
    if (files.kind(artifacts) !== undefined) return;
    files.createFolder(artifacts);
    await files.syncFolder(this.path);
  }

  async #create(): Promise<void> {
    const { files, root } = this.#context;
    const scopes = scopesFolder(root);
    await writeScope(files, scopes, this.path, this.#scope);
    await files.syncFolder(scopes);
    this.#exists = true;
  }
}

/** Creates the folder of a scope at `path`, in one step. */
export async function writeScope(files: Files, scopes: string, path: string, scope: string): Promise<void> {
  const temporary = temporaryPath(scopes);
  files.createFolder(temporary);
  try {
    await createFile(files, join(temporary, SCOPE_FILE), `${seal(JSON.stringify({ scope }))}\n`, true);
    files.createFolder(join(temporary, ARTIFACTS));
    await files.syncFolder(temporary);
    await files.rename(temporary, path);
  } catch (error) {
    files.removeFolder(temporary);
    throw error;
  }
}

/** The scope whose folder this is; undefined: there is no folder. @throws CorruptStoreError if it does not say. */
export function readScope(files: Files, folder: string): string | undefined {
  // In this order: the folder appears together with the file in it.
  if (files.kind(folder) !== 'folder') return undefined;
  const path = join(folder, SCOPE_FILE);
  const text = readText(files, path);
  if (text === undefined) throw corrupt(path, 'is missing, so the scope of this folder cannot be told');
  const { scope } = unseal(withoutLineEnd(text), () => path);
  if (typeof scope === 'string') return scope;
  throw corrupt(path, 'does not name a scope');
}

function sweep(files: Files, folder: string): void {
  for (const name of files.list(folder) ?? []) {
    if (isTemporary(name)) removeQuietly(files, join(folder, name));
  }
}
