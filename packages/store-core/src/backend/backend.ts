import type { Capabilities, Finding } from '../contract/store.ts';
import type { Collection } from './collections.ts';

/** A value, or a promise of it: a backend answers whichever way is natural to its storage. */
export type Awaitable<T> = T | Promise<T>;

/** A record on its way back: what was stored, and the offset under which it was found. */
export interface Stored {
  /** Its place in the collection. */
  readonly offset: number;
  /** The sealed JSON text, unchanged (see `sealed-body.ts`). */
  readonly body: string;
}

/** A record on its way in. */
export interface Entry extends Stored {
  /** What identifies it in the collection. */
  readonly id: string;
  /** The values of the collection's `fields`, in their order; null where the record has none. */
  readonly terms: readonly (string | null)[];
}

/** What a decision is based on, read under the lock that the write is made under. */
export interface LogState {
  /** The greatest offset that was ever assigned; 0 at first. */
  readonly head: number;
  /** The greatest offset that is present; 0 when empty. */
  readonly latest: number;
  /** Those of the asked-for ids that are present. */
  readonly known: ReadonlyMap<string, Stored>;
}

/** What to write. */
export interface Decision {
  /** In rising order of offset. A record whose id is present takes that record's place: the old one goes in the same write. */
  readonly entries: readonly Entry[];
  /**
   * The head from now on. With no entries and the head unchanged there is nothing to write. It is lower than before only where the
   * collection is empty, when a failed import takes back what it had written.
   */
  readonly head: number;
}

/** Pure and synchronous. It may be called again for the same write, as after a busy database; the last decision counts. */
export type Decide = (state: LogState) => Decision;

/** Names in code-point order: those that begin with `prefix` and come after `after`. */
export interface NameRange {
  /** `''`: all. */
  readonly prefix: string;
  /** Null: from the first. */
  readonly after: string | null;
  /** At most this many. */
  readonly limit: number;
}

/** One value of one field. */
export interface Term {
  /** `id`, or one of the collection's fields. */
  readonly field: string;
  /** Compared exactly. */
  readonly value: string;
}

/** Records with after < offset < before, one page of them. */
export interface ScanRange {
  /** Only records with this term; null: all. */
  readonly term: Term | null;
  /** Greater offsets than this one; 0: from the first. */
  readonly after: number;
  /** Smaller offsets than this one. */
  readonly before: number;
  /** From the greatest offset down. */
  readonly reverse: boolean;
  /** At most this many records. */
  readonly limit: number;
  /** The page ends with the record that brings its bodies to this many characters; it holds one record at least. */
  readonly chars: number;
}

/** The size of a collection. A backend keeps it up to date with each write: asking for it never counts records. */
export interface Summary {
  /** The greatest offset that was ever assigned; 0 at first. */
  readonly head: number;
  /** The greatest offset that is present; 0 when empty. */
  readonly latest: number;
  /** How many records are present. */
  readonly count: number;
}

/** An artifact on its way back, without its bytes. */
export interface StoredArtifact {
  /** Under which it was found. */
  readonly handle: string;
  /** The sealed JSON text, unchanged. */
  readonly body: string;
}

/** An artifact being written: invisible until `commit`. Core calls `commit` or `abort`, and `abort` after a `commit` that failed. */
export interface Upload {
  /**
   * The next chunk: {@link CHUNK_BYTES} bytes, the last one fewer; an empty artifact has none. The bytes are the backend's to keep. One that is done with
   * a chunk, this or an earlier one of the upload, may give it back: core fills it anew, so that a large artifact leaves nothing for the collector.
   */
  write(chunk: Uint8Array): Awaitable<Uint8Array | void>;
  /**
   * Makes the chunks the artifact `handle`, with the sealed body that `decide` gives for the present one (undefined: none),
   * in one atomic step. When `decide` throws, nothing changes and the error is passed on.
   */
  commit(handle: string, decide: (current: string | undefined) => string): Awaitable<void>;
  /** Drops what was written. Never throws: what cannot be removed now is left for a later sweep. May be called again. */
  abort(): Awaitable<void>;
}

/**
 * One version of an artifact, readable until `close` even if it is replaced or removed meanwhile on this backend. Core closes every
 * one that it opened before it closes the backend.
 */
export interface OpenArtifact {
  /** The sealed JSON text of what is known of it, unchanged. */
  readonly body: string;
  /** The chunk's bytes, a copy of the caller's own; undefined if they are not there, as when another process replaced the artifact. */
  chunk(index: number): Awaitable<Uint8Array | undefined>;
  /** Nothing is read of it any more. */
  close(): Awaitable<void>;
}

/** Bytes of a chunk: what an upload is cut into, and what a read fetches at least. Part of every stored format. */
export const CHUNK_BYTES: number = 128 * 1024;

/**
 * What an adapter implements: the narrow waist. Core has validated every value, checked every handle, decided every
 * conflict and put the calls in order before they arrive here: at most one write is under way at a time, and none while a read
 * called before it is. Outside that order, beside other calls, run only `upload`, the `write` and `abort` of an upload (its `commit`
 * is a write in its place), and the `chunk` and `close` of an open artifact. A backend stores, finds and returns text and bytes as
 * they came. What it throws, core wraps; a `StoreError` passes as it is.
 */
export interface Backend {
  /** What it promises. */
  readonly capabilities: Capabilities;

  /**
   * Reads the state for `ids`, calls `decide`, and writes the decision, all in one atomic step that no other writer comes between.
   * When it resolves, the write is as durable as the capabilities say. When it rejects, nothing changed.
   */
  append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Awaitable<void>;
  /** The record with this id; undefined if there is none. */
  get(scope: string, collection: Collection, id: string): Awaitable<Stored | undefined>;
  /** One page. It may be short only at the end of the range or because of `chars`. */
  scan(scope: string, collection: Collection, range: ScanRange): Awaitable<readonly Stored[]>;
  /** The distinct values of a field (`id`, or one of the collection's) among the records present. */
  values(scope: string, collection: Collection, field: string, range: NameRange): Awaitable<readonly string[]>;
  /** The size of a collection, without counting. */
  summary(scope: string, collection: Collection): Awaitable<Summary>;
  /** Removes the records with a term (null: all) in one atomic step, and says how many. The head stays. */
  remove(scope: string, collection: Collection, term: Term | null): Awaitable<number>;
  /**
   * For a backend that others may write to as well: removes every record of a collection if its head is still `head`, and sets the head to `to`, in one
   * atomic step. False, and nothing done, if it is another one. An import that fails is taken back with it; without it, by `remove` and `append`,
   * between which somebody else's record could come, and be lost.
   */
  takeBack?(scope: string, collection: Collection, head: number, to: number): Awaitable<boolean>;

  /** Begins an artifact of the scope, which nobody sees before its `commit`. */
  upload(scope: string): Awaitable<Upload>;
  /** The version of an artifact that is there now; undefined if there is none. */
  openArtifact(scope: string, handle: string): Awaitable<OpenArtifact | undefined>;
  /** The sealed body of one artifact, without opening its bytes. */
  getArtifact(scope: string, handle: string): Awaitable<string | undefined>;
  /** The artifacts of a range of handles. */
  listArtifacts(scope: string, range: NameRange): Awaitable<readonly StoredArtifact[]>;
  /** Whether there was one. */
  removeArtifact(scope: string, handle: string): Awaitable<boolean>;

  /** Every scope that may hold something, in any order; core asks each whether it does. */
  scopes(): Awaitable<readonly string[]>;
  /** Where a record or an artifact is stored, for people: the file and the line, or the table and the row. */
  where(scope: string, collection: Collection | 'artifacts', key: number | string): string;
  /** Present where `capabilities.snapshot` is true. The destination must not exist. */
  snapshot?(destination: string): Awaitable<void>;
  /** Checks of the storage itself, beside those that core makes by reading everything. */
  verify?(): AsyncIterable<Finding>;
  /** Gives back files, locks and connections. Core calls it once, and nothing after it. */
  close(): Awaitable<void>;
}
