import type { Ledger, LedgerQuery, StoredLedgerEvent } from '../../../src/index.ts';
import { careless, codeOf, inLedger, like, only } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

/** A mutant that asks another query than it was asked. */
function asking(death: Death, ask: (query: LedgerQuery) => LedgerQuery): Mutant {
  const asked = (query: LedgerQuery | undefined): LedgerQuery | undefined => (typeof query === 'object' && query !== null ? ask(query) : query);
  return inLedger(death, (ledger) => ({ query: async (query) => await ledger.query(asked(query)), stream: (query) => ledger.stream(asked(query)) }));
}

/** A mutant that picks from the whole ledger by conditions of its own. What the store refuses stays refused. */
function picking(death: Death, holds: (event: StoredLedgerEvent, query: LedgerQuery) => boolean): Mutant {
  return inLedger(death, (ledger) => ({
    query: async (query = {}) => {
      await ledger.query({ ...query, ...(query.limit === undefined ? { limit: 0 } : {}) });
      const events = (await ledger.query(only(query, 'since', 'order'))).filter((event) => holds(event, query));
      return events.slice(0, query.limit);
    },
  }));
}

/** Whether each condition of a query holds of an event. */
function conditions(event: StoredLedgerEvent, { kinds, ...query }: LedgerQuery): boolean[] {
  const named = (['runId', 'sessionId', 'actor', 'modelId'] as const).filter((name) => query[name] !== undefined);
  return [...named.map((name) => event[name] === query[name]), ...(kinds === undefined ? [] : [kinds.includes(event.kind)])];
}

async function* pages(ledger: Ledger, query: LedgerQuery, again: number): AsyncGenerator<StoredLedgerEvent, void> {
  if (query.order === 'desc' || query.limit !== undefined) {
    yield* ledger.stream(query);
    return;
  }
  for (let since = query.since ?? 0; ;) {
    const events = await ledger.query({ ...query, since, limit: 100 });
    yield* events;
    if (events.length < 100) return;
    since = (events.at(-1)?.offset ?? 0) - again;
  }
}

async function* byPosition(ledger: Ledger, query: LedgerQuery): AsyncGenerator<StoredLedgerEvent, void> {
  for (let position = 0; ; position += 100) {
    const events = (await ledger.query(query)).slice(position, position + 100);
    yield* events;
    if (events.length < 100) return;
  }
}

/** What a read of the ledger does wrong. */
export const LEDGER_READ_MUTANTS: readonly Mutant[] = [
  inLedger({
    name: 'has no offset for an empty ledger', source: 'JavaScript: `events.at(-1)?.offset` of an empty list is undefined',
    dies: 'ledger.read.empty', message: /count and latestOffset: expected at \[1\] 0, got undefined/,
  }, (ledger) => ({ latestOffset: async () => (await ledger.events()).at(-1)?.offset as number })),
  inLedger({
    name: 'gives nothing for an unknown id', source: 'Map.get and most key-value stores: what is not there is undefined, not an error',
    dies: 'ledger.get.unknown', message: /get\('b'\) where only 'a' is stored: expected ITEM_NOT_FOUND, but it succeeded with undefined/,
  }, (ledger) => ({
    get: async (id) => await ledger.get(id).catch((error: unknown) => {
      if (codeOf(error) === 'ITEM_NOT_FOUND') return undefined as unknown as StoredLedgerEvent;
      throw error;
    }),
  })),
  inLedger({
    name: 'orders by turn', source: 'event stores keyed by run and turn, which are read in the order of their key',
    dies: 'ledger.read.order', message: /ids of events\(\): expected at \[0\] "m", got "B"/,
  }, (ledger) => ({ events: async () => (await ledger.events()).toSorted((a, b) => a.turn - b.turn) })),
  inLedger({
    name: 'recovers with the first page of a tail', source: 'DynamoDB: an answer ends at 1 MB, and LastEvaluatedKey is forgotten; here a page has 1,000 events',
    dies: 'ledger.read.many', message: /tail\(100\) of 1,200: expected from \[1000\] on/,
  }, (ledger) => ({ tail: async (from) => (await ledger.tail(from)).slice(0, 1_000) })),
  inLedger({
    name: 'begins a tail with what was seen', source: 'Kafka: a committed offset is the next to read, and the last one read is not',
    dies: 'ledger.tail.from-offset', message: /tail\(1\) of five: expected/,
  }, (ledger) => ({ tail: async (from) => await ledger.tail(typeof from === 'number' && from > 0 ? from - 1 : from) })),
  inLedger({
    name: 'gives as many as the tail is asked to begin after', source: 'tail as in the shell, and in the event log beside it: the last n',
    dies: 'ledger.tail.from-offset', message: /tail\(1\) of five: expected/,
  }, (ledger) => ({ tail: async (from) => (await ledger.tail(from), (await ledger.events()).slice(-(from ?? 0))) })),
  inLedger({
    name: 'begins a tail at the beginning where the offset is none', source: '`Number(lastSeen) || 0`, around what was read from a file of checkpoints',
    dies: 'ledger.tail.bad-offset', message: /tail\(-1\): expected INVALID_ARGUMENT, but it succeeded/,
  }, (ledger) => ({ tail: async (from) => await ledger.tail(careless(from, 0)) })),
  inLedger({
    name: 'sorts the runs', source: 'SQL: SELECT DISTINCT by an index gives the values in its order',
    dies: 'ledger.runs.first-seen', message: /runs\(\): expected at \[0\] "r9", got "R9"/,
  }, (ledger) => ({ runs: async () => (await ledger.runs()).toSorted((a, b) => (a < b ? -1 : 1)) })),
  inLedger({
    name: 'takes a run id for a pattern', source: 'SQL: `run_id LIKE ?`, in which % stands for anything, and in SQLite case does not count',
    dies: 'ledger.events-for-run.exact', message: /eventsForRun\("r"\): expected/,
  }, (ledger) => ({
    eventsForRun: async (runId) => (await ledger.eventsForRun(runId), (await ledger.events()).filter((event) => like(runId).test(event.runId))),
  })),
  picking({
    name: 'takes no session for one named null', source: 'template literals around columns that may be NULL, and COALESCE(session_id, \'null\')',
    dies: 'ledger.query.one-condition', message: /query\(\{"sessionId":"null"\}\): expected \[\]/,
  }, (event, query) => conditions({ ...event, sessionId: String(event.sessionId) }, query).every(Boolean)),
  asking({
    name: 'takes a limit of 0 of a ledger query for none', source: 'MongoDB: a limit of 0 is no limit; `if (limit)` in JavaScript',
    dies: 'ledger.query.nothing', message: /query\(\{"limit":0\}\): expected \[\]/,
  }, (query) => (query.limit === 0 ? { ...query, limit: undefined } : query)),
  asking({
    name: 'takes an empty list of kinds of a ledger query for every kind', source: 'query builders that leave out `WHERE kind IN ()`, which is no SQL',
    dies: 'ledger.query.nothing', message: /query\(\{"kinds":\[\]\}\): expected \[\]/,
  }, (query) => (query.kinds?.length === 0 ? { ...query, kinds: undefined } : query)),
  picking({
    name: 'is content when one of several conditions holds', source: 'search engines, whose terms are joined with OR unless told otherwise; SQL without brackets around OR',
    dies: 'ledger.query.combinations', message: /query\(\{"runId":"r1","sessionId":"s1"/,
  }, (event, query) => {
    const held = conditions(event, query);
    return held.length === 0 || held.includes(true);
  }),
  inLedger({
    name: 'gives the last event of a page again', source: 'DynamoDB-like paging with an inclusive start key',
    dies: 'ledger.stream.pages', message: /stream\(\{\}\): expected/,
  }, (ledger) => ({ stream: (query = {}) => pages(ledger, query, 1) })),
  inLedger({
    name: 'pages the ledger by position', source: 'SQL: LIMIT and OFFSET, which shift when something is put in front',
    dies: 'ledger.stream.append-meanwhile', message: /offsets of stream desc/,
  }, (ledger) => ({ stream: (query = {}) => byPosition(ledger, query) })),
  asking({
    name: 'ignores conditions of a ledger query that it does not know', source: 'JavaScript: destructured options; a misspelt condition asks for everything',
    dies: 'ledger.query.bad', message: /query\(\{"run":"run"\}\): expected INVALID_ARGUMENT, but it succeeded/,
  }, (query) => only(query, 'runId', 'sessionId', 'kinds', 'actor', 'modelId', 'since', 'limit', 'order')),
];
