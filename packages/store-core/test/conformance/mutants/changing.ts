import type { ArtifactStore, EpisodicStore, EventLog, FactStore, Ledger, Store } from '../../../src/index.ts';
import { type Death, type Mutant, overriding, wrapping } from './mutant.ts';

/** A mutant whose event log differs from an honest one in what `change` gives. */
export function inEvents(death: Death, change: (events: EventLog, store: Store) => Partial<EventLog>): Mutant {
  return wrapping(death, (store) => ({ events: overriding(store.events, change(store.events, store)) }));
}

/** A mutant whose ledger differs from an honest one in what `change` gives. */
export function inLedger(death: Death, change: (ledger: Ledger, store: Store) => Partial<Ledger>): Mutant {
  return wrapping(death, (store) => ({ ledger: overriding(store.ledger, change(store.ledger, store)) }));
}

/** A mutant whose artifact store differs from an honest one in what `change` gives. */
export function inArtifacts(death: Death, change: (artifacts: ArtifactStore, store: Store) => Partial<ArtifactStore>): Mutant {
  return wrapping(death, (store) => ({ artifacts: overriding(store.artifacts, change(store.artifacts, store)) }));
}

/** A mutant whose episodes differ from honest ones in what `change` gives. */
export function inEpisodes(death: Death, change: (episodes: EpisodicStore, store: Store) => Partial<EpisodicStore>): Mutant {
  return wrapping(death, (store) => ({ episodes: overriding(store.episodes, change(store.episodes, store)) }));
}

/** A mutant whose facts differ from honest ones in what `change` gives. */
export function inFacts(death: Death, change: (facts: FactStore, store: Store) => Partial<FactStore>): Mutant {
  return wrapping(death, (store) => ({ facts: overriding(store.facts, change(store.facts, store)) }));
}

/** Options without the members that are not among `known`. What is no object stays as it is. */
export function only<T>(options: T, ...known: readonly string[]): T {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  return Object.fromEntries(Object.entries(options).filter(([key]) => known.includes(key))) as T;
}

/** A count, as a careless conversion takes it: what is none becomes `fallback`. */
export function careless<T>(count: unknown, fallback: T): number | T {
  const number = Number(typeof count === 'bigint' ? 0 : count);
  return Number.isSafeInteger(number) && number > 0 ? number : fallback;
}

/** Whether a batch is a list at all: what is none is left to the store to refuse. */
export function isBatch(batch: unknown): boolean {
  return Array.isArray(batch);
}

/** The code of what an action was rejected with; null if it succeeded. */
export function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
}

/** The whole of what SQL's LIKE matches, ASCII in any case. */
export function like(pattern: string): RegExp {
  const source = Array.from(pattern, (char) => (char === '%' ? '.*' : char === '_' ? '.' : char.replace(/[\\^$.*+?()[\]{}|]/, '\\$&'))).join('');
  return new RegExp(`^${source}$`, 'isu');
}
