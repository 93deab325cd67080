import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { CorruptStoreError } from '@cw/store-core';
import { corrupt, notOurs } from './errors.ts';
import { APPLICATION_ID, checkVersion } from './migrate.ts';

// The database header of SQLite's file format.
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

/**
 * Makes sure that a file is a store, or empty, before SQLite touches it: opening a database of somebody else's may already change it,
 * and leave files of its own beside it.
 *
 * In one go: to close a file takes away the locks that this process has on it (POSIX), those of SQLite in a transaction of
 * another handle included. While this runs, there is no such transaction.
 * @throws SchemaVersionError, CorruptStoreError, and what the file system throws
 */
export function checkFile(path: string): void {
  // Looked at before the header: of a new store, the log comes after it.
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  // A named pipe would otherwise block until somebody writes to it.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(file).isFile()) throw notOurs(path, 'is not a file, so it is no store');
    const header = readHeader(file);
    if (header.length === 0 && log > 0) throw withoutItsLog(path);
    checkHeader(path, header);
  } finally {
    closeSync(file);
  }
}

/** SQLite would take the database for a new one, and throw the log away. */
function withoutItsLog(path: string): CorruptStoreError {
  const problem = 'is empty, but the write-ahead log of another database is beside it; bring that database back, or move the log away';
  return corrupt(path, problem);
}

function checkHeader(path: string, header: Buffer): void {
  // Created by somebody who wants a store there, as by another process that is at it.
  if (header.length === 0) return;
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC || header.length < HEADER_BYTES) throw notOurs(path, 'is not a store: it is no SQLite database');
  if (header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) throw notOurs(path, 'is not a store, but an SQLite database of something else');
  checkVersion(path, header.readUInt32BE(USER_VERSION_AT));
}

function readHeader(file: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  let length = 0;
  while (length < HEADER_BYTES) {
    const count = readSync(file, header, length, HEADER_BYTES - length, length);
    if (count === 0) break;
    length += count;
  }
  return header.subarray(0, length);
}
