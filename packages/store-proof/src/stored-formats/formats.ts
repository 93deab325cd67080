import { copyFile, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommonOptions, Store } from '@cw/store-core';
import * as jsonfile from '@cw/store-jsonfile';
import * as sqlite from '@cw/store-sqlite';
import { describeFolder } from './describe-folder.ts';
import { describeDatabase } from './describe-sqlite.ts';
import { bundle, readBundle, readFolder, writeFolder } from './folder-files.ts';

/** A store in each format that was ever released; none is made anew. */
export const GOLDEN: string = fileURLToPath(new URL('../../golden/', import.meta.url));

/** What every golden store exports: all were filled by the same program. */
export const GOLDEN_EXPORT: string = join(GOLDEN, 'export-1.jsonl');

/** How an adapter stores. */
export interface StoredFormat {
  readonly adapter: string;
  /** What the names of its golden stores end with. */
  readonly suffix: string;
  openStore(options: CommonOptions & { readonly path: string; readonly readOnly?: boolean; readonly durability?: 'process' }): Promise<Store>;
  /** The format of the store at the path, as `sqlite-2`: also the name of the golden store. */
  version(path: string): Promise<string>;
  /** All that is stored, as lines of text: those of two stores that were filled alike are the same if their formats are. */
  describe(path: string): Promise<readonly string[]>;
  /** From a closed store to a golden one, and back. */
  keep(path: string, golden: string): Promise<void>;
  restore(golden: string, path: string): Promise<void>;
}

export const STORED_FORMATS: readonly StoredFormat[] = [
  {
    adapter: 'sqlite',
    suffix: '.db',
    openStore: sqlite.openStore,
    version: async (path) => `sqlite-${await readUserVersion(path)}`,
    describe: async (path) => describeDatabase(path),
    keep: copyFile,
    restore: copyFile,
  },
  {
    adapter: 'jsonfile',
    // In one file: paths as long as those in a store are cannot be checked out everywhere.
    suffix: '.jsonl',
    openStore: jsonfile.openStore,
    version: async (path) => `jsonfile-${await readVersion(join(path, 'format.json'))}-index-${await readVersion(join(path, 'scopes/long-log/events.index'))}`,
    describe: describeFolder,
    keep: async (path, golden) => await writeFile(golden, bundle(await readFolder(path))),
    restore: async (golden, path) => await writeFolder(path, readBundle(await readFile(golden, 'utf8'))),
  },
];

/** The path of the golden store of a version, as `version` gives it. */
export function goldenPath({ suffix }: StoredFormat, version: string): string {
  return join(GOLDEN, `${version}${suffix}`);
}

/** From the header of an SQLite database. */
async function readUserVersion(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 60);
    return buffer.readUInt32BE();
  } finally {
    await file.close();
  }
}

/** From the first line of a file, which is JSON. */
async function readVersion(path: string): Promise<number> {
  const bytes = await readFile(path);
  const header: unknown = JSON.parse(bytes.toString('utf8', 0, bytes.indexOf('\n')));
  if (typeof header === 'object' && header !== null && 'version' in header && typeof header.version === 'number') return header.version;
  throw new Error(`${path} does not tell a version`);
}
