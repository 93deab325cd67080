/** For authors of adapters: the waist that they implement, and what helps with it. @module */
export type { Adapter, OptionCheck, OptionChecks } from './backend/adapter.ts';
export type {
  Awaitable,
  Backend,
  Decide,
  Decision,
  Entry,
  LogState,
  NameRange,
  OpenArtifact,
  ScanRange,
  Stored,
  StoredArtifact,
  Summary,
  Term,
  Upload,
} from './backend/backend.ts';
export { CHUNK_BYTES } from './backend/backend.ts';
export type { Collection, CollectionShape } from './backend/collections.ts';
export { COLLECTION_NAMES, COLLECTIONS } from './backend/collections.ts';
export { crc32 } from './backend/crc32.ts';
export type { Crc32 } from './backend/crc32.ts';
export type { FileOptions } from './backend/option-checks.ts';
export { checkDurability, checkMilliseconds, checkPath, FILE_OPTION_CHECKS } from './backend/option-checks.ts';
export type { AppendPlan } from './backend/plan-append.ts';
export { planAppend } from './backend/plan-append.ts';
export type { Indexed } from './backend/record-index.ts';
export { RecordIndex } from './backend/record-index.ts';
export { seal, unseal } from './backend/sealed-body.ts';
export { SortedNames } from './backend/sorted-names.ts';
export { readArtifactHandle, readEntry } from './backend/read-entry.ts';
export { takeNames } from './backend/take-names.ts';
export { takePage } from './backend/take-page.ts';
export { termsOf } from './backend/terms-of.ts';
export { Breather } from './engine/breather.ts';
export { openWith } from './engine/open.ts';
export { checkFlag } from './values/members.ts';
export { compareCodePoints } from './values/unicode.ts';
