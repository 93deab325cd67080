import type { Term } from '../backend/backend.ts';
import type { StoredLedgerEvent } from '../contract/ledger.ts';
import { optionMembers } from '../values/members.ts';
import { checkIdentifier } from '../values/strings.ts';
import { checkKinds, checkWindow } from './query-options.ts';
import type { RecordQuery } from './record-query.ts';

/** Every ledger event, oldest first. */
export const WHOLE_LEDGER: RecordQuery<StoredLedgerEvent> = {
  conditions: [],
  accepts: null,
  after: 0,
  reverse: false,
  limit: Number.POSITIVE_INFINITY,
};

/** One condition of a query: a field, and the values of which it must have one. */
interface Condition {
  readonly field: 'runId' | 'sessionId' | 'kind' | 'modelId' | 'actor';
  readonly values: readonly string[];
}

const QUERY_KEYS: ReadonlySet<string> = new Set(['runId', 'sessionId', 'kinds', 'actor', 'modelId', 'since', 'limit', 'order']);

/** A ledger query as what its walk takes. @throws InvalidArgumentError, InvalidValueError */
export function checkLedgerQuery(query: unknown): RecordQuery<StoredLedgerEvent> {
  const members = optionMembers(query, 'query', QUERY_KEYS);
  const identifier = (field: 'runId' | 'sessionId' | 'modelId' | 'actor'): Condition[] =>
    members[field] === undefined ? [] : [{ field, values: [checkIdentifier(members[field], field)] }];
  const kinds = checkKinds(members['kinds']);
  const conditions: Condition[] = [
    ...identifier('runId'),
    ...identifier('sessionId'),
    ...(kinds === undefined ? [] : [{ field: 'kind' as const, values: kinds }]),
    ...identifier('modelId'),
    ...identifier('actor'),
  ];
  return {
    conditions: conditions.map(({ field, values }) => values.map((value): Term => ({ field, value }))),
    accepts: conditions.length < 2 ? null : (event) => conditions.every(({ field, values }) => values.includes(event[field] ?? '')),
    ...checkWindow(members),
  };
}
