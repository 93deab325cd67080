import type { AppendOptions } from './event-log.ts';
import type { JsonObject } from './json.ts';

/** One step of a run. */
export interface LedgerEvent {
  /** Unique in the ledger; the key of idempotency. */
  id: string;
  /** The run that it belongs to. */
  runId: string;
  /** The turn of the run that it belongs to, 0 or more. */
  turn: number;
  /** What kind of step it is: any identifier. */
  kind: string;
  /** Who took it: any identifier. */
  actor: string;
  /** What there is to say of it. Default: `{}`. */
  payload?: JsonObject | undefined;
  /** A Date, or ISO 8601 (without a zone: UTC). Not compared when the same id comes again. Default: the store's clock. */
  createdAt?: Date | string | undefined;
  /** The version of the form of `payload`, 1 or more. Default: 1. */
  schemaVersion?: number | undefined;
  /** The session that the run belongs to. Default: null. */
  sessionId?: string | null | undefined;
  /** How the model was set up. Default: null. */
  modelProfile?: string | null | undefined;
  /** The model that took the step. Default: null. */
  modelId?: string | null | undefined;
}

/** A ledger event as it is returned: every default filled in. */
export interface StoredLedgerEvent {
  /** Its place in the ledger. Never used again, even after a reset. */
  readonly offset: number;
  /** Unique in the ledger. */
  id: string;
  /** The run that it belongs to. */
  runId: string;
  /** The turn of the run that it belongs to. */
  turn: number;
  /** What kind of step it is. */
  kind: string;
  /** Who took it. */
  actor: string;
  /** As given, keys in canonical order; `{}` where nothing was. */
  payload: JsonObject;
  /** `YYYY-MM-DDTHH:mm:ss.sssZ`. Says when, never in which order. */
  createdAt: string;
  /** The version of the form of `payload`; 1 where none was given. */
  schemaVersion: number;
  /** The session that the run belongs to; null where none was given. */
  sessionId: string | null;
  /** How the model was set up; null where it was not said. */
  modelProfile: string | null;
  /** The model that took the step; null where it was not said. */
  modelId: string | null;
}

/** What became of one ledger append. */
export interface LedgerAppendResult {
  /** The offset of the event: the one it has now, or the one it already had. */
  readonly offset: number;
  /** False if the ledger already held it. */
  appended: boolean;
}

/** Which ledger events: all conditions must hold; `since`, `limit` and `order` as in the event log. */
export interface LedgerQuery {
  /** Events of this run. Default: every run. */
  runId?: string | undefined;
  /** Events of this session. Default: with any session, or none. */
  sessionId?: string | undefined;
  /** Events of one of these kinds; an empty list is none. Default: every kind. */
  kinds?: readonly string[] | undefined;
  /** Events of this actor. Default: every actor. */
  actor?: string | undefined;
  /** Events of this model. Default: with any model, or none. */
  modelId?: string | undefined;
  /** Events with a greater offset than this. Default: 0. */
  since?: number | undefined;
  /** At most this many, counted from where `order` starts; 0 is none. Default: all. */
  limit?: number | undefined;
  /** `'asc'` from the oldest, `'desc'` from the newest. Default: `'asc'`. */
  order?: 'asc' | 'desc' | undefined;
}

/** The run ledger of one scope: idempotent append, replay from an offset. */
export interface Ledger {
  /**
   * Appends one event. A known id with the same content (`createdAt` aside) changes nothing and gives the first offset.
   * @throws IdempotencyConflictError for a known id with other content (decided before `expectedOffset`), OffsetConflictError, InvalidValueError.
   */
  append(event: LedgerEvent, options?: AppendOptions): Promise<LedgerAppendResult>;
  /** Appends up to 10,000 events, all or none; one result for each, in order. */
  appendMany(events: readonly LedgerEvent[], options?: AppendOptions): Promise<LedgerAppendResult[]>;
  /** The event with this id. @throws ItemNotFoundError */
  get(id: string): Promise<StoredLedgerEvent>;
  /** Whether the ledger holds this id. */
  has(id: string): Promise<boolean>;
  /** The whole ledger, oldest first. */
  events(): Promise<StoredLedgerEvent[]>;
  /** What came after an offset (default 0), oldest first: all that a restarted process has to replay. */
  tail(fromOffset?: number): Promise<StoredLedgerEvent[]>;
  /** The events of a run, oldest first; of an unknown run, none. */
  eventsForRun(runId: string): Promise<StoredLedgerEvent[]>;
  /** The distinct run ids, in the order in which they were first seen. */
  runs(): Promise<string[]>;
  /** The events that meet every condition, all of them in memory; without a query, the whole ledger. @throws InvalidArgumentError for an unknown key or a bad count, InvalidValueError for what is no identifier. */
  query(query?: LedgerQuery): Promise<StoredLedgerEvent[]>;
  /** As `query`, page by page. */
  stream(query?: LedgerQuery): AsyncIterable<StoredLedgerEvent>;
  /** How many events the ledger holds. */
  count(): Promise<number>;
  /** The greatest offset present; 0 when empty. */
  latestOffset(): Promise<number>;
  /** Removes every event, or those of one run, and says how many; their ids may be appended anew, their offsets are never used again. */
  reset(options?: { readonly runId?: string | undefined }): Promise<number>;
}
