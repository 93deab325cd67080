import type { Capabilities, Finding } from '@cw/store-core';
import type {
  Awaitable,
  Backend,
  Collection,
  Decide,
  NameRange,
  OpenArtifact,
  ScanRange,
  Stored,
  StoredArtifact,
  Summary,
  Term,
  Upload,
} from '@cw/store-core/adapter';
import { Artifacts } from './artifacts.ts';
import { capabilities, memoryCapabilities } from './capabilities.ts';
import { type Connection, MEMORY } from './connection.ts';
import { openDatabase } from './open-database.ts';
import type { CheckedOptions } from './options.ts';
import { Contents } from './contents.ts';
import { LedgerResets } from './ledger-resets.ts';
import { Records } from './records.ts';
import { Removals } from './removals.ts';
import { Scopes } from './scopes.ts';
import { takeSnapshot } from './snapshot.ts';
import { Sweeper } from './sweeper.ts';
import { verifyDatabase } from './verify.ts';

/** Opens the storage of a store. */
export async function openBackend(options: CheckedOptions): Promise<Backend> {
  const connection = await openDatabase(options);
  try {
    return await connection.read(() => new SqliteBackend(connection, options));
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Keeps everything in the tables of one database. */
class SqliteBackend implements Backend {
  readonly capabilities: Capabilities;
  readonly #connection: Connection;
  readonly #scopes: Scopes;
  readonly #records: Readonly<Record<Collection, Records>>;
  readonly #artifacts: Artifacts;
  readonly #sweeper: Sweeper;

  constructor(connection: Connection, { path, readOnly, durability }: CheckedOptions) {
    this.capabilities = path === MEMORY ? memoryCapabilities : { ...capabilities, durability };
    this.#connection = connection;
    this.#scopes = new Scopes(connection);
    const contents = new Contents(connection);
    const removals = new Removals(connection);
    this.#sweeper = new Sweeper(connection, [contents, removals]);
    this.#records = {
      events: new Records(connection, this.#scopes, 'events'),
      ledger: new Records(connection, this.#scopes, 'ledger', new LedgerResets(connection, removals, this.#sweeper)),
      episodes: new Records(connection, this.#scopes, 'episodes'),
      facts: new Records(connection, this.#scopes, 'facts'),
    };
    this.#artifacts = new Artifacts(connection, this.#scopes, contents, this.#sweeper);
    // What a process left behind that was killed.
    if (!readOnly) this.#sweeper.start();
  }

  append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Awaitable<void> {
    return this.#records[collection].append(scope, ids, decide);
  }

  get(scope: string, collection: Collection, id: string): Awaitable<Stored | undefined> {
    return this.#records[collection].get(scope, id);
  }

  scan(scope: string, collection: Collection, range: ScanRange): Awaitable<readonly Stored[]> {
    return this.#records[collection].scan(scope, range);
  }

  values(scope: string, collection: Collection, field: string, range: NameRange): Awaitable<readonly string[]> {
    return this.#records[collection].values(scope, field, range);
  }

  summary(scope: string, collection: Collection): Awaitable<Summary> {
    return this.#records[collection].summary(scope);
  }

  remove(scope: string, collection: Collection, term: Term | null): Awaitable<number> {
    return this.#records[collection].remove(scope, term);
  }

  takeBack(scope: string, collection: Collection, head: number, to: number): Awaitable<boolean> {
    return this.#records[collection].takeBack(scope, head, to);
  }

  upload(scope: string): Upload {
    return this.#artifacts.upload(scope);
  }

  openArtifact(scope: string, handle: string): Awaitable<OpenArtifact | undefined> {
    return this.#artifacts.open(scope, handle);
  }

  getArtifact(scope: string, handle: string): Awaitable<string | undefined> {
    return this.#artifacts.get(scope, handle);
  }

  listArtifacts(scope: string, range: NameRange): Awaitable<readonly StoredArtifact[]> {
    return this.#artifacts.list(scope, range);
  }

  removeArtifact(scope: string, handle: string): Awaitable<boolean> {
    return this.#artifacts.remove(scope, handle);
  }

  scopes(): Awaitable<readonly string[]> {
    return this.#connection.read(() => this.#scopes.all());
  }

  where(scope: string, collection: Collection | 'artifacts', key: number | string): string {
    const column = collection === 'artifacts' ? 'handle' : 'offset';
    return `${collection} row (scope ${JSON.stringify(scope)}, ${column} ${JSON.stringify(key)}) in ${this.#connection.place}`;
  }

  async snapshot(destination: string): Promise<void> {
    await takeSnapshot(this.#connection, destination);
  }

  verify(): AsyncIterable<Finding> {
    return verifyDatabase(this.#connection);
  }

  close(): void {
    this.#sweeper.stop();
    this.#connection.close();
  }
}
