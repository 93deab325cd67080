import type { EventQuery, StoredItem } from '../../../src/index.ts';
import { careless, inEvents, only } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

/** Items of a page. */
const PAGE = 500;
/** UTF-16 units of a page. */
const PAGE_UNITS = 1_048_576;

/** A mutant that asks another query than it was asked. */
function asking(death: Death, ask: (query: EventQuery) => EventQuery): Mutant {
  const asked = (query: EventQuery | undefined): EventQuery | undefined => (typeof query === 'object' && query !== null ? ask(query) : query);
  return inEvents(death, (events) => ({ query: async (query) => await events.query(asked(query)), stream: (query) => events.stream(asked(query)) }));
}

/** A mutant that picks from the whole log by itself. What the store refuses stays refused. */
function picking(death: Death, pick: (all: readonly StoredItem[], query: EventQuery) => StoredItem[]): Mutant {
  return inEvents(death, (events) => ({
    query: async (query) => {
      await events.query({ ...query, ...(query?.limit === undefined ? { limit: 0 } : {}) });
      return pick(await events.all(), query ?? {});
    },
  }));
}

const ofKinds = (items: readonly StoredItem[], { kinds }: EventQuery): StoredItem[] => items.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
const later = (items: readonly StoredItem[], { since = 0 }: EventQuery): StoredItem[] => items.filter(({ offset }) => offset > since);
const ordered = (items: readonly StoredItem[], { order }: EventQuery): StoredItem[] => (order === 'desc' ? items.toReversed() : [...items]);

/** What fits into one page, and one item at least. */
function firstPage(items: readonly StoredItem[]): StoredItem[] {
  let units = 0;
  const end = items.findIndex(({ text }, index) => (units += text.length) > PAGE_UNITS && index > 0);
  return end === -1 ? [...items] : items.slice(0, end);
}

/** What a query of the event log does wrong. */
export const EVENT_QUERY_MUTANTS: readonly Mutant[] = [
  picking({
    name: 'looks into its conditions for kinds that are undefined', source: 'JavaScript: `\'kinds\' in query`, which a member that is undefined passes',
    dies: 'events.query.everything', message: /query of undefined conditions/,
  }, (all, query) => ordered(later('kinds' in query ? ofKinds(all, { kinds: query.kinds ?? [] }) : all, query), query).slice(0, query.limit)),
  picking({
    name: 'filters by kind before since', source: 'contextweaver\'s first in-memory event log (store/event_log.py): kinds are filtered, and since is looked at in what is left',
    dies: 'events.query.since-before-kinds', message: /kind B since 2 of AABAB: expected/,
  }, (all, query) => ordered(ofKinds(all, query).slice(query.since), query).slice(0, query.limit)),
  asking({
    name: 'gives what stands at since', source: 'contextweaver\'s first in-memory event log (store/event_log.py): `>= since`; Redis: XRANGE, whose start is inclusive',
    dies: 'events.query.since-exclusive', message: /since 2 of four/,
  }, (query) => (typeof query.since === 'number' && query.since > 0 ? { ...query, since: query.since - 1 } : query)),
  picking({
    name: 'limits what it looks at, not what it gives', source: 'DynamoDB: Limit is the number of items evaluated, and a filter is applied after it',
    dies: 'events.query.limit-after-kinds', message: /two of kind B of ABAABB/,
  }, (all, query) => ofKinds(ordered(later(all, query), query).slice(0, query.limit), query)),
  asking({
    name: 'takes a limit of 0 of a query for none', source: 'MongoDB: a limit of 0 is no limit',
    dies: 'events.query.limit-zero', message: /query\(\{"limit":0\}\): expected/,
  }, (query) => (query.limit === 0 ? { ...query, limit: undefined } : query)),
  asking({
    name: 'takes an empty list of kinds for every kind', source: 'query builders that leave out `WHERE kind IN ()`, which is no SQL',
    dies: 'events.query.no-kinds', message: /query\(\{"kinds":\[\]\}\): expected/,
  }, (query) => (query.kinds?.length === 0 ? { ...query, kinds: undefined } : query)),
  picking({
    name: 'gives one kind after the other', source: 'DynamoDB, Cassandra: one query for each partition key, the answers put together',
    dies: 'events.query.kinds-in-log-order', message: /kinds A, C, A of CABCAB/,
  }, (all, query) => (query.kinds === undefined ? [all] : query.kinds.map((kind) => ofKinds(all, { kinds: [kind] })))
    .flatMap((some) => ordered(later(some, query), query)).slice(0, query.limit)),
  picking({
    name: 'turns the answer round at the end', source: '`query(…, limit).reverse()`: the limit has kept the oldest',
    dies: 'events.query.desc', message: /limit 2: expected/,
  }, (all, query) => ordered(ofKinds(later(all, query), query).slice(0, query.limit), query)),
  asking({
    name: 'takes counts for 32-bit integers', source: 'Node-API: napi_get_value_int32 cuts a number off at its low 32 bits',
    dies: 'events.query.combinations', message: /"since":9007199254740991/,
  }, (query) => (typeof query.since === 'number' ? { ...query, since: Math.max(query.since % 1, query.since | 0) } : query)),
  asking({
    name: 'makes counts of what is none', source: 'query strings, and `parseInt(limit) || undefined` around them',
    dies: 'events.query.bad-counts', message: /query with since -1: expected INVALID_ARGUMENT, but it succeeded/,
  }, (query) => ({ ...query, since: careless(query.since, 0), limit: query.limit === 0 ? 0 : careless(query.limit, undefined) })),
  asking({
    name: 'ignores conditions of a query that it does not know', source: 'Elasticsearch, MongoDB: a condition on a field that is not there is no error',
    dies: 'events.query.bad-conditions', message: /query\(\{"kind":"A"\}\): expected INVALID_ARGUMENT, but it succeeded/,
  }, (query) => only(query, 'kinds', 'since', 'limit', 'order')),
  picking({
    name: 'merges the kinds page by page', source: 'one query for each partition key, as DynamoDB and Cassandra have it, of which the first pages are merged, then the second ones',
    dies: 'events.query.kinds-far-apart', message: /ids that query\(.*\) gives of 600 A, 600 B, 20 C, AAB: expected/,
  }, (all, query) => {
    const lists = (query.kinds === undefined ? [all] : [...new Set(query.kinds)].map((kind) => ofKinds(all, { kinds: [kind] }))).map((some) => ordered(later(some, query), query));
    const pages = Array.from({ length: Math.ceil(all.length / PAGE) }, (_, page) => lists.flatMap((list) => list.slice(page * PAGE, (page + 1) * PAGE)));
    return pages.flatMap((page) => ordered(page.toSorted((a, b) => a.offset - b.offset), query)).slice(0, query.limit);
  }),
  inEvents({
    name: 'gives what fits into 1 MiB', source: 'DynamoDB: a Query reads up to 1 MB and gives a LastEvaluatedKey, which is easily left alone',
    dies: 'events.query.large-items', message: /ids of all\(\): expected/,
  }, (events) => ({
    all: async () => firstPage(await events.all()),
    query: async (query) => firstPage(await events.query(query)),
    filterByKind: async (...kinds) => firstPage(await events.filterByKind(...kinds)),
  })),
];
