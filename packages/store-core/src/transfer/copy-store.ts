import type { Store } from '../contract/store.ts';
import { exportStore } from './export-store.ts';
import { importStore } from './import-store.ts';
import type { TransferOptions, TransferProgress } from './progress.ts';

/**
 * Copies a whole store into an empty one, of the same adapter or of another; their exports are then the same bytes. See
 * `exportStore` for what is written meanwhile, `importStore` for what is refused. Gives what was copied.
 */
export async function copyStore(from: Store, to: Store, options?: TransferOptions): Promise<TransferProgress> {
  return await importStore(to, exportStore(from), options);
}
