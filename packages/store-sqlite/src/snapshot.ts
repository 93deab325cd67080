import { randomUUID } from 'node:crypto';
import { link, lstat, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BackendError, InvalidArgumentError } from '@cw/store-core';
import type Database from 'better-sqlite3';
import { type Connection, MEMORY } from './connection.ts';
import { toStoreError } from './errors.ts';
import { createFolders, sync, syncFolder } from './folders.ts';
import { connect } from './open-database.ts';
import { checkDatabasePath } from './options.ts';

/** Pages (of 4 KiB) that are copied before the event loop gets a turn. */
const STEP_PAGES = 256;

/** Those of any database. */
const ALL_PAGES = 0x7f_ff_ff_ff;

/**
 * Copies the database as it is now to a new file, which appears whole or not at all.
 * @throws InvalidArgumentError if something stands at the destination
 */
export async function takeSnapshot(connection: Connection, destination: string): Promise<void> {
  const target = resolve(checkDatabasePath(destination, 'destination'));
  if (await isThere(target)) throw existsAlready(destination);
  await createFolders(dirname(target));
  const copy = `${target}.${randomUUID()}.tmp`;
  try {
    await createEmpty(copy);
    await copyDatabase(connection, copy);
    leaveWal(copy);
    await sync(copy);
    await publish(copy, target, destination);
  } finally {
    await rm(copy, { force: true });
  }
  await syncFolder(dirname(target));
}

async function copyDatabase(connection: Connection, copy: string): Promise<void> {
  if (connection.place === MEMORY) {
    // In one step: every write would make it begin again.
    await backup(connection.database, copy, ALL_PAGES);
    return;
  }
  const source = connect(connection.place);
  try {
    // A read transaction, held on a connection of its own, keeps the moment: without, every write by another process would make
    // the copy begin again, for ever where there is always one.
    await connection.read(() => {
      if (!source.inTransaction) source.exec('begin');
      source.exec('select count(*) from sqlite_schema');
    });
    await backup(source, copy, STEP_PAGES);
  } catch (error) {
    throw toStoreError(error, connection.place);
  } finally {
    source.close();
  }
}

async function backup(source: Database, copy: string, pages: number): Promise<void> {
  const { totalPages } = await source.backup(copy, { progress: () => pages });
  // A source that is busy at the first step looks like one without pages.
  if (totalPages === 0) throw new BackendError(`${copy}: the database could not be copied, as it was locked; try again`);
}

/** Without a write-ahead log, a snapshot is one file and no more, even while it is read, and can be read where nothing can be written. */
function leaveWal(copy: string): void {
  const database = connect(copy);
  try {
    database.pragma('journal_mode = delete', { simple: true });
  } catch (error) {
    throw toStoreError(error, copy);
  } finally {
    database.close();
  }
}

/** For this user alone, as the store itself. */
async function createEmpty(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await file.close();
}

/** Not renamed: that would replace what somebody else has put there meanwhile. */
async function publish(copy: string, target: string, destination: string): Promise<void> {
  try {
    await link(copy, target);
  } catch (error) {
    if (await isThere(target)) throw existsAlready(destination);
    throw error;
  }
}

function existsAlready(destination: string): InvalidArgumentError {
  return new InvalidArgumentError(`destination: ${destination} exists already; name a path where nothing is`, { details: { argument: 'destination' } });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
