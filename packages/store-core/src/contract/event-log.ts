import type { ArtifactRef } from './artifact-store.ts';
import type { JsonObject } from './json.ts';

/** Who may see a record; stored and returned, never enforced by the store. */
export type Sensitivity = 'public' | 'internal' | 'confidential' | 'restricted';

/** What an item is. The names listed are the usual ones; any identifier is legal. */
export type ItemKind =
  | 'user_turn'
  | 'agent_msg'
  | 'tool_call'
  | 'tool_result'
  | 'doc_snippet'
  | 'retrieved_doc'
  | 'memory_fact'
  | 'plan_state'
  | 'policy'
  | (string & {});

/** One thing that an agent saw, said or did. */
export interface ContextItem {
  /** Unique in the log. */
  id: string;
  /** What the item is: one of the usual names, or an identifier of your own. */
  kind: ItemKind;
  /** Up to 16 MiB of UTF-8. */
  text: string;
  /** Tokens that the text takes, as the caller counts them. Default: 0. */
  tokenEstimate?: number | undefined;
  /** Default: `'public'`. */
  sensitivity?: Sensitivity | undefined;
  /** Default: `{}`. */
  metadata?: JsonObject | undefined;
  /** The id of the item that this one answers; it need not be in the log. Default: null. */
  parentId?: string | null | undefined;
  /** An artifact that holds the full content. Default: null. */
  artifactRef?: ArtifactRef | null | undefined;
}

/** An item as the log returns it: every default filled in, JSON in canonical key order. */
export interface StoredItem {
  /** Its place in the log, dense from 1. */
  readonly offset: number;
  /** Unique in the log. */
  id: string;
  /** What the item is, as it was given. */
  kind: ItemKind;
  /** The text, exactly as it was given. */
  text: string;
  /** Tokens that the text takes, as the caller counted them; 0 where nobody did. */
  tokenEstimate: number;
  /** As given; `'public'` where nothing was. */
  sensitivity: Sensitivity;
  /** As given, keys in canonical order; `{}` where nothing was. */
  metadata: JsonObject;
  /** The id of the item that this one answers; null where it answers none. */
  parentId: string | null;
  /** The artifact with the full content; null where there is none. */
  artifactRef: ArtifactRef | null;
}

/** What every append takes. */
export interface AppendOptions {
  /** Append only if this is the latest offset (0: the log is empty); otherwise OffsetConflictError. Default: append anyway. */
  readonly expectedOffset?: number | undefined;
}

/** Which items: `since` first, over the whole log, then `kinds`, then `limit`. */
export interface EventQuery {
  /** Items of one of these kinds; an empty list is no items. Default: every kind. */
  kinds?: readonly ItemKind[] | undefined;
  /** Items with a greater offset than this. Default: 0. */
  since?: number | undefined;
  /** At most this many, counted from where `order` starts; 0 is none. Default: all. */
  limit?: number | undefined;
  /** `'asc'` from the oldest, `'desc'` from the newest. Default: `'asc'`. */
  order?: 'asc' | 'desc' | undefined;
}

/** The append-only log of one scope. Calls on one handle take effect in the order in which they were made, awaited or not. */
export interface EventLog {
  /**
   * Appends one item and gives its offset.
   * @throws DuplicateItemError if the id is in the log (decided before `expectedOffset`), OffsetConflictError, InvalidValueError.
   */
  append(item: ContextItem, options?: AppendOptions): Promise<number>;
  /** Appends up to 10,000 items, all or none, and gives the last offset; an empty batch gives the latest offset. */
  appendMany(items: readonly ContextItem[], options?: AppendOptions): Promise<number>;
  /** The item with this id. @throws ItemNotFoundError */
  get(id: string): Promise<StoredItem>;
  /** Whether the log holds this id. */
  has(id: string): Promise<boolean>;
  /** The whole log, oldest first. The one call whose cost grows with the log. */
  all(): Promise<StoredItem[]>;
  /** Every item of one of these kinds, oldest first; without kinds, none. */
  filterByKind(...kinds: ItemKind[]): Promise<StoredItem[]>;
  /** The last `n` items, oldest first. */
  tail(n: number): Promise<StoredItem[]>;
  /** The items whose `parentId` is this, oldest first; of an unknown id, none. */
  children(parentId: string): Promise<StoredItem[]>;
  /** The item that this one answers; null if it has no parentId or the parent is not in the log. @throws ItemNotFoundError if `id` is unknown. */
  parent(id: string): Promise<StoredItem | null>;
  /** The items that meet every condition, all of them in memory; without a query, the whole log. @throws InvalidArgumentError for an unknown key or a bad count, InvalidValueError for what is no identifier. */
  query(query?: EventQuery): Promise<StoredItem[]>;
  /** As `query`, page by page: memory does not grow with the log. Each page is read when it is reached; no item comes twice. */
  stream(query?: EventQuery): AsyncIterable<StoredItem>;
  /** How many items the log holds. */
  count(): Promise<number>;
  /** The offset of the newest item; 0 when empty. */
  latestOffset(): Promise<number>;
}
