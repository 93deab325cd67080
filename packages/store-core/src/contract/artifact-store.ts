import type { CustomSelection, CustomSelector, Selection, Selector } from './selector.ts';

/** What is known of an artifact without reading it. */
export interface ArtifactRef {
  /** The name of the artifact in its scope. */
  handle: string;
  /** What kind of content it is, as `put` was told, or its default. */
  mediaType: string;
  /** Bytes of the content. */
  sizeBytes: number;
  /** For people; `''` where none was given. */
  label: string;
  /** SHA-256 of the stored bytes, lower-case hexadecimal. */
  contentHash: string;
}

/** What an artifact can be made of. A string is stored as UTF-8. */
export type ArtifactContent = Uint8Array | string | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** What `put` may be told besides the content. */
export interface PutOptions {
  /** Default: `application/octet-stream`; for string content `text/plain; charset=utf-8`. */
  readonly mediaType?: string | undefined;
  /** For people. Default: `''`. */
  readonly label?: string | undefined;
  /** Put only if no artifact has this handle. Default: false. */
  readonly ifAbsent?: boolean | undefined;
  /** Put only if the artifact there has this contentHash. Default: put anyway. */
  readonly ifMatch?: string | undefined;
}

/** Bytes [start, end) of an artifact; what lies beyond its end is left out. */
export interface ByteRange {
  /** The first byte, from 0. Default: 0. */
  readonly start?: number | undefined;
  /** The byte before which to stop. Default: the end. */
  readonly end?: number | undefined;
}

/** Which artifacts to list. */
export interface ListRefsOptions {
  /** Handles that begin with exactly this. Default: every handle. */
  readonly prefix?: string | undefined;
  /** Handles after this one, which itself need not exist. Default: from the first. */
  readonly after?: string | undefined;
  /** At most this many; 0 is none. Default: all. */
  readonly limit?: number | undefined;
}

/** Large content under a handle. Every method checks its handle. @throws InvalidHandleError */
export interface ArtifactStore {
  /**
   * Stores content, in place of what the handle held. A reader or a crash sees the old artifact or the new one, never a mix.
   * Content given as bytes, string or Blob takes its place in the order of calls when it is put; a stream takes it when it has ended.
   * @throws ArtifactConflictError if `ifAbsent` or `ifMatch` is not met.
   */
  put(handle: string, content: ArtifactContent, options?: PutOptions): Promise<ArtifactRef>;
  /** All bytes, verified against the hash. @throws ArtifactNotFoundError, CorruptStoreError */
  get(handle: string): Promise<Uint8Array>;
  /** The bytes in pieces, each verified. @throws ArtifactNotFoundError, CorruptStoreError, ArtifactConflictError if another process replaced it meanwhile. */
  stream(handle: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** What is known of the artifact, without reading it. @throws ArtifactNotFoundError */
  ref(handle: string): Promise<ArtifactRef>;
  /** The same as `ref`. */
  metadata(handle: string): Promise<ArtifactRef>;
  /** Whether there is an artifact with this handle. */
  exists(handle: string): Promise<boolean>;
  /** Removes an artifact. Readers that have opened it on this connection read it to its end. @throws ArtifactNotFoundError */
  delete(handle: string): Promise<void>;
  /** What is known of each artifact, in code-point order of the handle. */
  listRefs(options?: ListRefsOptions): Promise<ArtifactRef[]>;
  /** The text that a selector picks. @throws SelectorError, also where the text would exceed 16 MiB: then use `select`. */
  drilldown(handle: string, selector: Selector | CustomSelector): Promise<string>;
  /** As `drilldown`, with what is needed to read on. */
  select(handle: string, selector: Selector): Promise<Selection>;
  /** The same for a selector of your own. */
  select(handle: string, selector: Selector | CustomSelector): Promise<CustomSelection>;
}
