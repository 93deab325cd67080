import type { Upload } from '@cw/store-core/adapter';
import { removeQuietly } from './file-steps.ts';
import { SHORT_BYTES } from './files.ts';
import type { StoreContext } from './store-context.ts';

/** Makes the uploaded file the artifact `handle`, or leaves everything as it was. */
export type CommitUpload = (temporary: string, handle: string, decide: (current: string | undefined) => string) => Promise<void>;

/** Bytes on their way in, in a temporary file beside those of the artifacts. */
export class FileUpload implements Upload {
  readonly #context: StoreContext;
  readonly #path: string;
  readonly #commit: CommitUpload;
  readonly #ended: () => void;
  #file: number | null;
  #length = 0;

  /** @param ended is called once, when it has been committed or aborted. */
  constructor(context: StoreContext, path: string, commit: CommitUpload, ended: () => void) {
    this.#context = context;
    this.#path = path;
    this.#commit = commit;
    this.#ended = once(ended);
    this.#file = context.files.create(path);
  }

  async write(chunk: Uint8Array): Promise<Uint8Array> {
    if (this.#file === null) throw new TypeError('the upload has ended');
    const { files } = this.#context;
    // What is short is in the page cache sooner than another thread could begin with it.
    if (chunk.length <= SHORT_BYTES) files.write(this.#file, chunk, this.#length);
    else await files.writeAsync(this.#file, chunk, this.#length);
    this.#length += chunk.length;
    return chunk;
  }

  async commit(handle: string, decide: (current: string | undefined) => string): Promise<void> {
    if (this.#file === null) throw new TypeError('the upload has ended');
    if (this.#context.durable) await this.#context.files.sync(this.#file, this.#length);
    this.#close();
    await this.#commit(this.#path, handle, decide);
    this.#ended();
  }

  abort(): void {
    this.#close();
    removeQuietly(this.#context.files, this.#path);
    this.#ended();
  }

  #close(): void {
    if (this.#file !== null) this.#context.files.close(this.#file);
    this.#file = null;
  }
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
