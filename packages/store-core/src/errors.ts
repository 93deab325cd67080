/** The stable code of a {@link StoreError}; the same misuse gives the same code on every adapter. */
export type StoreErrorCode =
  | 'ITEM_NOT_FOUND'
  | 'DUPLICATE_ITEM'
  | 'IDEMPOTENCY_CONFLICT'
  | 'OFFSET_CONFLICT'
  | 'ARTIFACT_NOT_FOUND'
  | 'ARTIFACT_CONFLICT'
  | 'INVALID_ARGUMENT'
  | 'INVALID_VALUE'
  | 'INVALID_HANDLE'
  | 'INVALID_SELECTOR'
  | 'STORE_CLOSED'
  | 'STORE_LOCKED'
  | 'STORE_BUSY'
  | 'CORRUPT'
  | 'READ_ONLY'
  | 'SCHEMA_VERSION'
  | 'UNSUPPORTED'
  | 'BACKEND';

/** Facts about a failure, for programs: plain JSON values under stable names. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** What an error may carry besides its message. */
export interface StoreErrorOptions {
  /** Default: no details. */
  readonly details?: ErrorDetails;
  /** The failure underneath, where there is one. */
  readonly cause?: unknown;
}

// A registered symbol, so that an error of one copy of this package is recognised by another copy.
const BRAND: unique symbol = Symbol.for('@cw/store-core/StoreError');

/** The base of every rejection. Catch by `code`, or by {@link isStoreError} where several copies of core may be loaded. */
export abstract class StoreError extends Error {
  /** Stable across releases. */
  abstract readonly code: StoreErrorCode;
  /** Facts about the failure; empty where there are none. */
  readonly details: ErrorDetails;

  constructor(message: string, options: StoreErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.details = Object.freeze({ ...options.details });
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a caught value is a StoreError, of this copy of core or of any other. */
export function isStoreError(error: unknown): error is StoreError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** `get`, `parent` or `delete` of an id that the store does not hold. */
export class ItemNotFoundError extends StoreError {
  readonly code = 'ITEM_NOT_FOUND';
}

/** `append` or `add` of an id that exists, or that stands twice in one batch. */
export class DuplicateItemError extends StoreError {
  readonly code = 'DUPLICATE_ITEM';
}

/** A ledger append of a known id with other content. */
export class IdempotencyConflictError extends StoreError {
  readonly code = 'IDEMPOTENCY_CONFLICT';
}

/** `expectedOffset` is not the latest offset. */
export class OffsetConflictError extends StoreError {
  readonly code = 'OFFSET_CONFLICT';
  /** The offset that the caller expected. */
  readonly expected: number;
  /** The latest offset of the log. */
  readonly actual: number;

  constructor(message: string, offsets: { readonly expected: number; readonly actual: number }) {
    super(message, { details: { expected: offsets.expected, actual: offsets.actual } });
    this.expected = offsets.expected;
    this.actual = offsets.actual;
  }
}

/** No artifact has this handle. */
export class ArtifactNotFoundError extends StoreError {
  readonly code = 'ARTIFACT_NOT_FOUND';
}

/** `ifAbsent` or `ifMatch` was not met, or the artifact was replaced while it was being streamed. */
export class ArtifactConflictError extends StoreError {
  readonly code = 'ARTIFACT_CONFLICT';
}

/** An option, a count or an argument that the call does not take. */
export class InvalidArgumentError extends StoreError {
  readonly code = 'INVALID_ARGUMENT';
}

/** A value that cannot be stored. */
export class InvalidValueError extends StoreError {
  readonly code = 'INVALID_VALUE';
  /** Where in the argument the value stands, as `metadata.calls[3].at`. */
  readonly path: string;

  constructor(path: string, problem: string, options: StoreErrorOptions = {}) {
    super(`${path}: ${problem}`, { ...options, details: { ...options.details, path } });
    this.path = path;
  }
}

/** A handle that no artifact may have. */
export class InvalidHandleError extends StoreError {
  readonly code = 'INVALID_HANDLE';
}

/** A selector of an unknown type, with an unknown key or bad bounds, or one that cannot read this content. */
export class SelectorError extends StoreError {
  readonly code = 'INVALID_SELECTOR';
}

/** Any call after close, a step of an iterator under way included. */
export class StoreClosedError extends StoreError {
  readonly code = 'STORE_CLOSED';
}

/** Another writer holds the store. */
export class StoreLockedError extends StoreError {
  readonly code = 'STORE_LOCKED';
  /** The process that holds it; null where it cannot be told. */
  readonly pid: number | null;

  constructor(message: string, pid: number | null, options: StoreErrorOptions = {}) {
    super(message, { ...options, details: { ...options.details, pid } });
    this.pid = pid;
  }
}

/** The database stayed busy past the timeout; nothing was written, and the call may be made again. */
export class StoreBusyError extends StoreError {
  readonly code = 'STORE_BUSY';
}

/** Stored data does not read back as it was written. */
export class CorruptStoreError extends StoreError {
  readonly code = 'CORRUPT';
}

/** A write on a store that was opened with `readOnly`. */
export class ReadOnlyStoreError extends StoreError {
  readonly code = 'READ_ONLY';
}

/** The file was written by a newer version, or is not a store. */
export class SchemaVersionError extends StoreError {
  readonly code = 'SCHEMA_VERSION';
}

/** The adapter declares that it cannot do this. */
export class UnsupportedError extends StoreError {
  readonly code = 'UNSUPPORTED';
}

/** Anything else from below, as a full disk or a missing permission; see `cause`. */
export class BackendError extends StoreError {
  readonly code = 'BACKEND';
}
