const MIB = 1024 * 1024;

/** The bounds of {@link LIMITS}. */
export interface Limits {
  /** UTF-8 bytes of an identifier (id, kind, actor, runId, scope, fact key, tag, media type, …); the minimum is 1. */
  readonly identifierBytes: number;
  /** UTF-8 bytes of an artifact handle; the minimum is 1. */
  readonly handleBytes: number;
  /** UTF-8 bytes of a text (text, summary, value, label). */
  readonly textBytes: number;
  /** UTF-8 bytes of a metadata or payload object in canonical JSON. */
  readonly jsonBytes: number;
  /** Levels of nested objects and arrays in metadata or payload; the outermost object is level 1. */
  readonly jsonDepth: number;
  /** Records in one `appendMany`. */
  readonly batchRecords: number;
  /** Tags on one episode or fact. */
  readonly tags: number;
  /** The greatest offset and the greatest count that can be asked for. */
  readonly count: number;
  /** UTF-8 bytes of the text that one selection may return; what is longer comes in pieces, by `select` and its `next`. */
  readonly selectionBytes: number;
}

/** Every bound of the contract, in one place. A value at the limit is accepted, one above it is refused, on every adapter. */
export const LIMITS: Limits = Object.freeze({
  identifierBytes: 512,
  handleBytes: 512,
  textBytes: 16 * MIB,
  jsonBytes: 16 * MIB,
  jsonDepth: 64,
  batchRecords: 10_000,
  tags: 10_000,
  count: Number.MAX_SAFE_INTEGER,
  selectionBytes: 16 * MIB,
});
