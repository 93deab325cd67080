import type { Awaitable, NameRange, OpenArtifact, StoredArtifact } from '@cw/store-core/adapter';
import type { Statement } from 'better-sqlite3';
import { GET_ARTIFACT, LIST_ARTIFACTS, PUT_ARTIFACT, REMOVE_ARTIFACT } from './artifact-queries.ts';
import { ArtifactVersion } from './artifact-version.ts';
import type { Connection } from './connection.ts';
import type { Contents } from './contents.ts';
import { readNames } from './name-pages.ts';
import { firstName, takeNames } from './names.ts';
import type { Scopes } from './scopes.ts';
import type { Sweeper } from './sweeper.ts';
import { SqliteUpload } from './upload.ts';

/** The metadata of an artifact, and the upload that its bytes are under. */
interface ArtifactRow {
  readonly body: string;
  readonly upload: number;
}

/** The artifacts of all scopes. */
export class Artifacts {
  readonly #sweeper: Sweeper;
  readonly #connection: Connection;
  readonly #scopes: Scopes;
  readonly #contents: Contents;
  readonly #get: Statement<ArtifactRow>;
  readonly #list: Statement<StoredArtifact>;
  readonly #put: Statement<unknown>;
  readonly #remove: Statement<unknown>;

  /** @param sweeper removes from `contents` what was replaced, removed or never finished */
  constructor(connection: Connection, scopes: Scopes, contents: Contents, sweeper: Sweeper) {
    this.#connection = connection;
    this.#scopes = scopes;
    this.#contents = contents;
    this.#sweeper = sweeper;
    this.#get = connection.prepare(GET_ARTIFACT);
    this.#list = connection.prepare(LIST_ARTIFACTS);
    this.#put = connection.prepare(PUT_ARTIFACT);
    this.#remove = connection.prepare(REMOVE_ARTIFACT);
  }

  upload(scope: string): SqliteUpload {
    return new SqliteUpload(this.#connection, this.#contents, this.#sweeper, (handle, upload, decide) => this.#replace(scope, handle, upload, decide));
  }

  open(scope: string, handle: string): Awaitable<OpenArtifact | undefined> {
    return this.#connection.read(() => {
      const row = this.#find(scope, handle);
      return row === undefined ? undefined : new ArtifactVersion(row.body, row.upload, this.#connection, this.#contents, this.#sweeper);
    });
  }

  get(scope: string, handle: string): Awaitable<string | undefined> {
    return this.#connection.read(() => this.#find(scope, handle)?.body);
  }

  list(name: string, range: NameRange): Awaitable<readonly StoredArtifact[]> {
    return readNames(this.#connection, range, ({ handle }) => handle, (part) => {
      const scope = this.#scopes.find(name);
      if (scope === undefined) return [];
      return takeNames(this.#list.iterate({ scope, start: firstName(part) }), ({ handle }) => handle, part, this.#connection.place);
    });
  }

  async remove(name: string, handle: string): Promise<boolean> {
    const gone = await this.#connection.write(() => {
      const row = this.#find(name, handle);
      if (row === undefined) return null;
      this.#remove.run({ scope: this.#scopes.findOrCreate(name), handle });
      return this.#contents.drop(row.upload);
    });
    if (gone === false) this.#sweeper.start();
    return gone !== null;
  }

  /** Within the transaction of an upload: lets the artifact point at it. Says whether the sweeper is to remove what it pointed at. */
  #replace(name: string, handle: string, upload: () => number, decide: (current: string | undefined) => string): boolean {
    const current = this.#find(name, handle);
    const body = decide(current?.body);
    this.#put.run({ scope: this.#scopes.findOrCreate(name), handle, body, upload: upload() });
    return current !== undefined && !this.#contents.drop(current.upload);
  }

  #find(name: string, handle: string): ArtifactRow | undefined {
    const scope = this.#scopes.find(name);
    return scope === undefined ? undefined : this.#get.get({ scope, handle });
  }
}
