import type { CommonOptions, Store } from '@cw/store-core';
import { type Adapter, openWith } from '@cw/store-core/adapter';
import { MemoryBackend } from './backend.ts';

/** The options of {@link openStore}: the common ones. */
export type MemoryOptions = CommonOptions;

const adapter: Adapter<object> = { name: 'memory', options: {}, open: () => new MemoryBackend() };

/** Opens a new, empty store in memory. @throws InvalidArgumentError for an unknown option or a bad value. */
export async function openStore(options?: MemoryOptions): Promise<Store> {
  return await openWith(adapter, options);
}
