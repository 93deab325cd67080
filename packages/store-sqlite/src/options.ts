import { type CommonOptions, InvalidArgumentError } from '@cw/store-core';
import { checkMilliseconds, checkPath, FILE_OPTION_CHECKS, type FileOptions, type OptionChecks } from '@cw/store-core/adapter';

/** The options of `openStore`. */
export interface SqliteOptions extends CommonOptions {
  /** The database file; it is created with its parents, for this user alone. `':memory:'` is a new database in memory. */
  readonly path: string;
  /** Refuse every write with READ_ONLY, and create nothing. Default: false. */
  readonly readOnly?: boolean | undefined;
  /**
   * What an acknowledged write survives: `'power'`, power loss, as every write is on the device before it is acknowledged;
   * `'process'`, a killed process, which is several times as fast. Default: `'power'`.
   */
  readonly durability?: 'power' | 'process' | undefined;
  /** Milliseconds that a call waits while another process writes, before it is STORE_BUSY. The event loop goes on meanwhile. Default: 5000. */
  readonly busyTimeout?: number | undefined;
}

/** The adapter's own options, checked, each with its value. */
export interface CheckedOptions extends FileOptions {
  readonly busyTimeout: number;
}

export const OPTION_CHECKS: OptionChecks<CheckedOptions> = {
  ...FILE_OPTION_CHECKS,
  path: checkDatabasePath,
  busyTimeout: checkMilliseconds(5000),
};

/** The path of a database. @throws InvalidArgumentError also where better-sqlite3 would trim it, and open another file */
export function checkDatabasePath(value: unknown, name: string): string {
  const path = checkPath(value, name);
  if (path === path.trim()) return path;
  throw new InvalidArgumentError(`${name}: must not begin or end with white space: ${JSON.stringify(path)}`, { details: { argument: name } });
}
