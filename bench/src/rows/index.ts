import type { Row } from '../row.ts';
import { appendRows } from './append-rows.ts';
import { artifactRows } from './artifact-rows.ts';
import { drilldownRows } from './drilldown-rows.ts';
import { eventLoopRows } from './event-loop-rows.ts';
import { ledgerRows } from './ledger-rows.ts';
import { memoryRows } from './memory-rows.ts';
import { packageRows } from './package-rows.ts';
import { peakMemoryRows } from './peak-memory-rows.ts';
import { readRows } from './read-rows.ts';
import { wholeStoreRows } from './whole-store-rows.ts';

/** Everything that is measured, in the order of the table. */
export const ROWS: readonly Row[] = [
  ...appendRows, ...readRows, ...ledgerRows, ...artifactRows, ...drilldownRows, ...memoryRows, ...wholeStoreRows, ...eventLoopRows, ...peakMemoryRows, ...packageRows,
];
