/** An adapter that is found by its name, and by what its stores look like. */
export interface KnownAdapter {
  readonly name: string;
  readonly packageName: string;
  /** Of a path where a new store is to be. */
  readonly extensions: readonly string[];
  /** For people. */
  readonly keeps: string;
}

export const SQLITE: KnownAdapter = { name: 'sqlite', packageName: '@cw/store-sqlite', extensions: ['.db', '.sqlite', '.sqlite3'], keeps: 'one SQLite file' };

export const JSONFILE: KnownAdapter = { name: 'jsonfile', packageName: '@cw/store-jsonfile', extensions: [], keeps: 'a folder of JSON files' };

export const KNOWN_ADAPTERS: readonly KnownAdapter[] = [SQLITE, JSONFILE];

export function findKnown(reference: string): KnownAdapter | undefined {
  return KNOWN_ADAPTERS.find(({ name, packageName }) => name === reference || packageName === reference);
}
