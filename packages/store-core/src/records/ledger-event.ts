import type { StoredLedgerEvent } from '../contract/ledger.ts';
import { canonicalObject } from '../values/canonical-json.ts';
import { recordMembers } from '../values/members.ts';
import { checkStoredCount } from '../values/numbers.ts';
import { readable } from '../values/readable.ts';
import { checkIdentifier, checkOptionalIdentifier } from '../values/strings.ts';
import { checkTimestamp } from '../values/timestamps.ts';
import type { Draft } from './draft.ts';

const MEMBERS: ReadonlySet<string> = new Set([
  'id', 'runId', 'turn', 'kind', 'actor', 'payload', 'createdAt', 'schemaVersion', 'sessionId', 'modelProfile', 'modelId',
  // Ignored, so that what was read can be appended elsewhere.
  'offset',
]);

/** A ledger event that has been checked; `content` is what makes two events with one id the same. */
export interface LedgerDraft extends Draft {
  readonly content: string;
}

/** Checks an event and writes it out. @param now what `createdAt` defaults to. @throws InvalidValueError */
export function draftLedgerEvent(value: unknown, path: string, prefix: string, now: () => string): LedgerDraft {
  return readable(path, () => writeLedgerEvent(value, path, prefix, now));
}

function writeLedgerEvent(value: unknown, path: string, prefix: string, now: () => string): LedgerDraft {
  const event = recordMembers(value, path, MEMBERS, prefix);
  const id = checkIdentifier(event['id'], `${prefix}id`);
  const runId = checkIdentifier(event['runId'], `${prefix}runId`);
  const turn = checkStoredCount(event['turn'], `${prefix}turn`, 0);
  const kind = checkIdentifier(event['kind'], `${prefix}kind`);
  const actor = checkIdentifier(event['actor'], `${prefix}actor`);
  const sessionId = checkOptionalIdentifier(event['sessionId'], `${prefix}sessionId`);
  const modelProfile = checkOptionalIdentifier(event['modelProfile'], `${prefix}modelProfile`);
  const modelId = checkOptionalIdentifier(event['modelId'], `${prefix}modelId`);
  const schemaVersion = event['schemaVersion'] === undefined ? 1 : checkStoredCount(event['schemaVersion'], `${prefix}schemaVersion`, 1);
  const payload = canonicalObject(event['payload'], `${prefix}payload`);
  const createdAt = event['createdAt'] === undefined ? now() : checkTimestamp(event['createdAt'], `${prefix}createdAt`);
  const plain = JSON.stringify({ id, runId, turn, kind, actor, sessionId, modelProfile, modelId, schemaVersion });
  const content = `${plain.slice(1, -1)},"payload":${payload}`;
  return { id, terms: [runId, sessionId, kind, actor, modelId], content, members: `"createdAt":"${createdAt}",${content}` };
}

/** An event from the members of its sealed body, which hold what `draftLedgerEvent` wrote. */
export function readLedgerEvent(members: StoredLedgerEvent): StoredLedgerEvent {
  const { offset, id, runId, turn, kind, actor, payload, createdAt, schemaVersion, sessionId, modelProfile, modelId } = members;
  return { offset, id, runId, turn, kind, actor, payload, createdAt, schemaVersion, sessionId, modelProfile, modelId };
}
