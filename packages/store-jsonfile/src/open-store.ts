import type { Store } from '@cw/store-core';
import { type Adapter, FILE_OPTION_CHECKS, type FileOptions, openWith } from '@cw/store-core/adapter';
import { openBackend } from './backend.ts';
import { pacedFiles } from './paced-files.ts';
import type { JsonFileOptions } from './options.ts';

const adapter: Adapter<FileOptions> = {
  name: 'jsonfile',
  options: FILE_OPTION_CHECKS,
  readOnly: (options) => options.readOnly,
  open: (options, scope) => openBackend(options, scope, pacedFiles()),
};

/**
 * Opens the store in a folder, or creates it there.
 * @throws StoreLockedError while another handle writes to it, SchemaVersionError if the folder is something else or was written by a
 *   newer version, InvalidArgumentError for an unknown option or a bad value.
 */
export async function openStore(options: JsonFileOptions): Promise<Store> {
  return await openWith(adapter, options);
}
