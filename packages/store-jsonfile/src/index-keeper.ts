import type { Collection } from '@cw/store-core/adapter';
import { removeLargeQuietly } from './file-steps.ts';
import { indexPath, settle, writeIndex } from './index-file.ts';
import type { LogIndex } from './log-index.ts';
import type { StoreContext } from './store-context.ts';

/** While a log is in use, an index is written when it has grown to this many times what makes one worthwhile, and whenever it has doubled since. */
const WHILE_IN_USE = 16;

/** When a log is closed, the part that is not indexed may be this part of it: to parse that takes no longer than to take in the rest. */
const LEFT_WHEN_CLOSED = 16;

/**
 * Keeps the index file of a log: decides when it pays to write it. Written when the log has doubled, and when a sixteenth of it is new as it is
 * closed, it costs an append a constant part of itself at most, and nobody waits for it but who closes.
 */
export class IndexKeeper {
  readonly #context: StoreContext;
  readonly #collection: Collection;
  readonly #path: string;
  /** Bytes of the log that the file is known to cover. */
  #covered = 0;
  /** Bytes that the log had when the file was last to be written, whatever became of it. */
  #tried = 0;
  #writing: Promise<void> | null = null;

  /** @param log the path of the log */
  constructor(context: StoreContext, collection: Collection, log: string) {
    this.#context = context;
    this.#collection = collection;
    this.#path = indexPath(log);
  }

  /** The log has been loaded, with an index file that covers so many bytes of it; 0: there is none. */
  loaded(covered: number): void {
    this.#covered = covered;
  }

  /** The log has been replaced: what the file says fits it no more, and may be of records that were to go. */
  async drop(): Promise<void> {
    this.#covered = 0;
    this.#tried = 0;
    await removeLargeQuietly(this.#context.files, this.#path);
  }

  /** After an append. Begins to write the file if that is due, and does not wait for it. */
  appended(index: LogIndex): void {
    if (this.#writing !== null || index.file === null || index.isGrowing) return;
    const known = Math.max(this.#covered, this.#tried);
    if (index.file.end.position - known < Math.max(WHILE_IN_USE * this.#context.indexFrom, known)) return;
    this.#writing = this.#write(index).finally(() => {
      this.#writing = null;
    });
  }

  /** Resolves when none is being written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Before the log is closed. Waits until what has to be written is. */
  async closing(index: LogIndex): Promise<void> {
    await this.#writing;
    if (index.file === null) return;
    const { position } = index.file.end;
    if (position - this.#covered < Math.max(this.#context.indexFrom, position / LEFT_WHEN_CLOSED)) return;
    await settle(index);
    await this.#write(index);
  }

  async #write(index: LogIndex): Promise<void> {
    const { files, readOnly } = this.#context;
    const position = index.file?.end.position ?? 0;
    if (readOnly) return;
    this.#tried = position;
    try {
      this.#context.checkLock();
      if (await writeIndex(files, this.#collection, index)) this.#covered = position;
    } catch {
      // The log has it all. It is tried again when that has doubled.
    }
  }
}
