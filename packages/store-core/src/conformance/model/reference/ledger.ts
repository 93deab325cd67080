import type { LedgerAppendResult, StoredLedgerEvent } from '../../../contract/ledger.ts';
import { firstDifference } from '../../first-difference.ts';
import { expectedOffset, readWindow } from './events.ts';
import { jsonObject } from './json.ts';
import { refuse } from './refusal.ts';
import { inWindow } from './room.ts';
import type { RoomModel } from './room.ts';
import { timestamp } from './timestamps.ts';
import * as check from './values.ts';
import { copied } from './world.ts';
import type { ScopeData } from './world.ts';

const MEMBERS = ['id', 'runId', 'turn', 'kind', 'actor', 'payload', 'createdAt', 'schemaVersion', 'sessionId', 'modelProfile', 'modelId', 'offset'];
const CONDITIONS = ['runId', 'sessionId', 'actor', 'modelId'] as const;

type Unplaced = Omit<StoredLedgerEvent, 'offset'>;

/** @param now what `createdAt` defaults to. */
export function ledgerModel(data: ScopeData, now: () => Date): RoomModel<'ledger'> {
  const latest = (): number => data.ledger.at(-1)?.offset ?? 0;
  const find = (id: string): StoredLedgerEvent | undefined => data.ledger.find((event) => event.id === id);
  const list = (query: unknown): StoredLedgerEvent[] => {
    const given = check.options(query, [...CONDITIONS, 'kinds', 'since', 'limit', 'order']);
    const kinds = check.kinds(given['kinds']);
    const asked = CONDITIONS.filter((name) => given[name] !== undefined).map((name) => ({ name, value: check.identifier(given[name], name) }));
    const passes = (event: StoredLedgerEvent): boolean => asked.every(({ name, value }) => event[name] === value) && (kinds?.includes(event.kind) ?? true);
    return copied(inWindow(data.ledger, readWindow(given), passes));
  };
  const append = (events: readonly Unplaced[], given: unknown): LedgerAppendResult[] => {
    const expected = expectedOffset(given);
    const fresh: StoredLedgerEvent[] = [];
    const results = events.map((event): LedgerAppendResult => {
      const first = find(event.id) ?? fresh.find(({ id }) => id === event.id);
      if (first === undefined) {
        fresh.push({ ...event, offset: data.head + fresh.length + 1 });
        return { offset: data.head + fresh.length, appended: true };
      }
      const same = { ...event, offset: first.offset, createdAt: first.createdAt };
      return firstDifference(same, first) === null ? { offset: first.offset, appended: false } : refuse('IDEMPOTENCY_CONFLICT');
    });
    const settled = fresh.length === 0 && events.length > 0;
    if (!settled && expected !== undefined && expected !== latest()) refuse('OFFSET_CONFLICT');
    data.ledger.push(...fresh);
    data.head += fresh.length;
    return results;
  };
  return {
    append: (event, given) => append([readEvent(event, 'event', '', now)], given)[0],
    appendMany: (events, given) => append(check.batch(events, 'events').map((event, index) => readEvent(event, `events[${index}]`, `events[${index}].`, now)), given),
    get: (id) => copied(find(check.identifier(id, 'id')) ?? refuse('ITEM_NOT_FOUND')),
    has: (id) => find(check.identifier(id, 'id')) !== undefined,
    events: () => copied(data.ledger),
    tail: (fromOffset) => list({ since: fromOffset }),
    eventsForRun: (runId) => list({ runId: check.identifier(runId, 'runId') }),
    runs: () => [...new Set(data.ledger.map(({ runId }) => runId))],
    query: list,
    stream: list,
    count: () => data.ledger.length,
    latestOffset: latest,
    reset: (given) => {
      const { runId } = check.options(given, ['runId']);
      const kept = runId === undefined ? [] : data.ledger.filter(keeps(check.identifier(runId, 'runId')));
      const removed = data.ledger.length - kept.length;
      data.ledger = kept;
      return removed;
    },
  };
}

function keeps(removed: string): (event: StoredLedgerEvent) => boolean {
  return ({ runId }) => runId !== removed;
}

function readEvent(value: unknown, path: string, prefix: string, now: () => Date): Unplaced {
  const event = check.members(value, path, MEMBERS, prefix);
  const at = (member: string): string => `${prefix}${member}`;
  return {
    id: check.identifier(event['id'], at('id')),
    runId: check.identifier(event['runId'], at('runId')),
    turn: check.storedCount(event['turn'], at('turn'), 0),
    kind: check.identifier(event['kind'], at('kind')),
    actor: check.identifier(event['actor'], at('actor')),
    payload: jsonObject(event['payload'], at('payload')),
    createdAt: timestamp(event['createdAt'] === undefined ? now() : event['createdAt'], at('createdAt')),
    schemaVersion: event['schemaVersion'] === undefined ? 1 : check.storedCount(event['schemaVersion'], at('schemaVersion'), 1),
    sessionId: check.optionalIdentifier(event['sessionId'], at('sessionId')),
    modelProfile: check.optionalIdentifier(event['modelProfile'], at('modelProfile')),
    modelId: check.optionalIdentifier(event['modelId'], at('modelId')),
  };
}
