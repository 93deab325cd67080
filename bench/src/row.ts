import type { Contestant, Place } from './contestant.ts';

/** What an acknowledged write of both sides survives, or `read` where nothing is written. */
export type Durability = 'power' | 'process' | 'none' | 'read';

interface CommonRow {
  /** Stable: the workload, and what it is done by and compared with. */
  readonly id: string;
  /** The part of the table that it stands in. */
  readonly group: Group;
  readonly workload: string;
  /** What must be known to read the figure rightly. */
  readonly note?: string;
  /** Left out of `--quick`: what it needs takes too long to make. */
  readonly long?: boolean;
}

/** Two contestants at one workload, round by round beside each other. */
export interface PairRow extends CommonRow {
  readonly kind: 'pair';
  readonly durability: Durability;
  readonly ours: Contestant;
  readonly other: Contestant;
  /** What one operation counts as, where it is several of something: 100 for a batch of 100, so that rates are of items. */
  readonly items?: number;
  /** What the items are. Default: `op`. */
  readonly unit?: string;
  /** `speed`: how many times as fast as the other ours is. `growth`: how many times as long it takes as the other, a smaller store of ours. Default: `speed`. */
  readonly ratio?: 'speed' | 'growth';
  /** Speed is to be this at least, growth this at most. */
  readonly target?: number;
  /** Rounds of a full run, for operations of seconds. Default: 15. */
  readonly rounds?: number;
}

/** One figure of ours, against a limit. */
export interface LimitRow extends CommonRow {
  readonly kind: 'limit';
  readonly subject: string;
  readonly unit: 'MB' | 'ms' | 'MB/s' | 'bytes';
  /** It is to be this at most. */
  readonly target?: number;
  /** @param watch is to run the work that is measured, and nothing else. Default: it just runs it */
  measure(place: Place, watch?: Watch): Promise<Figure>;
}

/** Runs work and looks on. */
export type Watch = (work: () => Promise<unknown>) => Promise<unknown>;

export interface Figure {
  readonly value: number;
  /** What else was seen, as `longest 3.1 ms`. */
  readonly detail?: string;
}

export type Row = PairRow | LimitRow;

export const GROUPS = ['append', 'read', 'ledger', 'artifacts', 'drilldown', 'memory and facts', 'whole store', 'event loop', 'peak memory', 'packages'] as const;
export type Group = (typeof GROUPS)[number];
