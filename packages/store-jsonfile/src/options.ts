import type { CommonOptions } from '@cw/store-core';

/** The options of `openStore`. */
export interface JsonFileOptions extends CommonOptions {
  /** The folder of the store; it is created with its parents, for this user alone. */
  readonly path: string;
  /** Refuse every write with READ_ONLY, create nothing, and follow what another process writes. Default: false. */
  readonly readOnly?: boolean | undefined;
  /**
   * What an acknowledged write survives: `'power'`, power loss, as every write is on the device before it is acknowledged;
   * `'process'`, a killed process, which is many times as fast. Default: `'power'`.
   */
  readonly durability?: 'power' | 'process' | undefined;
}
