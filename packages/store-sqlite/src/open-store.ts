import type { Store } from '@cw/store-core';
import { type Adapter, openWith } from '@cw/store-core/adapter';
import { openBackend } from './backend.ts';
import { type CheckedOptions, OPTION_CHECKS, type SqliteOptions } from './options.ts';

const adapter: Adapter<CheckedOptions> = {
  name: 'sqlite',
  options: OPTION_CHECKS,
  readOnly: (options) => options.readOnly,
  open: openBackend,
};

/**
 * Opens the store in a database file, or creates it there.
 * @throws SchemaVersionError if the file is something else or was written by a newer version, CorruptStoreError if it is damaged,
 *   StoreBusyError if another process holds it for too long, InvalidArgumentError for an unknown option or a bad value.
 */
export async function openStore(options: SqliteOptions): Promise<Store> {
  return await openWith(adapter, options);
}
