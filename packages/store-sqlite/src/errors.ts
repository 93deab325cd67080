import { BackendError, CorruptStoreError, type ErrorDetails, SchemaVersionError, StoreBusyError } from '@cw/store-core';

/**
 * What an error of SQLite means to the caller; anything else stays as it is.
 * @param place the database file, for the message.
 */
export function toStoreError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error.name !== 'SqliteError' || !('code' in error) || typeof error.code !== 'string') return error;
  const { code: reason, message } = error;
  const options = { cause: error, details: { where: place, reason } };
  // Extended codes begin with the primary one, as SQLITE_IOERR_WRITE.
  switch (reason.split('_').slice(0, 2).join('_')) {
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new CorruptStoreError(`${place}: the database is damaged: ${message}`, options);
    // Every statement is known to fit the tables that this adapter creates.
    case 'SQLITE_ERROR':
      return new CorruptStoreError(`${place}: the tables are not those of a store: ${message}`, options);
    // What is written fits to what was read in the same transaction, unless the tables do not fit together.
    case 'SQLITE_CONSTRAINT':
      return new CorruptStoreError(`${place}: the tables contradict each other: ${message}`, options);
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
    case 'SQLITE_PROTOCOL':
      return new StoreBusyError(`${place}: another connection holds the database; nothing was written`, options);
    case 'SQLITE_FULL':
      return new BackendError(`${place}: the disk is full; nothing was written`, options);
    default:
      return new BackendError(`${place}: ${message} (${reason})`, options);
  }
}

/** Stored data that does not read back as it was written; `where` is the database, or a place in it. */
export function corrupt(where: string, problem: string): CorruptStoreError {
  return new CorruptStoreError(`${where}: ${problem}`, { details: { where } });
}

/** A file that is not a store of this version. */
export function notOurs(path: string, problem: string, details: ErrorDetails = {}): SchemaVersionError {
  return new SchemaVersionError(`${path}: ${problem}`, { details: { path, ...details } });
}
