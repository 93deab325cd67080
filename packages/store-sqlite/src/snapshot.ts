import { randomUUID } from 'node:crypto';
import { link, lstat, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BackendError, InvalidArgumentError } from '@cw/store-core';
import type Database from 'better-sqlite3';
import { type Connection, MEMORY } from './connection.ts';
import { createFolders, sync, syncFolder } from './folders.ts';
import { checkDatabasePath } from './options.ts';
import { isLarge, run } from './thread.ts';
import { ALL_PAGES, leaveWal } from './thread-jobs.ts';

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
    await sync(copy);
    await publish(copy, target, destination);
  } finally {
    await rm(copy, { force: true });
  }
  await syncFolder(dirname(target));
}

async function copyDatabase(connection: Connection, copy: string): Promise<void> {
  const { database, place } = connection;
  const large = await connection.read(() => isLarge(connection));
  // On a connection of its own: on this one, every write would make the copy begin again. What is in memory has but one.
  const pages = await connection.outside(async () => (place === MEMORY ? await copyMemory(database, copy) : (await run({ type: 'copy', path: place, copy }, large)).pages));
  // A source that is busy at the first step looks like one without pages.
  if (pages === 0) throw new BackendError(`${copy}: the database could not be copied, as it was locked; try again`);
}

async function copyMemory(database: Database, copy: string): Promise<number> {
  const { totalPages } = await database.backup(copy, { progress: () => ALL_PAGES });
  if (totalPages > 0) leaveWal(copy);
  return totalPages;
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
