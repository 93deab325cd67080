import { BackendError } from '@cw/store-core';
import type { Statement } from 'better-sqlite3';
import { ADD_CHUNK, CREATE_UPLOAD, FIRST_CHUNK, GET_CHUNK, MOVE_UPLOAD, REMOVE_CHUNKS, REMOVE_UPLOAD, UNPUBLISHED_UPLOADS } from './artifact-queries.ts';
import type { Connection } from './connection.ts';
import type { UploadState } from './schema.ts';

/** Chunks that one transaction writes or removes at most: bounds how long it stops the event loop. */
export const SLICE_CHUNKS = 6;

/** Milliseconds after which an upload that nobody has touched is taken for abandoned: its process may be another, and slow. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

/** Milliseconds for which what another connection has dropped is left to it: it may still be read there. */
const DROPPED_BY_OTHERS = 60 * 60 * 1000;

/** The bytes of artifacts, in chunks under the id of their upload. What writes runs within a transaction of the caller's. */
export class Contents {
  readonly #place: string;
  readonly #create: Statement<{ id: number }>;
  readonly #move: Statement<unknown>;
  readonly #remove: Statement<unknown>;
  readonly #unpublished: Statement<{ id: number; state: UploadState; touched_at: number }>;
  readonly #add: Statement<unknown>;
  readonly #get: Statement<{ bytes: Uint8Array }>;
  readonly #first: Statement<{ number: number }>;
  readonly #removeChunks: Statement<unknown>;
  /** Uploads that are being read, and how often. */
  readonly #pins = new Map<number, number>();
  /** What this connection has dropped, and not yet removed. The database says whether it really has: its transaction may have failed. */
  readonly #dropped = new Set<number>();
  /** Uploads of this connection that it could not mark as abandoned. */
  readonly #abandoned = new Set<number>();
  /** What the last `sweep` was about. */
  #swept: number | undefined;

  constructor(connection: Connection) {
    this.#place = connection.place;
    this.#create = connection.prepare(CREATE_UPLOAD);
    this.#move = connection.prepare(MOVE_UPLOAD);
    this.#remove = connection.prepare(REMOVE_UPLOAD);
    this.#unpublished = connection.prepare(UNPUBLISHED_UPLOADS);
    this.#add = connection.prepare(ADD_CHUNK);
    this.#get = connection.prepare(GET_CHUNK);
    this.#first = connection.prepare(FIRST_CHUNK);
    this.#removeChunks = connection.prepare(REMOVE_CHUNKS);
  }

  /** The id of a new upload. */
  create(state: UploadState): number {
    const row = this.#create.get({ state, now: Date.now() });
    if (row === undefined) throw new TypeError('an insert returns its row');
    return row.id;
  }

  /** Adds chunks to an upload, numbered from `number` on. */
  add(upload: number, number: number, chunks: readonly Uint8Array[]): void {
    chunks.forEach((bytes, index) => this.#add.run({ upload, number: number + index, bytes }));
  }

  /** Says that an open upload is still wanted, or that it is live now. @throws BackendError if it was taken for abandoned */
  keep(upload: number, state: 'open' | 'live'): void {
    const { changes } = this.#move.run({ upload, from: 'open', state, now: Date.now() });
    if (changes === 1) return;
    throw new BackendError(`${this.#place}: the upload made no progress for too long and was removed; put the artifact again`);
  }

  /** Gives up an upload that never became live. */
  abandon(upload: number): void {
    this.#dropped.add(upload);
    this.#move.run({ upload, from: 'open', state: 'dropped', now: Date.now() });
  }

  /** As `abandon`, where that failed, as on a full disk: left for the sweeper. */
  abandonLater(upload: number): void {
    this.#abandoned.add(upload);
  }

  /** Gives up what was live. A small one goes at once, unless it is being read; `false` says that it is left for the sweeper. */
  drop(upload: number): boolean {
    this.#dropped.add(upload);
    this.#move.run({ upload, from: 'live', state: 'dropped', now: Date.now() });
    return !this.#pins.has(upload) && this.removeSlice(upload);
  }

  /** Removes some chunks of a dropped upload, and with the last ones the upload itself. Says whether it is gone. */
  removeSlice(upload: number): boolean {
    const first = this.#first.get({ upload });
    if (first !== undefined) this.#removeChunks.run({ upload, end: first.number + SLICE_CHUNKS });
    if (this.#first.get({ upload }) !== undefined) return false;
    this.#remove.run({ upload });
    this.#dropped.delete(upload);
    return true;
  }

  /** An upload that nothing needs, and that is not being read. */
  #unused(): number | undefined {
    for (const id of this.#abandoned) return id;
    const now = Date.now();
    for (const { id, state, touched_at: touchedAt } of this.#unpublished.iterate({})) {
      const own = state === 'dropped' && this.#dropped.has(id);
      const due = own || touchedAt + (state === 'open' ? ABANDONED_AFTER : DROPPED_BY_OTHERS) <= now;
      if (due && !this.#pins.has(id)) return id;
    }
    return undefined;
  }

  /** Whether there is such an upload. */
  pending(): boolean {
    return this.#unused() !== undefined;
  }

  /** Removes a slice of it. Its mark, once committed, is enough to find the rest by. */
  sweep(): void {
    this.#swept = this.#unused();
    if (this.#swept === undefined) return;
    this.abandon(this.#swept);
    this.removeSlice(this.#swept);
  }

  /** After a transaction with `sweep`. */
  swept(): void {
    if (this.#swept !== undefined) this.#abandoned.delete(this.#swept);
  }

  chunk(upload: number, number: number): Uint8Array | undefined {
    const bytes = this.#get.get({ upload, number })?.bytes;
    return bytes === undefined ? undefined : moved(bytes);
  }

  /** Keeps an upload from being removed by this connection, until it is unpinned as often. */
  pin(upload: number): void {
    this.#pins.set(upload, (this.#pins.get(upload) ?? 0) + 1);
  }

  /** Says whether the upload can be swept now. */
  unpin(upload: number): boolean {
    const left = (this.#pins.get(upload) ?? 0) - 1;
    if (left > 0) {
      this.#pins.set(upload, left);
      return false;
    }
    this.#pins.delete(upload);
    return this.#dropped.has(upload);
  }
}

/**
 * The same bytes, no longer in a Buffer, which other adapters do not give, nor in memory of better-sqlite3's making, which V8 is slow to collect: of a
 * gigabyte read in chunks, more than a hundred megabytes were left at a time. That memory is given back at once.
 */
function moved(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
  return copy;
}
