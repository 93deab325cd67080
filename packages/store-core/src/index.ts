/** The contract: what applications use of every adapter, and the errors, export, import and copy of stores. @module */
export type {
  ArtifactContent,
  ArtifactRef,
  ArtifactStore,
  ByteRange,
  ListRefsOptions,
  PutOptions,
} from './contract/artifact-store.ts';
export type { Episode, EpisodicStore, StoredEpisode } from './contract/episodic-store.ts';
export type { AppendOptions, ContextItem, EventLog, EventQuery, ItemKind, Sensitivity, StoredItem } from './contract/event-log.ts';
export type { Fact, FactStore, StoredFact } from './contract/fact-store.ts';
export type { JsonArray, JsonObject, JsonValue } from './contract/json.ts';
export type { Ledger, LedgerAppendResult, LedgerEvent, LedgerQuery, StoredLedgerEvent } from './contract/ledger.ts';
export type {
  ArtifactSource,
  BytesSelector,
  CustomSelection,
  CustomSelector,
  GrepSelector,
  HeadSelector,
  JsonKeysSelector,
  JsonPointerSelector,
  LinesSelector,
  OutlineSelector,
  RowsSelector,
  Selection,
  Selector,
  SelectorDefinition,
  TailSelector,
} from './contract/selector.ts';
export type { Capabilities, CommonOptions, Finding, Store } from './contract/store.ts';
export type { ErrorDetails, StoreErrorCode, StoreErrorOptions } from './errors.ts';
export {
  ArtifactConflictError,
  ArtifactNotFoundError,
  BackendError,
  CorruptStoreError,
  DuplicateItemError,
  IdempotencyConflictError,
  InvalidArgumentError,
  InvalidHandleError,
  InvalidValueError,
  isStoreError,
  ItemNotFoundError,
  OffsetConflictError,
  ReadOnlyStoreError,
  SchemaVersionError,
  SelectorError,
  StoreBusyError,
  StoreClosedError,
  StoreError,
  StoreLockedError,
  UnsupportedError,
} from './errors.ts';
export type { Limits } from './limits.ts';
export { LIMITS } from './limits.ts';
export { copyStore } from './transfer/copy-store.ts';
export { exportStore } from './transfer/export-store.ts';
export { importStore } from './transfer/import-store.ts';
export type { TransferOptions, TransferProgress } from './transfer/progress.ts';
