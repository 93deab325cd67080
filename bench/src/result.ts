import type { ProfiledFunction } from './measure/profile.ts';
import type { Spread } from './measure/statistics.ts';
import type { Row } from './row.ts';

interface CommonResult extends Pick<Row, 'id' | 'group' | 'workload' | 'note'> {
  readonly target: number | null;
  /** Null where there is no target. */
  readonly met: boolean | null;
  /** Where time went, of rows that fell short. */
  readonly profile?: readonly ProfiledFunction[];
}

export interface PairResult extends CommonResult {
  readonly kind: 'pair';
  readonly durability: string;
  readonly ours: string;
  readonly other: string;
  /** Items a second. */
  readonly oursRate: Spread;
  readonly otherRate: Spread;
  readonly unit: string;
  readonly measure: 'speed' | 'growth';
  readonly ratio: Spread;
  readonly rounds: number;
}

export interface LimitResult extends CommonResult {
  readonly kind: 'limit';
  readonly subject: string;
  readonly unit: string;
  readonly value: number;
  readonly detail?: string;
}

/** A row that could not be measured here, and why: a package is missing, or one of the two failed. */
export interface SkippedResult extends Pick<Row, 'id' | 'group' | 'workload'> {
  readonly kind: 'skipped';
  readonly reason: string;
  readonly failed: boolean;
}

export type Result = PairResult | LimitResult | SkippedResult;

/** Where and when a row was measured: rows may be measured anew one by one. */
export interface Origin {
  readonly measuredAt: string;
  readonly commit: string;
  readonly machine: string;
}

export type Measured = Result & { readonly origin: Origin };
