import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AdapterName, StoreLocation } from './adapters.ts';

/** Where a run keeps its store. Disposing of it removes a folder that was made for the run and is not to be kept. */
export interface StorePlace extends AsyncDisposable {
  readonly location: StoreLocation;
  /** Where it is, and whether it stays. */
  readonly description: string;
}

export interface StorePlaceOptions {
  readonly adapter: AdapterName;
  /** Where the store shall be; undefined: in a new temporary folder. */
  readonly store: string | undefined;
  /** Whether a temporary folder stays. */
  readonly keep: boolean;
}

export async function makeStorePlace({ adapter, store, keep }: StorePlaceOptions): Promise<StorePlace> {
  const nothing = async (): Promise<void> => undefined;
  if (adapter === 'memory') return { location: { adapter }, description: 'in memory, gone with its process', [Symbol.asyncDispose]: nothing };
  if (store !== undefined) {
    const path = resolve(store);
    return { location: { adapter, path }, description: path, [Symbol.asyncDispose]: nothing };
  }
  const folder = await mkdtemp(join(tmpdir(), 'cw-demo-'));
  const path = join(folder, adapter === 'sqlite' ? 'agent.db' : 'agent');
  const remove = async (): Promise<void> => await rm(folder, { recursive: true, force: true });
  return {
    location: { adapter, path },
    description: keep ? path : `${path} (removed at the end; --keep keeps it)`,
    [Symbol.asyncDispose]: keep ? nothing : remove,
  };
}
