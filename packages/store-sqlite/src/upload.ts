import { setImmediate } from 'node:timers/promises';
import { isStoreError } from '@cw/store-core';
import type { Upload } from '@cw/store-core/adapter';
import type { Connection } from './connection.ts';
import { type Contents, SLICE_CHUNKS } from './contents.ts';
import type { Sweeper } from './sweeper.ts';

/** Chunks after which the log is emptied: it stays short, and no step has much to sync. */
const CHECKPOINT_CHUNKS = 2 * SLICE_CHUNKS;

/**
 * Lets an artifact point at an upload, within a transaction, and says whether what it pointed at before is left for the sweeper.
 * @param upload finishes the upload, and gives its id
 */
export type Replace = (handle: string, upload: () => number, decide: (current: string | undefined) => string) => boolean;

/**
 * Content on its way in. What is small waits in memory for the transaction of the commit; what is larger is written in slices, each in
 * a transaction of its own, and the commit only makes it live.
 */
export class SqliteUpload implements Upload {
  readonly #connection: Connection;
  readonly #contents: Contents;
  readonly #sweeper: Sweeper;
  readonly #replace: Replace;
  #waiting: Uint8Array[] = [];
  /** Chunks that are in the database. */
  #spare: Uint8Array[] = [];
  /** Chunks in the database, under `#id`. */
  #written = 0;
  #id: number | null = null;
  #live = false;

  constructor(connection: Connection, contents: Contents, sweeper: Sweeper, replace: Replace) {
    this.#connection = connection;
    this.#contents = contents;
    this.#sweeper = sweeper;
    this.#replace = replace;
  }

  async write(chunk: Uint8Array): Promise<Uint8Array | undefined> {
    if (this.#waiting.length >= SLICE_CHUNKS) await this.#spill();
    this.#waiting.push(chunk);
    return this.#spare.pop();
  }

  async commit(handle: string, decide: (current: string | undefined) => string): Promise<void> {
    const left = await this.#connection.write(() => this.#replace(handle, () => this.#finish(), decide));
    this.#live = true;
    this.#waiting = [];
    if (left) this.#sweeper.start();
  }

  async abort(): Promise<void> {
    this.#waiting = [];
    const id = this.#id;
    if (id === null || this.#live) return;
    this.#id = null;
    try {
      await this.#connection.write(() => this.#contents.abandon(id));
    } catch (error) {
      if (!isStoreError(error)) throw error;
      this.#contents.abandonLater(id);
    }
    this.#sweeper.start();
  }

  async #spill(): Promise<void> {
    const chunks = this.#waiting;
    this.#id = await this.#connection.write(() => {
      const id = this.#id ?? this.#contents.create('open');
      if (this.#id !== null) this.#contents.keep(id, 'open');
      this.#contents.add(id, this.#written, chunks);
      return id;
    });
    this.#written += chunks.length;
    this.#waiting = [];
    this.#spare.push(...chunks);
    if (this.#written % CHECKPOINT_CHUNKS !== 0) return;
    await setImmediate();
    this.#connection.checkpoint();
  }

  /** Within the transaction of the commit. */
  #finish(): number {
    const id = this.#id ?? this.#contents.create('live');
    if (this.#id !== null) this.#contents.keep(id, 'live');
    this.#contents.add(id, this.#written, this.#waiting);
    return id;
  }
}
