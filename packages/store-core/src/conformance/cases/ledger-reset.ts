import { collect } from '../expect.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { NO_IDENTIFIERS, ids, item, ledgerEvent, outcomes, range, wrong } from '../samples.ts';

const appended = (offset: number): { offset: number; appended: boolean } => ({ offset, appended: true });

/** Two runs, interleaved: a1 b1 a2 b2 a3. */
const TWO_RUNS = ['a1', 'b1', 'a2', 'b2', 'a3'].map((id) => ledgerEvent(id, { runId: id.charAt(0) }));

/** `reset`, and what the ledger remembers after it. */
export const ledgerResetCases: readonly ConformanceCase[] = [
  defineCase('ledger.reset.all', 'ledger.reset', 'reset() removes every event and says how many', async (kit) => {
    const { ledger } = await kit.open();
    kit.expect.equal(await ledger.reset(), 0, 'reset of an empty ledger');
    await ledger.appendMany(TWO_RUNS);
    kit.expect.equal(await ledger.reset(), 5, 'reset of five events');
    kit.expect.equal([await ledger.count(), await ledger.latestOffset()], [0, 0], 'count and latestOffset after reset');
    kit.expect.equal([await ledger.events(), await ledger.tail(), await ledger.runs(), await ledger.query()], [[], [], [], []], 'events, tail, runs, query');
    kit.expect.equal(await ledger.has('a1'), false, 'has of what was removed');
    await kit.expect.rejects(ledger.get('a1'), 'ITEM_NOT_FOUND', 'get of what was removed');
    kit.expect.equal(await ledger.reset(), 0, 'reset again');
  }),

  defineCase('ledger.reset.run', 'ledger.reset', 'reset of one run removes its events and no others', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(TWO_RUNS);
    const left = await ledger.eventsForRun('b');
    kit.expect.equal(await ledger.reset({ runId: 'a' }), 3, 'reset of a run with three events');
    kit.expect.equal(await ledger.events(), left, 'events() after the reset: the other run, its offsets unchanged');
    kit.expect.equal([await ledger.runs(), await ledger.count(), await ledger.latestOffset()], [['b'], 2, 4], 'runs, count and latestOffset');
    kit.expect.equal(await ledger.eventsForRun('a'), [], 'eventsForRun of the run that was reset');
    kit.expect.equal([await ledger.has('a1'), await ledger.has('b1')], [false, true], 'has of a1 and b1');
    kit.expect.equal(await ledger.query({ kinds: ['step'] }), left, 'query by what the events of both runs had');
    kit.expect.equal(await ledger.query({ runId: 'a', actor: 'agent' }), [], 'query by the run that was reset and an actor');
  }),

  defineCase('ledger.reset.unknown-run', 'ledger.reset', 'reset of a run that is not there removes nothing', async (kit) => {
    const store = await kit.open();
    await store.ledger.appendMany(TWO_RUNS);
    await kit.expect.unchanged(store, async () => {
      for (const runId of ['c', 'A', 'a ', '%', '_', '*']) kit.expect.equal(await store.ledger.reset({ runId }), 0, `reset of run '${runId}'`);
    }, 'reset of an unknown run');
  }),

  defineCase('ledger.reset.bad-options', 'arguments.unknown-keys', 'options that reset does not understand never remove anything', async (kit) => {
    const store = await kit.open();
    await store.ledger.appendMany(TWO_RUNS);
    await kit.expect.unchanged(store, async () => {
      for (const bad of [{ run: 'a' }, { runid: 'a' }, { runId: 'a', sessionId: 's' }]) {
        await kit.expect.rejects(() => store.ledger.reset(wrong(bad)), 'INVALID_ARGUMENT', `reset(${JSON.stringify(bad)})`);
      }
      for (const runId of NO_IDENTIFIERS) {
        await kit.expect.rejects(() => store.ledger.reset({ runId }), 'INVALID_VALUE', `reset of the run ${JSON.stringify(runId.slice(0, 20))}`);
      }
    }, 'a reset that was refused');
  }),

  defineCase('ledger.reset.ids-anew', 'ledger.reset-ids', 'removed ids may be appended anew, with other content', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(TWO_RUNS);
    await ledger.reset({ runId: 'a' });
    kit.expect.equal(await ledger.append(ledgerEvent('a1', { turn: 99 })), appended(6), 'append of a removed id with other content');
    kit.expect.equal(await ledger.appendMany(TWO_RUNS.slice(1, 3)), [{ offset: 2, appended: false }, appended(7)], 'append of b1 (still there) and a2 (removed)');
    await ledger.reset();
    kit.expect.equal(await ledger.append(ledgerEvent('b1', { turn: 99 })), appended(8), 'append of an id after a full reset');
    kit.expect.equal((await ledger.get('b1')).turn, 99, 'turn of the event appended anew');
  }),

  defineCase('ledger.reset.offsets-never-again', 'ledger.offsets-never-again', 'after a reset offsets go on from the greatest that ever was', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(TWO_RUNS);
    await ledger.reset();
    kit.expect.equal(await ledger.append(ledgerEvent('x')), appended(6), 'append after a full reset of five');
    await ledger.reset();
    await ledger.reset();
    kit.expect.equal(await ledger.append(ledgerEvent('x')), appended(7), 'append after two more resets');
  }),

  defineCase('ledger.reset.offsets-after-run', 'ledger.offsets-never-again', 'removing the run with the greatest offset does not free that offset', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(TWO_RUNS);
    await ledger.reset({ runId: 'a' });
    kit.expect.equal(await ledger.latestOffset(), 4, 'latestOffset: the greatest present');
    kit.expect.equal(await ledger.append(ledgerEvent('x')), appended(6), 'append after the event at offset 5 was removed');
    kit.expect.equal(await ledger.latestOffset(), 6, 'latestOffset after the append');
    kit.expect.equal(ids(await ledger.tail(4)), ['x'], 'tail(4)');
  }),

  defineCase('ledger.reset.expected-offset', 'ledger.expected-offset', 'expectedOffset means the greatest offset present, 0 after a full reset', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(TWO_RUNS);
    await ledger.reset({ runId: 'a' });
    const gone = await kit.expect.rejects(ledger.append(ledgerEvent('x'), { expectedOffset: 5 }), 'OFFSET_CONFLICT', 'expected 5, which was removed');
    kit.expect.equal(gone.details, { expected: 5, actual: 4 }, 'details of the conflict');
    kit.expect.equal(await ledger.append(ledgerEvent('x'), { expectedOffset: 4 }), appended(6), 'expected 4, the greatest present');
    await ledger.reset();
    await kit.expect.rejects(ledger.append(ledgerEvent('y'), { expectedOffset: 6 }), 'OFFSET_CONFLICT', 'expected 6 after a full reset');
    kit.expect.equal(await ledger.appendMany([], { expectedOffset: 0 }), [], 'an empty batch, expected 0 after a full reset');
    kit.expect.equal(await ledger.append(ledgerEvent('y'), { expectedOffset: 0 }), appended(7), 'expected 0 after a full reset');
  }),

  defineCase('ledger.reset.runs-order', 'ledger.runs', 'a run that comes again after its reset is seen last', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany([...TWO_RUNS, ledgerEvent('c1', { runId: 'c' })]);
    await ledger.reset({ runId: 'a' });
    kit.expect.equal(await ledger.runs(), ['b', 'c'], 'runs after a was reset');
    await ledger.append(ledgerEvent('a9', { runId: 'a' }));
    kit.expect.equal(await ledger.runs(), ['b', 'c', 'a'], 'runs after a came again');
  }),

  defineCase('ledger.reset.only-the-ledger', 'ledger.reset', 'reset touches the ledger of its scope and nothing else', async (kit) => {
    const store = await kit.open();
    const other = store.withScope('other');
    await other.ledger.append(ledgerEvent('a'));
    await store.ledger.append(ledgerEvent('a'));
    await store.events.append(item('a'));
    await store.artifacts.put('a', 'bytes');
    await store.episodes.add({ episodeId: 'a', summary: 'summary' });
    await store.facts.put({ factId: 'a', key: 'k', value: 'v' });
    kit.expect.equal(await store.ledger.reset(), 1, 'reset');
    kit.expect.equal(ids(await other.ledger.events()), ['a'], 'ledger of another scope');
    kit.expect.equal(await other.ledger.append(ledgerEvent('b')), appended(2), 'next offset in another scope');
    const left = [await store.events.count(), await store.artifacts.exists('a'), (await store.episodes.all()).length, await store.facts.listKeys()];
    kit.expect.equal(left, [1, true, 1, ['k']], 'events, artifact, episodes, fact keys');
  }),

  defineCase('ledger.reset.in-call-order', 'order.calls', 'a reset that is not awaited has its place in the order of calls', async (kit) => {
    const { ledger } = await kit.open();
    const calls = [ledger.append(ledgerEvent('a')), ledger.append(ledgerEvent('b')), ledger.reset(), ledger.count(), ledger.append(ledgerEvent('a', { turn: 1 })),
      ledger.latestOffset()];
    kit.expect.equal(await outcomes(calls), [appended(1), appended(2), 2, 0, appended(3), 3], 'append a, append b, reset, count, append a anew, latestOffset');
    const between = [ledger.append(ledgerEvent('c')), ledger.reset(), ledger.append(ledgerEvent('c', { turn: 2 }))];
    kit.expect.equal(await outcomes(between), [appended(4), 2, appended(5)], 'append c, reset, append c with other content');
  }),

  defineCase('ledger.reset.while-streaming', 'ledger.stream-snapshot', 'a stream under way ends in order when the ledger is reset', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany(range(1, 600).map((n) => ledgerEvent(`e${n}`)));
    const seen: number[] = [];
    for await (const one of ledger.stream()) {
      if (seen.push(one.offset) === 1) await ledger.reset();
    }
    kit.expect.equal(seen, range(1, seen.length), 'offsets that the stream gave');
    kit.expect.equal(await collect(ledger.stream()), [], 'a new stream after the reset');
  }),
];
