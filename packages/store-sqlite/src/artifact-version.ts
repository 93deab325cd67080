import type { Awaitable, OpenArtifact } from '@cw/store-core/adapter';
import type { Connection } from './connection.ts';
import type { Contents } from './contents.ts';
import type { Sweeper } from './sweeper.ts';

/** One version of an artifact, which stays readable until `close`, unless another process removes it. */
export class ArtifactVersion implements OpenArtifact {
  readonly body: string;
  readonly #upload: number;
  readonly #connection: Connection;
  readonly #contents: Contents;
  readonly #sweeper: Sweeper;

  constructor(body: string, upload: number, connection: Connection, contents: Contents, sweeper: Sweeper) {
    this.body = body;
    this.#upload = upload;
    this.#connection = connection;
    this.#contents = contents;
    this.#sweeper = sweeper;
    contents.pin(upload);
  }

  chunk(index: number): Awaitable<Uint8Array | undefined> {
    return this.#connection.read(() => this.#contents.chunk(this.#upload, index));
  }

  close(): void {
    if (this.#contents.unpin(this.#upload)) this.#sweeper.start();
  }
}
