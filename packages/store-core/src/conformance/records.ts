import type { ContextItem } from '../contract/event-log.ts';
import type { Episode } from '../contract/episodic-store.ts';
import type { Fact } from '../contract/fact-store.ts';
import type { LedgerEvent } from '../contract/ledger.ts';
import type { Store } from '../contract/store.ts';
import { episode, fact, item, ledgerEvent } from './samples.ts';

/** A type of record, and what may be said of its members. */
export interface RecordType {
  readonly name: string;
  /** As part of a case id. */
  readonly id: string;
  /** What an error calls the whole argument. */
  readonly argument: string;
  /** A record with its required members alone. */
  readonly smallest: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The optional members that may be null. */
  readonly nullable: readonly string[];
  readonly sensitivity: boolean;
  readonly tags: boolean;
  readonly write: (store: Store, record: ContextItem & LedgerEvent & Episode & Fact) => Promise<unknown>;
  /** The record with the id of `smallest`. */
  readonly read: (store: Store) => Promise<object>;
}

/** The four types of records that are given as objects. */
export const RECORDS: readonly RecordType[] = [
  {
    name: 'an event', id: 'event', argument: 'item', smallest: { ...item('id-1') }, sensitivity: true, tags: false,
    required: ['id', 'kind', 'text'],
    optional: ['tokenEstimate', 'sensitivity', 'metadata', 'parentId', 'artifactRef'],
    nullable: ['parentId', 'artifactRef'],
    write: async ({ events }, record) => await events.append(record),
    read: async ({ events }) => await events.get('id-1'),
  },
  {
    name: 'a ledger event', id: 'ledger-event', argument: 'event', smallest: { ...ledgerEvent('id-1') }, sensitivity: false, tags: false,
    required: ['id', 'runId', 'turn', 'kind', 'actor'],
    optional: ['payload', 'createdAt', 'schemaVersion', 'sessionId', 'modelProfile', 'modelId'],
    nullable: ['sessionId', 'modelProfile', 'modelId'],
    write: async ({ ledger }, record) => await ledger.append(record),
    read: async ({ ledger }) => await ledger.get('id-1'),
  },
  {
    name: 'an episode', id: 'episode', argument: 'episode', smallest: { ...episode('id-1') }, sensitivity: true, tags: true,
    required: ['episodeId', 'summary'], optional: ['tags', 'metadata', 'sensitivity'], nullable: [],
    write: async ({ episodes }, record) => await episodes.add(record),
    read: async ({ episodes }) => (await episodes.get('id-1')) ?? {},
  },
  {
    name: 'a fact', id: 'fact', argument: 'fact', smallest: { ...fact('id-1') }, sensitivity: true, tags: true,
    required: ['factId', 'key', 'value'], optional: ['tags', 'metadata', 'sensitivity'], nullable: [],
    write: async ({ facts }, record) => await facts.put(record),
    read: async ({ facts }) => await facts.get('id-1'),
  },
];
