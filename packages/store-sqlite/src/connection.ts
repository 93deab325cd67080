import { isStoreError } from '@cw/store-core';
import type { Awaitable } from '@cw/store-core/adapter';
import type Database from 'better-sqlite3';
import type { Statement } from 'better-sqlite3';
import type { CompiledQuery } from 'kysely';
import { whileBusy } from './busy.ts';
import { toStoreError } from './errors.ts';
import { FilePlace } from './file-place.ts';
import type { LogRemains } from './log-remains.ts';

/** The path of a database in memory. */
export const MEMORY = ':memory:';

/**
 * Pages of the log, 16 MiB, after which the next commit moves them into the database. Appends write the same few pages again and again: the longer it waits, the
 * fewer of them it moves, and the fewer syncs that takes.
 */
export const LOG_PAGES = 4096;

/** The same after a commit of much, 4 MiB: such commits often follow each other, and none is to keep the event loop waiting until 16 MiB are moved. */
const LOG_PAGES_OF_MANY = 1024;

/**
 * An open database. Every access to it goes through `read` or `write`, which turn SQLite's errors into the store's and try again
 * while it is busy. What they run is synchronous, so that nothing comes between its statements.
 */
export class Connection {
  readonly database: Database;
  /** For people: the file's path. */
  readonly place: string;
  /** Null: it is in memory. */
  readonly filePlace: FilePlace | null;
  /** What was found of a log before the database was opened. */
  readonly logRemains: LogRemains | null;
  readonly #busyTimeout: number;
  readonly #begin: Statement<unknown>;
  readonly #commit: Statement<unknown>;
  readonly #rollback: Statement<unknown>;
  #many = false;

  constructor(database: Database, place: string, busyTimeout: number, logRemains: LogRemains | null = null) {
    this.database = database;
    this.place = place;
    this.filePlace = place === MEMORY ? null : new FilePlace(place);
    this.logRemains = logRemains;
    this.#busyTimeout = busyTimeout;
    // Deferred, a transaction that reads before it writes fails as soon as another process has written, whatever the timeout.
    this.#begin = database.prepare('begin immediate');
    this.#commit = database.prepare('commit');
    this.#rollback = database.prepare('rollback');
  }

  /** Compiling a statement costs many times what running it does: to be done once. Its values are bound when it runs. */
  prepare<Row>({ sql, parameters }: CompiledQuery<Row>): Statement<Row> {
    if (parameters.length > 0) throw new TypeError(`a value was compiled into a statement that is to be kept: ${sql}`);
    return this.database.prepare<Row>(sql);
  }

  /** `run` may answer with a promise, as of reads that follow. */
  read<T>(run: () => Awaitable<T>): Awaitable<T> {
    return whileBusy(() => this.readNow(run), this.#busyTimeout);
  }

  /** Runs in a transaction of its own, which is durable when this returns. It may run again, as after a busy database; what it throws takes back all. */
  write<T>(run: () => T): Awaitable<T> {
    return whileBusy(() => this.writeNow(run), this.#busyTimeout);
  }

  /** To be called in a write that commits much at once. */
  writesMany(): void {
    this.#many = true;
  }

  /** As `read`, once. @throws StoreBusyError */
  readNow<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw toStoreError(error, this.place);
    }
  }

  /** As `write`, once. @throws StoreBusyError if another process is writing */
  writeNow<T>(run: () => T): T {
    return this.readNow(() => this.#transaction(run));
  }

  /**
   * Moves what the log holds into the database, as far as readers let it. SQLite does so by itself, but only once four megabytes have come
   * together, which takes a commit that long. As with that, it does not matter if it fails: the log holds everything, and grows.
   */
  checkpoint(): void {
    try {
      this.readNow(() => this.database.pragma('wal_checkpoint(passive)', { simple: true }));
    } catch (error) {
      if (!isStoreError(error)) throw error;
    }
  }

  /** Work on the same file that another connection does; its errors of SQLite become the store's. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toStoreError(error, this.place);
    }
  }

  close(): void {
    this.readNow(() => this.database.close());
  }

  #transaction<T>(run: () => T): T {
    this.#begin.run();
    try {
      const result = run();
      this.filePlace?.check();
      this.#commitAll();
      return result;
    } catch (error) {
      this.#many = false;
      // SQLite itself has rolled back after some errors, as that of a full disk.
      if (this.database.inTransaction) this.#rollback.run();
      throw error;
    }
  }

  #commitAll(): void {
    if (!this.#many) {
      this.#commit.run();
      return;
    }
    this.#many = false;
    this.database.exec(`pragma wal_autocheckpoint = ${LOG_PAGES_OF_MANY}`);
    try {
      this.#commit.run();
    } finally {
      this.database.exec(`pragma wal_autocheckpoint = ${LOG_PAGES}`);
    }
  }
}
