import { ALIASING_MUTANTS } from './aliasing.ts';
import { BACKEND_MUTANTS } from './backends.ts';
import { CRASH_MUTANTS } from './crashes.ts';
import { EVENT_APPEND_MUTANTS } from './event-append.ts';
import { EVENT_QUERY_MUTANTS } from './event-query.ts';
import { EVENT_READ_MUTANTS } from './event-read.ts';
import { EVENT_STREAM_MUTANTS } from './event-stream.ts';
import { LEDGER_APPEND_MUTANTS } from './ledger-append.ts';
import { LEDGER_IDEMPOTENCY_MUTANTS } from './ledger-idempotency.ts';
import { LEDGER_READ_MUTANTS } from './ledger-read.ts';
import { LEDGER_RESET_MUTANTS } from './ledger-reset.ts';
import { ARTIFACT_HANDLE_MUTANTS } from './artifact-handles.ts';
import { ARTIFACT_LIST_MUTANTS } from './artifact-list.ts';
import { ARTIFACT_PUT_MUTANTS } from './artifact-put.ts';
import { ARTIFACT_STREAM_MUTANTS } from './artifact-put-streams.ts';
import { ARTIFACT_READ_MUTANTS } from './artifact-read.ts';
import { ARTIFACT_REPLACE_MUTANTS } from './artifact-replace.ts';
import { TEXT_SELECTOR_MUTANTS } from './selectors-text.ts';
import { ROWS_SELECTOR_MUTANTS } from './selectors-rows.ts';
import { JSON_SELECTOR_MUTANTS } from './selectors-json.ts';
import { GREP_SELECTOR_MUTANTS } from './selectors-grep.ts';
import { NEXT_SELECTOR_MUTANTS } from './selectors-next.ts';
import { OPTION_SELECTOR_MUTANTS } from './selectors-options.ts';
import { OUTLINE_SELECTOR_MUTANTS } from './selectors-outline.ts';
import { CUSTOM_SELECTOR_MUTANTS } from './selectors-custom.ts';
import { EPISODE_MUTANTS } from './episodes.ts';
import { EPISODE_SEARCH_MUTANTS } from './episodes-search.ts';
import { FACT_MUTANTS } from './facts.ts';
import type { Mutant } from './mutant.ts';
import { RACE_MUTANTS } from './races.ts';
import { DURABILITY_MUTANTS } from './durability.ts';
import { ERROR_MUTANTS } from './errors.ts';
import { IDENTIFIER_MUTANTS } from './identifiers.ts';
import { JSON_MUTANTS } from './json.ts';
import { LIFECYCLE_MUTANTS } from './lifecycle.ts';
import { ORDER_MUTANTS } from './order.ts';
import { READ_ONLY_MUTANTS } from './read-only.ts';
import { RECORD_MUTANTS } from './records.ts';
import { SCOPE_MUTANTS } from './scopes.ts';
import { SNAPSHOT_MUTANTS } from './snapshots.ts';
import { TEXT_MUTANTS } from './texts.ts';
import { TIMESTAMP_MUTANTS } from './timestamps.ts';
import { TRANSFER_MUTANTS } from './transfer.ts';
import { VERIFY_MUTANTS } from './verify.ts';

/** Every adapter that is broken on purpose. */
export const MUTANTS: readonly Mutant[] = [
  ...BACKEND_MUTANTS,
  ...CRASH_MUTANTS,
  ...RACE_MUTANTS,
  ...EVENT_APPEND_MUTANTS,
  ...EVENT_QUERY_MUTANTS,
  ...EVENT_READ_MUTANTS,
  ...EVENT_STREAM_MUTANTS,
  ...LEDGER_APPEND_MUTANTS,
  ...LEDGER_IDEMPOTENCY_MUTANTS,
  ...LEDGER_READ_MUTANTS,
  ...LEDGER_RESET_MUTANTS,
  ...ARTIFACT_HANDLE_MUTANTS,
  ...ARTIFACT_LIST_MUTANTS,
  ...ARTIFACT_PUT_MUTANTS,
  ...ARTIFACT_STREAM_MUTANTS,
  ...ARTIFACT_READ_MUTANTS,
  ...ARTIFACT_REPLACE_MUTANTS,
  ...TEXT_SELECTOR_MUTANTS,
  ...ROWS_SELECTOR_MUTANTS,
  ...JSON_SELECTOR_MUTANTS,
  ...GREP_SELECTOR_MUTANTS,
  ...NEXT_SELECTOR_MUTANTS,
  ...OPTION_SELECTOR_MUTANTS,
  ...OUTLINE_SELECTOR_MUTANTS,
  ...CUSTOM_SELECTOR_MUTANTS,
  ...EPISODE_MUTANTS,
  ...EPISODE_SEARCH_MUTANTS,
  ...FACT_MUTANTS,
  ...LIFECYCLE_MUTANTS,
  ...SCOPE_MUTANTS,
  ...IDENTIFIER_MUTANTS,
  ...TEXT_MUTANTS,
  ...JSON_MUTANTS,
  ...RECORD_MUTANTS,
  ...TIMESTAMP_MUTANTS,
  ...ALIASING_MUTANTS,
  ...ERROR_MUTANTS,
  ...ORDER_MUTANTS,
  ...TRANSFER_MUTANTS,
  ...VERIFY_MUTANTS,
  ...READ_ONLY_MUTANTS,
  ...SNAPSHOT_MUTANTS,
  ...DURABILITY_MUTANTS,
];
