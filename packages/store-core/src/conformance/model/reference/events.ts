import type { ArtifactRef } from '../../../contract/artifact-store.ts';
import type { StoredItem } from '../../../contract/event-log.ts';
import { jsonObject } from './json.ts';
import { refuse } from './refusal.ts';
import { inWindow } from './room.ts';
import type { RoomModel, Window } from './room.ts';
import * as check from './values.ts';
import { copied } from './world.ts';
import type { ScopeData } from './world.ts';

const MEMBERS = ['id', 'kind', 'text', 'tokenEstimate', 'sensitivity', 'metadata', 'parentId', 'artifactRef', 'offset'];
const REF_MEMBERS = ['handle', 'mediaType', 'sizeBytes', 'label', 'contentHash'];

export function eventsModel(data: ScopeData): RoomModel<'events'> {
  const latest = (): number => data.events.length;
  const find = (id: string): StoredItem | undefined => data.events.find((item) => item.id === id);
  const known = (id: unknown): StoredItem => find(check.identifier(id, 'id')) ?? refuse('ITEM_NOT_FOUND');
  const list = (query: unknown): StoredItem[] => {
    const { window, kinds } = eventQuery(query);
    return copied(inWindow(data.events, window, ({ kind }) => kinds?.includes(kind) ?? true));
  };
  const append = (items: readonly Omit<StoredItem, 'offset'>[], given: unknown): number => {
    const expected = expectedOffset(given);
    const ids = items.map(({ id }) => id);
    if (new Set(ids).size < ids.length || ids.some((id) => find(id) !== undefined)) refuse('DUPLICATE_ITEM');
    if (expected !== undefined && expected !== latest()) refuse('OFFSET_CONFLICT');
    for (const item of items) data.events.push({ ...item, offset: latest() + 1 });
    return latest();
  };
  return {
    append: (item, given) => append([readItem(item, 'item', '')], given),
    appendMany: (items, given) => append(check.batch(items, 'items').map((item, index) => readItem(item, `items[${index}]`, `items[${index}].`)), given),
    get: (id) => copied(known(id)),
    has: (id) => find(check.identifier(id, 'id')) !== undefined,
    all: () => copied(data.events),
    filterByKind: (...kinds) => list({ kinds }),
    tail: (n) => copied(data.events.slice(Math.max(0, latest() - check.count(n)))),
    children: (parentId) => {
      const parent = check.identifier(parentId, 'parentId');
      return copied(data.events.filter((item) => item.parentId === parent));
    },
    parent: (id) => {
      const { parentId } = known(id);
      return parentId === null ? null : copied(find(parentId) ?? null);
    },
    query: list,
    stream: list,
    count: latest,
    latestOffset: latest,
  };
}

/** `expectedOffset` of an append's options. */
export function expectedOffset(given: unknown): number | undefined {
  return check.optionalCount(check.options(given, ['expectedOffset'])['expectedOffset']);
}

/** What every query has. */
export function readWindow({ since, limit, order }: check.Members): Window {
  if (order !== undefined && order !== 'asc' && order !== 'desc') refuse('INVALID_ARGUMENT');
  return {
    since: check.optionalCount(since) ?? 0,
    limit: check.optionalCount(limit) ?? Number.POSITIVE_INFINITY,
    descending: order === 'desc',
  };
}

function eventQuery(query: unknown): { readonly window: Window; readonly kinds: readonly string[] | undefined } {
  const given = check.options(query, ['kinds', 'since', 'limit', 'order']);
  return { window: readWindow(given), kinds: check.kinds(given['kinds']) };
}

function readItem(value: unknown, path: string, prefix: string): Omit<StoredItem, 'offset'> {
  const item = check.members(value, path, MEMBERS, prefix);
  const at = (member: string): string => `${prefix}${member}`;
  return {
    id: check.identifier(item['id'], at('id')),
    kind: check.identifier(item['kind'], at('kind')),
    text: check.text(item['text'], at('text')),
    tokenEstimate: item['tokenEstimate'] === undefined ? 0 : check.storedCount(item['tokenEstimate'], at('tokenEstimate'), 0),
    sensitivity: check.sensitivity(item['sensitivity'], at('sensitivity')),
    metadata: jsonObject(item['metadata'], at('metadata')),
    parentId: check.optionalIdentifier(item['parentId'], at('parentId')),
    artifactRef: item['artifactRef'] === undefined || item['artifactRef'] === null ? null : readRef(item['artifactRef'], at('artifactRef')),
  };
}

function readRef(value: unknown, path: string): ArtifactRef {
  const ref = check.members(value, path, REF_MEMBERS, `${path}.`);
  return {
    handle: check.isHandle(ref['handle']) ? ref['handle'] : refuse('INVALID_VALUE', `${path}.handle`),
    mediaType: check.identifier(ref['mediaType'], `${path}.mediaType`),
    sizeBytes: check.storedCount(ref['sizeBytes'], `${path}.sizeBytes`, 0),
    label: check.text(ref['label'], `${path}.label`),
    contentHash: check.isHash(ref['contentHash']) ? ref['contentHash'] : refuse('INVALID_VALUE', `${path}.contentHash`),
  };
}
