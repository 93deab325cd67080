import type { ArtifactRef } from '../../../contract/artifact-store.ts';
import type { StoredItem } from '../../../contract/event-log.ts';
import type { StoredEpisode } from '../../../contract/episodic-store.ts';
import type { StoredFact } from '../../../contract/fact-store.ts';
import type { StoredLedgerEvent } from '../../../contract/ledger.ts';
import { byCodePoint } from '../../samples.ts';

export interface ModelArtifact {
  readonly ref: ArtifactRef;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** All that one scope holds: plain arrays, in the order in which things came. */
export interface ScopeData {
  events: StoredItem[];
  ledger: StoredLedgerEvent[];
  /** The last offset that the ledger gave. */
  head: number;
  artifacts: ModelArtifact[];
  episodes: StoredEpisode[];
  facts: StoredFact[];
}

/** Every scope by its name. */
export type World = Map<string, ScopeData>;

export function scopeOf(world: World, scope: string): ScopeData {
  const data = world.get(scope) ?? { events: [], ledger: [], head: 0, artifacts: [], episodes: [], facts: [] };
  world.set(scope, data);
  return data;
}

/** The scopes that hold something, or whose ledger remembers offsets that a reset removed. */
export function scopesWithData(world: World): string[] {
  const names = [...world].filter(([, data]) => data.head > 0 || [data.events, data.artifacts, data.episodes, data.facts].some((list) => list.length > 0));
  return names.map(([name]) => name).toSorted(byCodePoint);
}

/** A copy that shares nothing. */
export function copied<T>(value: T): T {
  return structuredClone(value);
}
