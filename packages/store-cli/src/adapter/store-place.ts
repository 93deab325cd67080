import { lstat, readdir } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Store } from '@cw/store-core';
import { CliError } from '../errors/cli-error.ts';
import { detectStore, type StoreTraits } from './detect-store.ts';
import { JSONFILE, KNOWN_ADAPTERS } from './known-adapters.ts';
import { type LoadedAdapter, loadAdapter } from './load-adapter.ts';

/** A place, and who can open it. Nothing has been opened yet. */
export interface StorePlace {
  /** As it was given. */
  readonly path: string;
  readonly adapter: LoadedAdapter;
  /** The version of the stored format; null where it is not known, or nothing is stored yet. */
  readonly format: number | null;
  readonly open: (options: { readonly readOnly: boolean; readonly scope?: string | undefined }) => Promise<Store>;
}

export interface PlaceOptions {
  /** Default: what the path holds tells. */
  readonly adapter: string | undefined;
  readonly cwd: string;
}

/** A store that must be there, so that a misspelt path creates none. @throws CliError */
export async function existingPlace(path: string, { adapter, cwd }: PlaceOptions): Promise<StorePlace> {
  const absolute = resolve(cwd, path);
  const { name, traits } = adapter === undefined ? await detected(absolute) : { name: adapter, traits: await traitsOf(absolute) };
  const loaded = await loadAdapter(name, { path, cwd });
  // Otherwise there is only the word of whoever called, and what is there may be no store yet.
  const isSure = loaded.name === traits?.adapter.name;
  return {
    path,
    adapter: loaded,
    format: isSure ? traits.format : null,
    open: async ({ readOnly, scope }) => {
      if (!readOnly && !isSure) await requireStore(loaded, absolute);
      return await loaded.open({ path: absolute, scope, readOnly });
    },
  };
}

/** To be read, no adapter creates anything. @throws StoreError where there is no store */
async function requireStore(adapter: LoadedAdapter, path: string): Promise<void> {
  const store = await adapter.open({ path, scope: undefined, readOnly: true });
  await store.close();
}

async function detected(path: string): Promise<{ readonly name: string; readonly traits: StoreTraits }> {
  const traits = await detectStore(path);
  return { name: traits.adapter.name, traits };
}

/** What the path holds; undefined: something that only an adapter which was named can know. */
async function traitsOf(path: string): Promise<StoreTraits | undefined> {
  try {
    return await detectStore(path);
  } catch (error) {
    if (error instanceof CliError && error.code === 'NOT_A_STORE') return undefined;
    throw error;
  }
}

/** Where a store may be created, or one is already. @throws CliError */
export async function newPlace(path: string, { adapter, cwd }: PlaceOptions): Promise<StorePlace> {
  const absolute = resolve(cwd, path);
  if (await holdsSomething(absolute)) return await existingPlace(path, { adapter, cwd });
  const name = adapter ?? adapterFor(path, await isThere(absolute));
  const loaded = await loadAdapter(name, { path, cwd });
  return { path, adapter: loaded, format: null, open: async ({ readOnly, scope }) => await loaded.open({ path: absolute, scope, readOnly }) };
}

/** By the extension, or the slash that ends the name of a folder. */
function adapterFor(path: string, isFolder: boolean): string {
  const extension = extname(path).toLowerCase();
  const known = KNOWN_ADAPTERS.find(({ extensions }) => extensions.includes(extension));
  if (known !== undefined) return known.name;
  if (isFolder || /[/\\]$/.test(path)) return JSONFILE.name;
  throw new CliError('USAGE', `${path}: cannot tell which adapter the new store shall have`, {
    hint: 'add --adapter sqlite or --adapter jsonfile; a path that ends with .db is taken for sqlite, one that ends with / for jsonfile',
  });
}

async function holdsSomething(path: string): Promise<boolean> {
  if (!(await isThere(path))) return false;
  const status = await lstat(path);
  return !status.isDirectory() || (await readdir(path)).length > 0;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return false;
    throw error;
  }
}
