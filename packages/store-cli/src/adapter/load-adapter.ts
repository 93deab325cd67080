import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Store } from '@cw/store-core';
import { CliError } from '../errors/cli-error.ts';
import { findKnown, KNOWN_ADAPTERS, type KnownAdapter } from './known-adapters.ts';
import { resolveFrom } from './resolve-from.ts';

/** What every adapter's `openStore` is asked with. */
export interface OpenOptions {
  readonly path: string;
  readonly scope: string | undefined;
  readonly readOnly: boolean;
}

export interface LoadedAdapter {
  /** Of ours, the short name; otherwise as it was asked for. */
  readonly name: string;
  /** Of the module. */
  readonly url: string;
  readonly open: (options: OpenOptions) => Promise<Store>;
}

export interface LoadOptions {
  /** The store that it is for, as a person calls it. */
  readonly path: string;
  /** The folder of the project, which the path of a module is relative to. */
  readonly cwd: string;
  /** Where packages are looked for if the project has none. Default: the folder of this tool. */
  readonly own?: string;
}

/**
 * Loads an adapter: one of ours by its name, a module by its path (`./adapter.js`), or a package. Packages are looked for in the project, and then beside this tool.
 * @throws CliError ADAPTER_MISSING, ADAPTER_BROKEN, UNKNOWN_ADAPTER
 */
export async function loadAdapter(reference: string, { path, cwd, own = import.meta.dirname }: LoadOptions): Promise<LoadedAdapter> {
  const known = findKnown(reference);
  const url = isPath(reference) ? pathToFileURL(resolve(cwd, reference)).href : findPackage(known?.packageName ?? reference, [cwd, own]);
  if (url === undefined) throw known === undefined ? unknownAdapter(reference) : adapterMissing(known, path);
  const openStore = await importOpenStore(reference, url);
  const name = known?.name ?? reference;
  return { name, url, open: async (options) => asStore(name, await openStore(given(options))) };
}

function isPath(reference: string): boolean {
  return /^\.{1,2}[/\\]/.test(reference) || isAbsolute(reference);
}

function findPackage(name: string, folders: readonly string[]): string | undefined {
  try {
    for (const folder of folders) {
      const url = resolveFrom(name, folder);
      if (url !== undefined) return url;
    }
    return undefined;
  } catch (cause) {
    throw broken(name, 'has no entry that can be imported', cause);
  }
}

async function importOpenStore(reference: string, url: string): Promise<(options: object) => unknown> {
  let module: unknown;
  try {
    module = await import(url);
  } catch (cause) {
    throw broken(reference, 'could not be loaded', cause);
  }
  if (typeof module === 'object' && module !== null && 'openStore' in module && isFunction(module.openStore)) return module.openStore;
  throw broken(reference, 'exports no function openStore');
}

/** An option that was not given is left out: an adapter may refuse those it does not know. */
function given({ path, scope, readOnly }: OpenOptions): object {
  return { path, ...(scope === undefined ? {} : { scope }), ...(readOnly ? { readOnly } : {}) };
}

function asStore(name: string, store: unknown): Store {
  if (isStore(store)) return store;
  throw broken(name, 'gave something else than a store');
}

// What a store is beyond that, the conformance kit says.
function isStore(value: unknown): value is Store {
  return typeof value === 'object' && value !== null && 'events' in value && 'withScope' in value && 'close' in value;
}

function isFunction(value: unknown): value is (options: object) => unknown {
  return typeof value === 'function';
}

function adapterMissing({ packageName, keeps }: KnownAdapter, path: string): CliError {
  return new CliError('ADAPTER_MISSING', `${path}: a store that is ${keeps} takes ${packageName}, which is not installed`, {
    hint: `npm install ${packageName} @cw/store-core\nor, without a project: npx -p @cw/store-cli -p ${packageName} -p @cw/store-core cw-store ...`,
    details: { path, package: packageName },
  });
}

function unknownAdapter(reference: string): CliError {
  const names = KNOWN_ADAPTERS.map(({ name }) => name).join(', ');
  const hint = `give one of ${names}, a package that is installed here, or the path of a module, as ./adapter.js`;
  if (reference === 'memory') return new CliError('UNKNOWN_ADAPTER', '--adapter: a store in memory is gone with its process, so there is none to work on', { hint });
  return new CliError('UNKNOWN_ADAPTER', `--adapter: there is no adapter ${JSON.stringify(reference)}`, { hint });
}

function broken(reference: string, problem: string, cause?: unknown): CliError {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new CliError('ADAPTER_BROKEN', `the adapter ${reference} ${problem}${reason}`, {
    hint: 'an adapter is a module that exports openStore(options); install it anew, or name another with --adapter',
    cause,
    details: { adapter: reference },
  });
}
