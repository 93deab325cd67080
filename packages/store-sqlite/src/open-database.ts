import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError, UnsupportedError } from '@cw/store-core';
import Database from 'better-sqlite3';
import { BLOCKING_WAIT } from './busy.ts';
import { Connection, LOG_PAGES, MEMORY } from './connection.ts';
import { toStoreError } from './errors.ts';
import { checkFile } from './file-header.ts';
import { createFolders } from './folders.ts';
import { LogRemains } from './log-remains.ts';
import { migrate, requireCurrent } from './migrate.ts';
import type { CheckedOptions } from './options.ts';

/** Before, a writer that met a checkpoint at the wrong moment could lose a commit. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** Bytes that a write-ahead log keeps for itself after a large transaction. */
const KEPT_LOG_BYTES = 64 * 1024 * 1024;

/** Opens the database of the options, and brings it to the newest format. */
export async function openDatabase(options: CheckedOptions): Promise<Connection> {
  const { path, readOnly, busyTimeout } = options;
  if (path === MEMORY) {
    if (readOnly) throw new InvalidArgumentError('readOnly: a new database in memory has nothing to read', { details: { argument: 'readOnly' } });
    return await prepared(new Connection(connect(MEMORY), MEMORY, busyTimeout), options);
  }
  const file = resolve(path);
  if (!readOnly) await createFile(file);
  checkFile(file);
  const remains = new LogRemains(`${file}-wal`);
  return await prepared(new Connection(connect(file), file, busyTimeout, remains), options);
}

/** A plain connection to a database, whose file must exist. */
function connect(path: string): Database {
  try {
    return new Database(path, { fileMustExist: path !== MEMORY, timeout: BLOCKING_WAIT });
  } catch (error) {
    throw toStoreError(error, path);
  }
}

async function prepared(connection: Connection, options: CheckedOptions): Promise<Connection> {
  try {
    await checkLibrary(connection);
    await configure(connection, options);
    await connection.read(() => connection.logRemains?.compare(connection));
    if (options.readOnly) await requireCurrent(connection);
    else await migrate(connection);
    // Only now: a file in this mode has its mark in the header, so that `checkFile` need not look into the log.
    if (!options.readOnly && options.path !== MEMORY) await enterWal(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function configure(connection: Connection, { durability, readOnly }: CheckedOptions): Promise<void> {
  const settings = [
    // With a write-ahead log, FULL syncs it with every commit, NORMAL only before it is moved into the database.
    `synchronous = ${durability === 'power' ? 'full' : 'normal'}`,
    // On macOS, a plain fsync leaves the data in the cache of the device.
    `fullfsync = ${durability === 'power' ? 'on' : 'off'}`,
    'foreign_keys = on',
    // Damage is found where it stands, not where it leads to.
    'cell_size_check = on',
    // Nothing of the schema may run code.
    'trusted_schema = off',
    `journal_size_limit = ${KEPT_LOG_BYTES}`,
    `wal_autocheckpoint = ${LOG_PAGES}`,
    // Opened by SQLite as read-only, a database would be left with its log and the index of that beside it. Where the file is
    // protected, SQLite does so all the same.
    `query_only = ${readOnly ? 'on' : 'off'}`,
  ];
  await connection.read(() => connection.database.exec(settings.map((setting) => `pragma ${setting};`).join('\n')));
}

async function enterWal(connection: Connection): Promise<void> {
  await connection.read(() => connection.database.pragma('journal_mode = wal', { simple: true }));
}

async function checkLibrary(connection: Connection): Promise<void> {
  const version = await connection.read(() => readLibraryVersion(connection));
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SQLITE.map((least, index) => (parts[index] ?? 0) - least).find((part) => part !== 0) ?? 0;
  if (difference >= 0) return;
  throw new UnsupportedError(`SQLite ${version} can lose commits; this adapter needs ${OLDEST_SQLITE.join('.')} or newer, so update better-sqlite3`);
}

function readLibraryVersion({ database }: Connection): string {
  return String(database.prepare<{ version: string }>('select sqlite_version() as version').get()?.version);
}

/** Creates the file, and its folders, for this user alone. SQLite gives the files that it puts beside it the same permissions. */
async function createFile(path: string): Promise<void> {
  await createFolders(dirname(path));
  try {
    const file = await open(path, 'wx', 0o600);
    await file.close();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    // SQLite would open a protected file all the same, and fail with the first write.
    await access(path, constants.W_OK);
  }
}
