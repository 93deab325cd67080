import { type CommonOptions, CorruptStoreError, type Store } from '@cw/store-core';
import { type Adapter, checkPath, openWith } from '@cw/store-core/adapter';
import { openBackend } from './backend.ts';

export interface LevelOptions extends CommonOptions {
  /** The folder of the store; it is created with its parents. */
  readonly path: string;
}

const adapter: Adapter<{ readonly path: string }> = {
  name: 'level',
  options: { path: checkPath },
  open: openBackend,
  toStoreError: (error) => error instanceof Error && 'code' in error && error.code === 'LEVEL_CORRUPTION'
    ? new CorruptStoreError(`level: ${error.message}`, { cause: error })
    : error,
};

/** Opens the store in a folder, or creates it there. @throws StoreLockedError, SchemaVersionError, InvalidArgumentError */
export async function openStore(options: LevelOptions): Promise<Store> {
  return await openWith(adapter, options);
}
