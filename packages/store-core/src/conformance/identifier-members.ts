import type { Store } from '../contract/store.ts';
import { episode, fact, item, ledgerEvent } from './samples.ts';

/** A member of a record that holds an identifier. */
export interface IdentifierMember {
  /** As `fact.key`. */
  readonly name: string;
  /** As part of a case id. */
  readonly id: string;
  /** Where an error says it stands. */
  readonly path: string;
  readonly nullable: boolean;
  /** Stores record number `index` with this value. */
  readonly write: (store: Store, value: string, index: number) => Promise<unknown>;
  /** The value that record number `index` holds. */
  readonly read: (store: Store, value: string, index: number) => Promise<unknown>;
}

/** Every member of every record that is an identifier. */
export const STORED_IDENTIFIERS: readonly IdentifierMember[] = [
  {
    name: 'event.id', id: 'event-id', path: 'id', nullable: false,
    write: async ({ events }, value) => await events.append({ ...item('e'), id: value }),
    read: async ({ events }, value) => (await events.get(value)).id,
  },
  {
    name: 'event.kind', id: 'event-kind', path: 'kind', nullable: false,
    write: async ({ events }, value, index) => await events.append(item(`e${index}`, { kind: value })),
    read: async ({ events }, value) => only(await events.filterByKind(value), ({ kind }) => kind),
  },
  {
    name: 'event.parentId', id: 'event-parent-id', path: 'parentId', nullable: true,
    write: async ({ events }, value, index) => await events.append(item(`e${index}`, { parentId: value })),
    read: async ({ events }, value) => only(await events.children(value), ({ parentId }) => parentId),
  },
  {
    name: 'ledger event.id', id: 'ledger-id', path: 'id', nullable: false,
    write: async ({ ledger }, value) => await ledger.append({ ...ledgerEvent('l'), id: value }),
    read: async ({ ledger }, value) => (await ledger.get(value)).id,
  },
  {
    name: 'ledger event.runId', id: 'ledger-run-id', path: 'runId', nullable: false,
    write: async ({ ledger }, value, index) => await ledger.append(ledgerEvent(`l${index}`, { runId: value })),
    read: async ({ ledger }, value) => only(await ledger.eventsForRun(value), ({ runId }) => runId),
  },
  {
    name: 'ledger event.kind', id: 'ledger-kind', path: 'kind', nullable: false,
    write: async ({ ledger }, value, index) => await ledger.append(ledgerEvent(`l${index}`, { kind: value })),
    read: async ({ ledger }, value) => only(await ledger.query({ kinds: [value] }), ({ kind }) => kind),
  },
  {
    name: 'ledger event.actor', id: 'ledger-actor', path: 'actor', nullable: false,
    write: async ({ ledger }, value, index) => await ledger.append(ledgerEvent(`l${index}`, { actor: value })),
    read: async ({ ledger }, value) => only(await ledger.query({ actor: value }), ({ actor }) => actor),
  },
  {
    name: 'ledger event.sessionId', id: 'ledger-session-id', path: 'sessionId', nullable: true,
    write: async ({ ledger }, value, index) => await ledger.append(ledgerEvent(`l${index}`, { sessionId: value })),
    read: async ({ ledger }, value) => only(await ledger.query({ sessionId: value }), ({ sessionId }) => sessionId),
  },
  {
    name: 'ledger event.modelId', id: 'ledger-model-id', path: 'modelId', nullable: true,
    write: async ({ ledger }, value, index) => await ledger.append(ledgerEvent(`l${index}`, { modelId: value })),
    read: async ({ ledger }, value) => only(await ledger.query({ modelId: value }), ({ modelId }) => modelId),
  },
  {
    name: 'ledger event.modelProfile', id: 'ledger-model-profile', path: 'modelProfile', nullable: true,
    write: async ({ ledger }, value, index) => await ledger.append(ledgerEvent(`l${index}`, { modelProfile: value })),
    read: async ({ ledger }, _value, index) => (await ledger.get(`l${index}`)).modelProfile,
  },
  {
    name: 'episode.episodeId', id: 'episode-id', path: 'episodeId', nullable: false,
    write: async ({ episodes }, value) => await episodes.add({ ...episode('ep'), episodeId: value }),
    read: async ({ episodes }, value) => (await episodes.get(value))?.episodeId,
  },
  {
    name: 'a tag of an episode', id: 'episode-tag', path: 'tags[1]', nullable: false,
    write: async ({ episodes }, value, index) => await episodes.add(episode(`e${index}`, { tags: ['first', value] })),
    read: async ({ episodes }, _value, index) => (await episodes.get(`e${index}`))?.tags[1],
  },
  {
    name: 'fact.factId', id: 'fact-id', path: 'factId', nullable: false,
    write: async ({ facts }, value) => await facts.put({ ...fact('f'), factId: value }),
    read: async ({ facts }, value) => (await facts.get(value)).factId,
  },
  {
    name: 'fact.key', id: 'fact-key', path: 'key', nullable: false,
    write: async ({ facts }, value, index) => await facts.put(fact(`f${index}`, { key: value })),
    read: async ({ facts }, value) => only(await facts.getByKey(value), ({ key }) => key),
  },
  {
    name: 'a tag of a fact', id: 'fact-tag', path: 'tags[1]', nullable: false,
    write: async ({ facts }, value, index) => await facts.put(fact(`f${index}`, { tags: ['first', value] })),
    read: async ({ facts }, _value, index) => (await facts.get(`f${index}`)).tags[1],
  },
  {
    name: 'the media type of an artifact', id: 'artifact-media-type', path: 'mediaType', nullable: false,
    write: async ({ artifacts }, value, index) => await artifacts.put(`a${index}`, 'x', { mediaType: value }),
    read: async ({ artifacts }, _value, index) => (await artifacts.ref(`a${index}`)).mediaType,
  },
];

/** Every argument that is an identifier of something asked for. */
export const ASKED_IDENTIFIERS: readonly { readonly name: string; readonly ask: (store: Store, value: string) => Promise<unknown> }[] = [
  { name: 'events.get', ask: async ({ events }, id) => await events.get(id) },
  { name: 'events.has', ask: async ({ events }, id) => await events.has(id) },
  { name: 'events.children', ask: async ({ events }, id) => await events.children(id) },
  { name: 'events.parent', ask: async ({ events }, id) => await events.parent(id) },
  { name: 'events.filterByKind', ask: async ({ events }, kind) => await events.filterByKind('user_turn', kind) },
  { name: 'events.query kinds', ask: async ({ events }, kind) => await events.query({ kinds: ['user_turn', kind] }) },
  { name: 'events.stream kinds', ask: async ({ events }, kind) => await events.stream({ kinds: [kind] })[Symbol.asyncIterator]().next() },
  { name: 'ledger.get', ask: async ({ ledger }, id) => await ledger.get(id) },
  { name: 'ledger.has', ask: async ({ ledger }, id) => await ledger.has(id) },
  { name: 'ledger.eventsForRun', ask: async ({ ledger }, runId) => await ledger.eventsForRun(runId) },
  { name: 'ledger.query runId', ask: async ({ ledger }, runId) => await ledger.query({ runId }) },
  { name: 'ledger.query sessionId', ask: async ({ ledger }, sessionId) => await ledger.query({ sessionId }) },
  { name: 'ledger.query kinds', ask: async ({ ledger }, kind) => await ledger.query({ kinds: [kind] }) },
  { name: 'ledger.query actor', ask: async ({ ledger }, actor) => await ledger.query({ actor }) },
  { name: 'ledger.query modelId', ask: async ({ ledger }, modelId) => await ledger.query({ modelId }) },
  { name: 'ledger.stream runId', ask: async ({ ledger }, runId) => await ledger.stream({ runId })[Symbol.asyncIterator]().next() },
  { name: 'ledger.reset runId', ask: async ({ ledger }, runId) => await ledger.reset({ runId }) },
  { name: 'episodes.get', ask: async ({ episodes }, id) => await episodes.get(id) },
  { name: 'episodes.delete', ask: async ({ episodes }, id) => await episodes.delete(id) },
  { name: 'facts.get', ask: async ({ facts }, id) => await facts.get(id) },
  { name: 'facts.getByKey', ask: async ({ facts }, key) => await facts.getByKey(key) },
  { name: 'facts.delete', ask: async ({ facts }, id) => await facts.delete(id) },
];

/** The member of the record that was found; of none or of several, all of them, which is no identifier. */
function only<T>(found: readonly T[], member: (record: T) => unknown): unknown {
  const members = found.map(member);
  return members.length === 1 ? members[0] : members;
}
