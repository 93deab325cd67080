import type { EventQuery, ItemKind, StoredItem } from '../../contract/event-log.ts';
import { collect } from '../expect.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { BAD_COUNTS, ids, itemsOfKinds, wrong } from '../samples.ts';

const KINDS: readonly (readonly ItemKind[] | undefined)[] = [undefined, [], ['A'], ['B'], ['C', 'B'], ['A', 'B', 'C', 'X', 'A']];
const SINCE: readonly (number | undefined)[] = [undefined, 0, 1, 5, 11, 12, 13, Number.MAX_SAFE_INTEGER];
const LIMITS: readonly (number | undefined)[] = [undefined, 0, 1, 2, 3, 100, Number.MAX_SAFE_INTEGER];
const ORDERS: readonly ('asc' | 'desc' | undefined)[] = [undefined, 'asc', 'desc'];

/** The contract, word for word: `since` first, then `kinds`, then `limit`, from where `order` starts. */
function picked(all: readonly StoredItem[], query: EventQuery): StoredItem[] {
  const later = all.filter((one) => one.offset > (query.since ?? 0));
  const ofKind = later.filter((one) => query.kinds === undefined || query.kinds.includes(one.kind));
  return (query.order === 'desc' ? ofKind.toReversed() : ofKind).slice(0, query.limit ?? ofKind.length);
}

/** `query`, and what holds of `stream` as well because both take the same question. */
export const eventsQueryCases: readonly ConformanceCase[] = [
  defineCase('events.query.everything', 'events.query', 'a query without conditions is the whole log', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('ABA'));
    const all = await events.all();
    kit.expect.equal(await events.query(), all, 'query()');
    kit.expect.equal(await events.query({}), all, 'query({})');
    kit.expect.equal(await events.query({ kinds: undefined, since: undefined, limit: undefined, order: undefined }), all, 'query of undefined conditions');
  }),

  defineCase('events.query.since-before-kinds', 'events.query-since-first', 'since counts in the whole log, not among the items of the kinds', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AABAB'));
    kit.expect.equal(ids(await events.query({ kinds: ['B'], since: 2 })), ['i3', 'i5'], 'kind B since 2 of AABAB');
    kit.expect.equal(ids(await events.query({ kinds: ['B'], since: 3 })), ['i5'], 'kind B since 3 of AABAB');
  }),

  defineCase('events.query.since-exclusive', 'events.query-since-first', 'since is left out itself', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AAAA'));
    kit.expect.equal(ids(await events.query({ since: 2 })), ['i3', 'i4'], 'since 2 of four');
    kit.expect.equal(await events.query({ since: 4 }), [], 'since the latest offset');
    kit.expect.equal(await events.query({ since: 5 }), [], 'since an offset that is not there yet');
  }),

  defineCase('events.query.limit-after-kinds', 'events.query-limit', 'limit counts the items of the kinds, not the items looked at', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('ABAABB'));
    kit.expect.equal(ids(await events.query({ kinds: ['B'], limit: 2 })), ['i2', 'i5'], 'two of kind B of ABAABB');
    kit.expect.equal(ids(await events.query({ kinds: ['B'], limit: 2, order: 'desc' })), ['i6', 'i5'], 'the same from the newest');
  }),

  defineCase('events.query.limit-zero', 'events.query-limit', 'limit 0 is nothing, never everything', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AB'));
    for (const query of [{ limit: 0 }, { limit: 0, order: 'desc' }, { limit: 0, kinds: ['A'] }, { limit: 0, since: 1 }] as const) {
      kit.expect.equal(await events.query(query), [], `query(${JSON.stringify(query)})`);
      kit.expect.equal(await collect(events.stream(query)), [], `stream(${JSON.stringify(query)})`);
    }
    kit.expect.equal(ids(await events.query()), ['i1', 'i2'], 'query() after queries of nothing');
  }),

  defineCase('events.query.no-kinds', 'events.query-kinds', 'an empty list of kinds is nothing, never every kind', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AB'));
    for (const query of [{ kinds: [] }, { kinds: [], since: 1 }, { kinds: [], order: 'desc' }] as const) {
      kit.expect.equal(await events.query(query), [], `query(${JSON.stringify(query)})`);
      kit.expect.equal(await collect(events.stream(query)), [], `stream(${JSON.stringify(query)})`);
    }
  }),

  defineCase('events.query.kinds-in-log-order', 'events.query-kinds', 'several kinds come in the order of the log, each item once', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('CABCAB'));
    kit.expect.equal(ids(await events.query({ kinds: ['A', 'C', 'A'] })), ['i1', 'i2', 'i4', 'i5'], 'kinds A, C, A of CABCAB');
    kit.expect.equal(ids(await events.query({ kinds: ['A', 'C'], limit: 3 })), ['i1', 'i2', 'i4'], 'the first three of them');
    kit.expect.equal(ids(await events.query({ kinds: ['A', 'C'], limit: 3, order: 'desc' })), ['i5', 'i4', 'i2'], 'the last three of them');
  }),

  defineCase('events.query.desc', 'events.query-order', 'desc walks from the newest: since drops the oldest, limit keeps the newest', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AAAAA'));
    kit.expect.equal(ids(await events.query({ order: 'desc' })), ['i5', 'i4', 'i3', 'i2', 'i1'], 'five items');
    kit.expect.equal(ids(await events.query({ order: 'desc', since: 2 })), ['i5', 'i4', 'i3'], 'since 2');
    kit.expect.equal(ids(await events.query({ order: 'desc', limit: 2 })), ['i5', 'i4'], 'limit 2');
    kit.expect.equal(ids(await events.query({ order: 'desc', since: 1, limit: 2 })), ['i5', 'i4'], 'since 1, limit 2');
    kit.expect.equal(ids(await events.query({ order: 'asc', since: 1, limit: 2 })), ['i2', 'i3'], 'asc, since 1, limit 2');
  }),

  defineCase('events.query.combinations', 'events.query', 'every combination of conditions gives what the contract says', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('ABCAABBCACAB'));
    const all = await events.all();
    for (const kinds of KINDS) for (const since of SINCE) for (const limit of LIMITS) for (const order of ORDERS) {
      const query = { kinds, since, limit, order };
      const expected = picked(all, query);
      kit.expect.equal(await events.query(query), expected, `query(${JSON.stringify(query)}) of ABCAABBCACAB`);
      kit.expect.equal(await collect(events.stream(query)), expected, `stream(${JSON.stringify(query)}) of ABCAABBCACAB`);
    }
  }),

  defineCase('events.query.kinds-far-apart', 'events.query-kinds', 'kinds that fill pages at different places of the log come in its order all the same, each item once', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds(`${'A'.repeat(600)}${'B'.repeat(600)}${'C'.repeat(20)}AAB`));
    const all = await events.all();
    for (const kinds of [['A', 'B'], ['B', 'C', 'A']]) for (const order of ['asc', 'desc'] as const) for (const limit of [undefined, 700]) {
      const query = { kinds, order, limit };
      const expected = ids(picked(all, query));
      kit.expect.equal(ids(await events.query(query)), expected, `ids that query(${JSON.stringify(query)}) gives of 600 A, 600 B, 20 C, AAB`);
      kit.expect.equal(ids(await collect(events.stream(query))), expected, `ids that stream(${JSON.stringify(query)}) gives`);
    }
  }),

  defineCase('events.query.large-items', 'events.query', 'items of several MiB together come whole, in each order', async (kit) => {
    const { events } = await kit.open();
    const text = 'x'.repeat(1_048_576);
    await events.appendMany(itemsOfKinds('AAAAAAB').map((one) => ({ ...one, text })));
    const all = ['i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7'];
    kit.expect.equal(ids(await events.all()), all, 'ids of all()');
    kit.expect.equal(ids(await events.query({ order: 'desc' })), all.toReversed(), 'ids of a query from the newest');
    kit.expect.equal(ids(await events.filterByKind('B', 'A')), all, 'ids of two kinds');
    kit.expect.equal((await collect(events.stream())).map((one) => one.text.length), all.map(() => text.length), 'lengths of the texts that stream gives');
  }),

  defineCase('events.query.bad-counts', 'arguments.counts', 'since and limit must be counts', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AB'));
    for (const bad of BAD_COUNTS) for (const name of ['since', 'limit'] as const) {
      const query = { [name]: wrong<number>(bad) };
      await kit.expect.rejects(() => events.query(query), 'INVALID_ARGUMENT', `query with ${name} ${String(bad)}`);
      await kit.expect.rejects(() => collect(events.stream(query)), 'INVALID_ARGUMENT', `stream with ${name} ${String(bad)}`);
    }
  }),

  defineCase('events.query.bad-conditions', 'arguments.unknown-keys', 'a condition that does not exist, or makes no sense, is refused, not ignored', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AB'));
    for (const bad of [{ kind: 'A' }, { after: 1 }, { order: 'DESC' }, { order: 'newest' }, { order: -1 }, { kinds: 'A' }, { kinds: null }, { kinds: {} }]) {
      const query = wrong<EventQuery>(bad);
      await kit.expect.rejects(() => events.query(query), 'INVALID_ARGUMENT', `query(${JSON.stringify(bad)})`);
      await kit.expect.rejects(() => collect(events.stream(query)), 'INVALID_ARGUMENT', `stream(${JSON.stringify(bad)})`);
    }
  }),
];
