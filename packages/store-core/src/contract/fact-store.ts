import type { Sensitivity } from './event-log.ts';
import type { JsonObject } from './json.ts';

/** One thing held to be true. */
export interface Fact {
  /** `put` replaces by it. */
  factId: string;
  /** What the fact is about; several facts may share it. */
  key: string;
  value: string;
  /** Default: none. */
  tags?: readonly string[] | undefined;
  /** Default: `{}`. */
  metadata?: JsonObject | undefined;
  /** Default: `'public'`. */
  sensitivity?: Sensitivity | undefined;
}

export interface StoredFact {
  factId: string;
  key: string;
  value: string;
  tags: string[];
  metadata: JsonObject;
  sensitivity: Sensitivity;
}

export interface FactStore {
  put(fact: Fact): Promise<void>;
  /** @throws ItemNotFoundError */
  get(id: string): Promise<StoredFact>;
  /** The facts about a key, by factId in code-point order. */
  getByKey(key: string): Promise<StoredFact[]>;
  /** The distinct keys that begin with exactly `prefix` (default: all), in code-point order. */
  listKeys(prefix?: string): Promise<string[]>;
  /** @throws ItemNotFoundError */
  delete(id: string): Promise<void>;
  /** By factId in code-point order. */
  all(): Promise<StoredFact[]>;
}
