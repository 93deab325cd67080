import type { Sensitivity } from './event-log.ts';
import type { JsonObject } from './json.ts';

/** One thing held to be true. */
export interface Fact {
  /** `put` replaces by it. */
  factId: string;
  /** What the fact is about; several facts may share it. */
  key: string;
  /** What is held to be true of the key. Any text. */
  value: string;
  /** Default: none. */
  tags?: readonly string[] | undefined;
  /** Default: `{}`. */
  metadata?: JsonObject | undefined;
  /** Default: `'public'`. */
  sensitivity?: Sensitivity | undefined;
}

/** A fact as it is returned: every default filled in. */
export interface StoredFact {
  /** Unique among the facts. */
  factId: string;
  /** What the fact is about. */
  key: string;
  /** What is held to be true of the key. */
  value: string;
  /** As given, in their order; empty where none were. */
  tags: string[];
  /** As given, keys in canonical order; `{}` where nothing was. */
  metadata: JsonObject;
  /** As given; `'public'` where nothing was. */
  sensitivity: Sensitivity;
}

/** What one scope holds to be true, by id and by what it is about. */
export interface FactStore {
  /** Stores a fact, in place of the one with its factId. @throws InvalidValueError */
  put(fact: Fact): Promise<void>;
  /** The fact with this id. @throws ItemNotFoundError */
  get(id: string): Promise<StoredFact>;
  /** The facts about a key, by factId in code-point order. */
  getByKey(key: string): Promise<StoredFact[]>;
  /** The distinct keys that begin with exactly `prefix` (default: all), in code-point order. */
  listKeys(prefix?: string): Promise<string[]>;
  /** Removes a fact. @throws ItemNotFoundError */
  delete(id: string): Promise<void>;
  /** Every fact, by factId in code-point order. */
  all(): Promise<StoredFact[]>;
}
