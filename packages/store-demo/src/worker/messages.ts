import type { Capabilities } from '@cw/store-core';
import type { Receipt } from '../agent/receipt.ts';
import type { StoreSummary } from '../examine-store.ts';

/** What a worker tells the process that started it, in order; each is delivered before the worker goes on. */
export type WorkerMessage =
  | { readonly type: 'opened'; readonly capabilities: Capabilities; readonly restart: Restart }
  | { readonly type: 'progress'; readonly text: string }
  | { readonly type: 'acknowledged'; readonly receipt: Receipt }
  | { readonly type: 'toolRan'; readonly step: string }
  | { readonly type: 'stepDone'; readonly step: string }
  | { readonly type: 'dying'; readonly step: string }
  | { readonly type: 'finished'; readonly report: RunReport }
  | { readonly type: 'failed'; readonly message: string };

/** What a worker found in the store before it wrote anything. */
export interface Restart {
  readonly found: readonly Receipt[];
  /** Findings of `verify`. */
  readonly findings: number;
  /** The ledger offset of the checkpoint. */
  readonly fromOffset: number;
  /** Ledger events after it. */
  readonly replayed: number;
  /** Steps that need not run again. */
  readonly finished: readonly string[];
  /** Steps and turns that were begun and not finished. */
  readonly halfDone: readonly string[];
}

/** What a worker that came to the end leaves to be printed. */
export interface RunReport {
  readonly summary: StoreSummary;
  readonly drilldowns: readonly DrilldownReport[];
  readonly answers: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
  readonly search: { readonly query: string; readonly episodes: readonly string[] };
  /** Writes that the store knew already, and did not repeat. */
  readonly known: number;
}

export interface DrilldownReport {
  readonly id: string;
  /** The call, as recorded. */
  readonly call: string;
  readonly ok: boolean;
  readonly text: string;
}
