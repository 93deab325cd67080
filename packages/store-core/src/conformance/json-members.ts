import type { JsonObject } from '../contract/json.ts';
import type { Store } from '../contract/store.ts';
import { episode, fact, item, ledgerEvent } from './samples.ts';

/** A member of a record that holds JSON. */
export interface JsonMember {
  readonly name: string;
  /** As part of a case id. */
  readonly id: string;
  /** Where an error says it stands. */
  readonly path: string;
  readonly write: (store: Store, value: JsonObject, index: number) => Promise<unknown>;
  readonly read: (store: Store, index: number) => Promise<unknown>;
}

/** Every member of every record that is JSON. */
export const JSON_MEMBERS: readonly JsonMember[] = [
  {
    name: 'event.metadata', id: 'event-metadata', path: 'metadata',
    write: async ({ events }, metadata, index) => await events.append(item(`e${index}`, { metadata })),
    read: async ({ events }, index) => (await events.get(`e${index}`)).metadata,
  },
  {
    name: 'ledger event.payload', id: 'ledger-payload', path: 'payload',
    write: async ({ ledger }, payload, index) => await ledger.append(ledgerEvent(`l${index}`, { payload })),
    read: async ({ ledger }, index) => (await ledger.get(`l${index}`)).payload,
  },
  {
    name: 'episode.metadata', id: 'episode-metadata', path: 'metadata',
    write: async ({ episodes }, metadata, index) => await episodes.add(episode(`ep${index}`, { metadata })),
    read: async ({ episodes }, index) => (await episodes.get(`ep${index}`))?.metadata,
  },
  {
    name: 'fact.metadata', id: 'fact-metadata', path: 'metadata',
    write: async ({ facts }, metadata, index) => await facts.put(fact(`f${index}`, { metadata })),
    read: async ({ facts }, index) => (await facts.get(`f${index}`)).metadata,
  },
];
