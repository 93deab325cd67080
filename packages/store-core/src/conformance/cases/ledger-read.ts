import type { LedgerEvent, LedgerQuery, StoredLedgerEvent } from '../../contract/ledger.ts';
import { collect } from '../expect.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { BAD_COUNTS, NO_IDENTIFIERS, ids, ledgerEvent, range, wrong } from '../samples.ts';

const LIMITS: readonly (number | undefined)[] = [undefined, 0, 1, 4, 100];
const SINCE: readonly (number | undefined)[] = [undefined, 0, 9, 24, 25];

/** Every combination of a few runs, sessions, kinds, actors and models, unevenly mixed. */
function mixed(count: number): LedgerEvent[] {
  return range(1, count).map((n) => ledgerEvent(`e${n}`, {
    runId: `r${n % 3}`, sessionId: n % 4 === 0 ? null : `s${n % 2}`, kind: `k${Math.floor(n / 2) % 3}`, actor: `a${Math.floor(n / 3) % 2}`,
    modelId: n % 5 === 0 ? null : `m${n % 2}`, turn: n,
  }));
}

/** The contract, word for word: all conditions hold, `since` over the whole ledger, `limit` last, from where `order` starts. */
function picked(all: readonly StoredLedgerEvent[], query: LedgerQuery): StoredLedgerEvent[] {
  const { runId, sessionId, kinds, actor, modelId } = query;
  const holding = all.filter((one) => one.offset > (query.since ?? 0)
    && (runId === undefined || one.runId === runId) && (sessionId === undefined || one.sessionId === sessionId)
    && (kinds === undefined || kinds.includes(one.kind)) && (actor === undefined || one.actor === actor)
    && (modelId === undefined || one.modelId === modelId));
  return (query.order === 'desc' ? holding.toReversed() : holding).slice(0, query.limit ?? holding.length);
}

/** Every way of reading the ledger. */
export const ledgerReadCases: readonly ConformanceCase[] = [
  defineCase('ledger.read.empty', 'ledger.empty', 'an empty ledger reads as empty', async (kit) => {
    const { ledger } = await kit.open();
    kit.expect.equal([await ledger.count(), await ledger.latestOffset()], [0, 0], 'count and latestOffset');
    kit.expect.equal([await ledger.events(), await ledger.tail(), await ledger.runs(), await ledger.query()], [[], [], [], []], 'events, tail, runs, query');
    kit.expect.equal(await ledger.has('a'), false, 'has()');
    kit.expect.equal(await ledger.eventsForRun('run'), [], 'eventsForRun()');
  }),

  defineCase('ledger.get.unknown', 'ledger.get', 'get of an unknown id is ITEM_NOT_FOUND, and has is false', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.append(ledgerEvent('a'));
    kit.expect.equal(await ledger.has('a'), true, 'has of a known id');
    for (const id of ['b', 'A', 'a ', 'constructor', '__proto__', '1', '%']) {
      await kit.expect.rejects(ledger.get(id), 'ITEM_NOT_FOUND', `get('${id}') where only 'a' is stored`);
      kit.expect.equal(await ledger.has(id), false, `has('${id}') where only 'a' is stored`);
    }
  }),

  defineCase('ledger.read.order', 'ledger.events', 'events() is the whole ledger, oldest first', async (kit) => {
    const { ledger } = await kit.open();
    const order = ['m', 'z', 'a', '10', '9', 'B'];
    for (const [index, id] of order.entries()) await ledger.append(ledgerEvent(id, { runId: `r${index % 2}`, turn: 10 - index }));
    kit.expect.equal(ids(await ledger.events()), order, 'ids of events()');
    kit.expect.equal([await ledger.count(), await ledger.latestOffset()], [6, 6], 'count and latestOffset');
  }),

  defineCase('ledger.read.many', 'ledger.events', 'an answer is whole, however many events it has', async (kit) => {
    const { ledger } = await kit.open();
    const all = range(1, 1_200).map((n) => ledgerEvent(`e${n}`, { runId: n % 2 === 0 ? 'long' : `run ${n}` }));
    const long = ids(all.filter(({ runId }) => runId === 'long'));
    await ledger.appendMany(all);
    kit.expect.equal(ids(await ledger.events()), ids(all), 'events() of 1,200');
    kit.expect.equal(ids(await ledger.tail(100)), ids(all.slice(100)), 'tail(100) of 1,200');
    kit.expect.equal(ids(await ledger.eventsForRun('long')), long, 'eventsForRun of a run with 600 events');
    kit.expect.equal(ids(await ledger.query({ kinds: ['step'], order: 'desc' })), ids(all.toReversed()), 'query of a kind with 1,200 events from the newest');
    kit.expect.equal((await ledger.runs()).length, 601, 'how many runs there are');
    kit.expect.equal(await ledger.reset({ runId: 'long' }), long.length, 'reset of a run with 600 events');
    kit.expect.equal(ids(await ledger.events()), ids(all.filter(({ runId }) => runId !== 'long')), 'events() after it');
  }),

  defineCase('ledger.tail.from-offset', 'ledger.tail', 'tail(offset) gives all that came after it, oldest first', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(mixed(5));
    const expected = [[undefined, 5], [0, 5], [1, 4], [4, 1], [5, 0], [6, 0], [Number.MAX_SAFE_INTEGER, 0]] as const;
    for (const [from, count] of expected) {
      kit.expect.equal(ids(await ledger.tail(from)), range(6 - count, 5).map((n) => `e${n}`), `tail(${from}) of five`);
    }
    kit.expect.equal((await ledger.tail()).length, 5, 'tail() of five');
  }),

  defineCase('ledger.tail.bad-offset', 'arguments.counts', 'tail from what is no offset is refused', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.append(ledgerEvent('a'));
    for (const bad of BAD_COUNTS) await kit.expect.rejects(() => ledger.tail(wrong(bad)), 'INVALID_ARGUMENT', `tail(${String(bad)})`);
  }),

  defineCase('ledger.runs.first-seen', 'ledger.runs', 'runs() gives each run once, in the order in which they were first seen', async (kit) => {
    const { ledger } = await kit.open();
    const runs = ['r9', 'r10', 'r9', 'R9', 'a', 'r10', 'r9 '];
    await ledger.appendMany(runs.map((runId, index) => ledgerEvent(`e${index}`, { runId })));
    kit.expect.equal(await ledger.runs(), ['r9', 'r10', 'R9', 'a', 'r9 '], 'runs()');
  }),

  defineCase('ledger.events-for-run.exact', 'ledger.events-for-run', 'eventsForRun gives the events of exactly that run, oldest first', async (kit) => {
    const { ledger } = await kit.open();
    const runs = ['r', 'R', 'r', 'r ', '%', 'r', '\u00e9', 'e\u0301'];
    await ledger.appendMany(runs.map((runId, index) => ledgerEvent(`e${index}`, { runId, turn: 9 - index })));
    const expected = { 'r': ['e0', 'e2', 'e5'], 'R': ['e1'], 'r ': ['e3'], '%': ['e4'], '\u00e9': ['e6'], 'e\u0301': ['e7'], '_': [], 'x': [] };
    for (const [runId, found] of Object.entries(expected)) {
      kit.expect.equal(ids(await ledger.eventsForRun(runId)), found, `eventsForRun(${JSON.stringify(runId)})`);
      kit.expect.equal(ids(await ledger.query({ runId })), found, `query({ runId: ${JSON.stringify(runId)} })`);
    }
  }),

  defineCase('ledger.query.one-condition', 'ledger.query', 'each condition of a query holds by itself', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(mixed(24));
    const all = await ledger.events();
    const queries: LedgerQuery[] = [{}, { runId: 'r1' }, { sessionId: 's1' }, { kinds: ['k2'] }, { kinds: ['k0', 'k2'] }, { actor: 'a1' }, { modelId: 'm0' },
      { since: 20 }, { limit: 3 }, { order: 'desc' }, { actor: 'A1' }, { sessionId: 'null' }, { modelId: 'm' }];
    for (const query of queries) kit.expect.equal(await ledger.query(query), picked(all, query), `query(${JSON.stringify(query)})`);
    kit.expect.equal(await ledger.query(), all, 'query()');
  }),

  defineCase('ledger.query.nothing', 'ledger.query-limit', 'limit 0 and an empty list of kinds are nothing, never everything', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(mixed(4));
    for (const query of [{ limit: 0 }, { kinds: [] }, { limit: 0, order: 'desc' }, { kinds: [], runId: 'r1' }, { limit: 0, runId: 'r1' }] as const) {
      kit.expect.equal(await ledger.query(query), [], `query(${JSON.stringify(query)})`);
      kit.expect.equal(await collect(ledger.stream(query)), [], `stream(${JSON.stringify(query)})`);
    }
    kit.expect.equal(ids(await ledger.query()), ['e1', 'e2', 'e3', 'e4'], 'query() after queries of nothing');
  }),

  defineCase('ledger.query.combinations', 'ledger.query', 'every combination of conditions gives what the contract says', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(mixed(24));
    const all = await ledger.events();
    const filters = range(0, 31).map((bits): LedgerQuery => ({
      runId: bits & 1 ? 'r1' : undefined, sessionId: bits & 2 ? 's1' : undefined, kinds: bits & 4 ? ['k2', 'k0'] : undefined,
      actor: bits & 8 ? 'a0' : undefined, modelId: bits & 16 ? 'm1' : undefined,
    }));
    for (const filter of filters) for (const since of SINCE) for (const limit of LIMITS) for (const order of ['asc', 'desc'] as const) {
      const query = { ...filter, since, limit, order };
      kit.expect.equal(await ledger.query(query), picked(all, query), `query(${JSON.stringify(query)})`);
    }
  }),

  defineCase('ledger.stream.pages', 'ledger.stream', 'a stream of several pages gives every event once, in order, and may be broken off', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(mixed(600));
    const all = await ledger.events();
    const queries: LedgerQuery[] = [{}, { order: 'desc' }, { kinds: ['k2', 'k0'] }, { kinds: ['k2', 'k0'], order: 'desc' }, { since: 77, limit: 257 },
      { runId: 'r1', sessionId: 's1', order: 'desc', limit: 90 }];
    for (const query of queries) kit.expect.equal(await collect(ledger.stream(query)), picked(all, query), `stream(${JSON.stringify(query)})`);
    const seen: StoredLedgerEvent[] = [];
    for await (const one of ledger.stream()) if (seen.push(one) === 300) break;
    kit.expect.equal(seen, all.slice(0, 300), 'the first 300 of a stream that is broken off then');
    kit.expect.equal((await ledger.append(ledgerEvent('after'))).offset, 601, 'append after a stream that was broken off');
  }),

  defineCase('ledger.stream.append-meanwhile', 'ledger.stream-snapshot', 'appending while streaming: no event twice, none left out, and the stream ends', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(mixed(300));
    for (const order of ['asc', 'desc'] as const) {
      const before = await ledger.count();
      const seen: number[] = [];
      for await (const one of ledger.stream({ order })) {
        seen.push(one.offset);
        if (seen.length <= 10) await ledger.append(ledgerEvent(`${order} ${seen.length}`));
      }
      kit.expect.ok(seen.length >= before, `stream ${order} gives the ${before} events that were there when it began; it gave ${seen.length}`);
      kit.expect.equal(order === 'asc' ? seen : seen.toReversed(), range(1, seen.length), `offsets of stream ${order}`);
    }
  }),

  defineCase('ledger.query.bad', 'arguments.unknown-keys', 'a condition that does not exist, or makes no sense, is refused, not ignored', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.append(ledgerEvent('a'));
    for (const bad of [{ run: 'run' }, { kind: 'step' }, { turn: 0 }, { order: 'DESC' }, { limit: -1 }, { since: 0.5 }, { kinds: 'step' }]) {
      await kit.expect.rejects(() => ledger.query(wrong(bad)), 'INVALID_ARGUMENT', `query(${JSON.stringify(bad)})`);
      await kit.expect.rejects(() => collect(ledger.stream(wrong(bad))), 'INVALID_ARGUMENT', `stream(${JSON.stringify(bad)})`);
    }
    for (const id of NO_IDENTIFIERS) {
      const queries: LedgerQuery[] = [{ runId: id }, { sessionId: id }, { kinds: [id] }, { actor: id }, { modelId: id }];
      for (const query of queries) await kit.expect.rejects(() => ledger.query(query), 'INVALID_VALUE', `query by ${Object.keys(query).join()} that is no identifier`);
      const calls = { get: () => ledger.get(id), has: () => ledger.has(id), eventsForRun: () => ledger.eventsForRun(id) };
      for (const [name, call] of Object.entries(calls)) await kit.expect.rejects(call, 'INVALID_VALUE', `${name} of ${JSON.stringify(id.slice(0, 20))}`);
    }
  }),
];
