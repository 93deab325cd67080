import type { Awaitable, Backend } from '../backend/backend.ts';
import type { Collection } from '../backend/collections.ts';
import { ReadOnlyStoreError, StoreClosedError } from '../errors.ts';
import type { Append } from './append-group.ts';
import type { Connection } from './connection.ts';
import { InFlight } from './in-flight.ts';
import { wrapError } from './wrap-error.ts';

/**
 * One view of a connection: its scope, and the gate that each of its calls goes through. A method first passes
 * `reading` or `writing`, then checks its arguments, then hands its work to `read`, `write` or `append`.
 */
export class Session {
  readonly connection: Connection;
  readonly scope: string;
  readonly #inFlight = new InFlight();
  #closed = false;

  constructor(connection: Connection, scope: string) {
    this.connection = connection;
    this.scope = scope;
  }

  get backend(): Backend {
    return this.connection.backend;
  }

  /** @throws StoreClosedError */
  reading(): void {
    if (this.#closed || this.connection.closed) {
      throw new StoreClosedError(`the store is closed (scope ${JSON.stringify(this.scope)}); open it again to go on`);
    }
  }

  /** @throws StoreClosedError, ReadOnlyStoreError */
  writing(): void {
    this.reading();
    if (this.connection.readOnly) throw new ReadOnlyStoreError('the store was opened with readOnly; open it without to write');
  }

  /** Work that only reads, in its place among the calls of the connection. */
  read<T>(run: () => Awaitable<T>): Promise<T> {
    this.connection.groups.end();
    return this.#ordered(() => this.connection.order.read(run));
  }

  /** Work that writes, alone and in its place among the calls of the connection. */
  write<T>(run: () => Awaitable<T>): Promise<T> {
    this.connection.groups.end();
    return this.#ordered(() => this.connection.order.write(run));
  }

  /** An append, in its place, that may share its commit with its neighbours. */
  append<T>(collection: Collection, append: Append<T>): Promise<T> {
    return this.#ordered(() => this.connection.groups.append(this.scope, collection, append));
  }

  /** Keeps close waiting until the call has settled. */
  async track<T>(call: Promise<T>): Promise<T> {
    this.#begin();
    try {
      return await call;
    } finally {
      this.#end();
    }
  }

  /** Refuses the calls of this view from now on, and waits for those under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#inFlight.idle();
  }

  /** Each promise on an append's way costs it as much as a check of one of its members: here there is one. */
  async #ordered<T>(run: () => Awaitable<T>): Promise<T> {
    this.#begin();
    try {
      return await run();
    } catch (error) {
      throw wrapError(this.connection.adapter, error);
    } finally {
      this.#end();
    }
  }

  #begin(): void {
    this.#inFlight.begin();
    this.connection.inFlight.begin();
  }

  #end(): void {
    this.#inFlight.end();
    this.connection.inFlight.end();
  }
}
