/** The collections of records that every scope has. */
export type Collection = 'events' | 'ledger' | 'episodes' | 'facts';

/** How the records of a collection are found. */
export interface CollectionShape {
  /** The member of a record that identifies it. */
  readonly id: string;
  /** The members, besides the id, by whose value a backend can find records; an {@link Entry} carries them in this order. */
  readonly fields: readonly string[];
}

/** Every collection, in the order in which an export holds them. */
export const COLLECTIONS: Readonly<Record<Collection, CollectionShape>> = Object.freeze({
  events: { id: 'id', fields: ['kind', 'parentId'] },
  ledger: { id: 'id', fields: ['runId', 'sessionId', 'kind', 'actor', 'modelId'] },
  episodes: { id: 'episodeId', fields: [] },
  facts: { id: 'factId', fields: ['key'] },
});

/** The names of {@link COLLECTIONS}, in the same order. */
export const COLLECTION_NAMES: readonly Collection[] = ['events', 'ledger', 'episodes', 'facts'];
