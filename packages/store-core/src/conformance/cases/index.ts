import type { ConformanceCase } from '../case.ts';
import { aliasingArtifactsCases } from './aliasing-artifacts.ts';
import { aliasingCases } from './aliasing.ts';
import { artifactsHandlesCases } from './artifacts-handles.ts';
import { artifactsListCases } from './artifacts-list.ts';
import { artifactsPutStreamsCases } from './artifacts-put-streams.ts';
import { artifactsPutCases } from './artifacts-put.ts';
import { artifactsReadCases } from './artifacts-read.ts';
import { artifactsReplaceCases } from './artifacts-replace.ts';
import { crashArtifactsCases } from './crash-artifacts.ts';
import { crashEventsCases } from './crash-events.ts';
import { crashImportCases } from './crash-import.ts';
import { crashLedgerCases } from './crash-ledger.ts';
import { crashMemoryCases } from './crash-memory.ts';
import { crashOpenCases } from './crash-open.ts';
import { crashSnapshotCases } from './crash-snapshot.ts';
import { crashWritersCases } from './crash-writers.ts';
import { durabilityCrashCases } from './durability-crash.ts';
import { durabilityCases } from './durability.ts';
import { episodesSearchCases } from './episodes-search.ts';
import { episodesCases } from './episodes.ts';
import { errorsCases } from './errors.ts';
import { eventsAppendCases } from './events-append.ts';
import { eventsExpectedOffsetCases } from './events-expected-offset.ts';
import { eventsQueryCases } from './events-query.ts';
import { eventsReadCases } from './events-read.ts';
import { eventsStreamCases } from './events-stream.ts';
import { factsCases } from './facts.ts';
import { ledgerAppendCases } from './ledger-append.ts';
import { ledgerIdempotencyCases } from './ledger-idempotency.ts';
import { ledgerReadCases } from './ledger-read.ts';
import { ledgerResetCases } from './ledger-reset.ts';
import { lifecycleCloseCases } from './lifecycle-close.ts';
import { lifecycleClosedCases } from './lifecycle-closed.ts';
import { lifecycleFreshCases } from './lifecycle-fresh.ts';
import { lifecycleViewsCases } from './lifecycle-views.ts';
import { limitsCases } from './limits.ts';
import { openFormatCases } from './open-format.ts';
import { openOptionsCases } from './open-options.ts';
import { orderingCases } from './ordering.ts';
import { racesHandlesCases } from './races-handles.ts';
import { racesProcessesCases } from './races-processes.ts';
import { racesReadersCases } from './races-readers.ts';
import { racesWritersCases } from './races-writers.ts';
import { readOnlyCases } from './read-only.ts';
import { scopesCases } from './scopes.ts';
import { selectorsCustomCases } from './selectors-custom.ts';
import { selectorsGoldenCases } from './selectors-golden.ts';
import { selectorsGrepCases } from './selectors-grep.ts';
import { selectorsHeadTailBytesCases } from './selectors-head-tail-bytes.ts';
import { selectorsJsonCases } from './selectors-json.ts';
import { selectorsLimitsCases } from './selectors-limits.ts';
import { selectorsLinesCases } from './selectors-lines.ts';
import { selectorsNextCases } from './selectors-next.ts';
import { selectorsOptionsCases } from './selectors-options.ts';
import { selectorsOutlineCases } from './selectors-outline.ts';
import { selectorsRowsCases } from './selectors-rows.ts';
import { snapshotCases } from './snapshot.ts';
import { transferBadLinesCases } from './transfer-bad-lines.ts';
import { transferExportCases } from './transfer-export.ts';
import { transferGoldenCases } from './transfer-golden.ts';
import { transferImportCases } from './transfer-import.ts';
import { transferRefusalsCases } from './transfer-refusals.ts';
import { valuesArtifactRefCases } from './values-artifact-ref.ts';
import { valuesIdentifiersCases } from './values-identifiers.ts';
import { valuesJsonCases } from './values-json.ts';
import { valuesMembersCases } from './values-members.ts';
import { valuesNumbersCases } from './values-numbers.ts';
import { valuesTextCases } from './values-text.ts';
import { valuesTimestampsCases } from './values-timestamps.ts';
import { verifyCases } from './verify.ts';

/** Every case of the kit, in the order in which they run. Their ids are unique. */
export const CONFORMANCE_CASES: readonly ConformanceCase[] = [
  ...lifecycleCloseCases,
  ...lifecycleClosedCases,
  ...lifecycleFreshCases,
  ...lifecycleViewsCases,
  ...scopesCases,
  ...openFormatCases,
  ...openOptionsCases,
  ...valuesArtifactRefCases,
  ...valuesIdentifiersCases,
  ...valuesJsonCases,
  ...valuesMembersCases,
  ...valuesNumbersCases,
  ...valuesTextCases,
  ...valuesTimestampsCases,
  ...aliasingCases,
  ...aliasingArtifactsCases,
  ...errorsCases,
  ...eventsAppendCases,
  ...eventsExpectedOffsetCases,
  ...eventsQueryCases,
  ...eventsReadCases,
  ...eventsStreamCases,
  ...ledgerAppendCases,
  ...ledgerIdempotencyCases,
  ...ledgerReadCases,
  ...ledgerResetCases,
  ...artifactsHandlesCases,
  ...artifactsListCases,
  ...artifactsPutCases,
  ...artifactsPutStreamsCases,
  ...artifactsReadCases,
  ...artifactsReplaceCases,
  ...selectorsCustomCases,
  ...selectorsGoldenCases,
  ...selectorsGrepCases,
  ...selectorsHeadTailBytesCases,
  ...selectorsJsonCases,
  ...selectorsLimitsCases,
  ...selectorsLinesCases,
  ...selectorsNextCases,
  ...selectorsOptionsCases,
  ...selectorsOutlineCases,
  ...selectorsRowsCases,
  ...episodesCases,
  ...episodesSearchCases,
  ...factsCases,
  ...orderingCases,
  ...transferBadLinesCases,
  ...transferExportCases,
  ...transferGoldenCases,
  ...transferImportCases,
  ...transferRefusalsCases,
  ...verifyCases,
  ...limitsCases,
  ...readOnlyCases,
  ...snapshotCases,
  ...racesWritersCases,
  ...racesHandlesCases,
  ...racesProcessesCases,
  ...racesReadersCases,
  ...durabilityCases,
  ...durabilityCrashCases,
  ...crashEventsCases,
  ...crashLedgerCases,
  ...crashArtifactsCases,
  ...crashMemoryCases,
  ...crashOpenCases,
  ...crashImportCases,
  ...crashSnapshotCases,
  ...crashWritersCases,
];
