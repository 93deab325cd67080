import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { ids, ledgerEvent, outcomes, wrong } from '../samples.ts';

const NOW = '2026-01-02T03:04:05.678Z';

/** What a ledger append writes, fills in and refuses; what it does with a known id is in ledger-idempotency. */
export const ledgerAppendCases: readonly ConformanceCase[] = [
  defineCase('ledger.append.offsets', 'ledger.offsets', 'append gives offsets 1, 2, 3, … and appended: true', async (kit) => {
    const { ledger } = await kit.open();
    for (const offset of [1, 2, 3]) {
      kit.expect.equal(await ledger.append(ledgerEvent(`e${offset}`)), { offset, appended: true }, `result of append ${offset}`);
    }
    kit.expect.equal((await ledger.events()).map((one) => one.offset), [1, 2, 3], 'offsets of what is stored');
  }),

  defineCase('ledger.append.read-back', 'ledger.values', 'every member reads back as it was given', async (kit) => {
    const { ledger } = await kit.open();
    const full = {
      id: 'full', runId: 'run 7', turn: 12, kind: 'model_call', actor: 'planner', payload: { list: [1, { deep: [null, true, 'x'] }], n: -0.5 },
      createdAt: '2020-12-31T23:59:59.999Z', schemaVersion: 3, sessionId: 'session', modelProfile: 'profile', modelId: 'model',
    };
    await ledger.append(full);
    kit.expect.equal(await ledger.get('full'), { ...full, offset: 1 }, 'get of an event with every member');
    kit.expect.equal(await ledger.events(), [{ ...full, offset: 1 }], 'events() with an event with every member');
  }),

  defineCase('ledger.append.defaults', 'ledger.defaults', 'what is left out, or undefined, is filled in', async (kit) => {
    const { ledger } = await kit.open();
    const given = { id: 'a', runId: 'r', turn: 0, kind: 'k', actor: 'x' };
    const defaults = { payload: {}, createdAt: NOW, schemaVersion: 1, sessionId: null, modelProfile: null, modelId: null };
    const nothing = {
      payload: undefined, createdAt: undefined, schemaVersion: undefined, sessionId: undefined, modelProfile: undefined, modelId: undefined,
    };
    await ledger.appendMany([given, { ...given, ...nothing, id: 'b' }]);
    kit.expect.equal(await ledger.get('a'), { ...given, ...defaults, offset: 1 }, 'event with the least members');
    kit.expect.equal(await ledger.get('b'), { ...given, ...defaults, id: 'b', offset: 2 }, 'event with undefined members');
  }),

  defineCase('ledger.append.clock', 'ledger.clock', 'createdAt defaults to the clock at the time of the append', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.append(ledgerEvent('a'));
    kit.clock.advance(1_500);
    await ledger.append(ledgerEvent('b'));
    await ledger.append(ledgerEvent('c', { createdAt: new Date(0) }));
    kit.expect.equal((await ledger.events()).map((one) => one.createdAt), [NOW, '2026-01-02T03:04:07.178Z', '1970-01-01T00:00:00.000Z'], 'createdAt of a, b, c');
  }),

  defineCase('ledger.append.clock-backwards', 'ledger.clock', 'order is the offset, whatever the clocks say', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.append(ledgerEvent('a', { runId: 'r1', createdAt: '2030-01-01' }));
    await ledger.append(ledgerEvent('b', { runId: 'r2' }));
    kit.clock.set('2001-01-01T00:00:00Z');
    await ledger.append(ledgerEvent('c', { runId: 'r3' }));
    await ledger.append(ledgerEvent('d', { runId: 'r1', createdAt: '1999-01-01T00:00:00Z' }));
    const order = ['a', 'b', 'c', 'd'];
    kit.expect.equal(ids(await ledger.events()), order, 'events()');
    kit.expect.equal(ids(await ledger.tail(1)), ['b', 'c', 'd'], 'tail(1)');
    kit.expect.equal(ids(await ledger.query({ order: 'desc' })), order.toReversed(), 'query from the newest');
    kit.expect.equal(ids(await ledger.eventsForRun('r1')), ['a', 'd'], 'eventsForRun');
    kit.expect.equal(await ledger.runs(), ['r1', 'r2', 'r3'], 'runs()');
  }),

  defineCase('ledger.append.unknown-member', 'ledger.unknown-member', 'a member that ledger events do not have is refused, not dropped', async (kit) => {
    const store = await kit.open();
    const misspelt = Object.assign(ledgerEvent('a'), { session: 's' });
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.ledger.append(misspelt), 'INVALID_VALUE', 'append with a member `session`');
      await kit.expect.rejects(store.ledger.appendMany([ledgerEvent('b'), misspelt]), 'INVALID_VALUE', 'appendMany with a member `session`');
    }, 'an unknown member');
  }),

  defineCase('ledger.append.offset-ignored', 'ledger.foreign-offset', 'what was read here can be appended elsewhere, whatever its offset', async (kit) => {
    const store = await kit.open();
    await store.ledger.appendMany([ledgerEvent('a'), ledgerEvent('b'), ledgerEvent('c')]);
    const elsewhere = store.withScope('elsewhere').ledger;
    const read = await store.ledger.tail(1);
    const results = await elsewhere.appendMany(read.toReversed());
    kit.expect.equal(results, [{ offset: 1, appended: true }, { offset: 2, appended: true }], 'results of two events with offsets 3 and 2');
    kit.expect.equal(await elsewhere.events(), read.toReversed().map((one, index) => ({ ...one, offset: index + 1 })), 'events elsewhere');
  }),

  defineCase('ledger.append.batch', 'ledger.batch-atomic', 'a batch gives one result for each event, in order', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.append(ledgerEvent('z'));
    const results = await ledger.appendMany([ledgerEvent('c'), ledgerEvent('a'), ledgerEvent('b')]);
    kit.expect.equal(results, [2, 3, 4].map((offset) => ({ offset, appended: true })), 'results of a batch of three after one');
    kit.expect.equal(ids(await ledger.events()), ['z', 'c', 'a', 'b'], 'events()');
  }),

  defineCase('ledger.append.batch-invalid-event', 'ledger.batch-atomic', 'a batch with one event that cannot be stored is refused as a whole', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(ledgerEvent('a'));
    await kit.expect.unchanged(store, async () => {
      const bad = Object.assign(ledgerEvent('c'), { actor: 5 });
      const error = await kit.expect.rejects(store.ledger.appendMany([ledgerEvent('b'), wrong(bad)]), 'INVALID_VALUE', 'actor: 5');
      kit.expect.equal(error.details['path'], 'events[1].actor', 'details.path of the error');
    }, 'a batch with an invalid event');
    kit.expect.equal(await store.ledger.append(ledgerEvent('d')), { offset: 2, appended: true }, 'the next append');
  }),

  defineCase('ledger.append.batch-of-hundreds', 'ledger.batch-atomic', 'a batch of several hundred is one batch', async (kit) => {
    const store = await kit.open();
    const batch = Array.from({ length: 700 }, (_, index) => ledgerEvent(`e${index}`));
    await kit.expect.unchanged(store, async () => {
      const bad = store.ledger.appendMany([...batch, ledgerEvent('e0', { turn: 1 })]);
      await kit.expect.rejects(bad, 'IDEMPOTENCY_CONFLICT', '701 events, the last with the id of the first and other content');
    }, 'a failed batch of 701');
    kit.expect.equal((await store.ledger.appendMany(batch)).at(-1), { offset: 700, appended: true }, 'the last result of 700');
    kit.expect.equal(ids(await store.ledger.events()), ids(batch), 'ids stored');
  }),

  defineCase('ledger.append.expected-offset', 'ledger.expected-offset', 'a new event is appended only onto the expected offset', async (kit) => {
    const store = await kit.open();
    kit.expect.equal(await store.ledger.append(ledgerEvent('a'), { expectedOffset: 0 }), { offset: 1, appended: true }, 'expected 0 on an empty ledger');
    await kit.expect.unchanged(store, async () => {
      for (const expectedOffset of [0, 2]) {
        const single = store.ledger.append(ledgerEvent('b'), { expectedOffset });
        const error = await kit.expect.rejects(single, 'OFFSET_CONFLICT', `expected ${expectedOffset} at offset 1`);
        kit.expect.equal(error.details, { expected: expectedOffset, actual: 1 }, 'details of the conflict');
        const batch = store.ledger.appendMany([ledgerEvent('b'), ledgerEvent('c')], { expectedOffset });
        await kit.expect.rejects(batch, 'OFFSET_CONFLICT', `batch, expected ${expectedOffset} at offset 1`);
      }
    }, 'an offset conflict');
    const results = await store.ledger.appendMany([ledgerEvent('b'), ledgerEvent('c')], { expectedOffset: 1 });
    kit.expect.equal(results, [{ offset: 2, appended: true }, { offset: 3, appended: true }], 'batch onto offset 1');
    const calls = ['d', 'e', 'f'].map((id) => store.ledger.append(ledgerEvent(id), { expectedOffset: 3 }));
    const expected = [{ offset: 4, appended: true }, 'OFFSET_CONFLICT', 'OFFSET_CONFLICT'];
    kit.expect.equal(await outcomes(calls), expected, 'three appends onto offset 3, not awaited: the first succeeds');
  }),

  defineCase('ledger.append.empty-batch', 'ledger.empty-batch', 'an empty batch writes nothing, gives no results and still checks expectedOffset', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(ledgerEvent('a'));
    await kit.expect.unchanged(store, async () => {
      kit.expect.equal(await store.ledger.appendMany([]), [], 'appendMany([])');
      kit.expect.equal(await store.ledger.appendMany([], { expectedOffset: 1 }), [], 'appendMany([]) onto offset 1');
      await kit.expect.rejects(store.ledger.appendMany([], { expectedOffset: 0 }), 'OFFSET_CONFLICT', 'appendMany([]), expected 0 at offset 1');
    }, 'an empty batch');
  }),

  defineCase('ledger.append.unknown-option', 'arguments.unknown-keys', 'an option that append does not have is refused', async (kit) => {
    const store = await kit.open();
    await kit.expect.unchanged(store, async () => {
      const options = wrong<{ expectedOffset?: number }>({ expected: 0 });
      await kit.expect.rejects(() => store.ledger.append(ledgerEvent('a'), options), 'INVALID_ARGUMENT', 'append with an unknown option');
      await kit.expect.rejects(() => store.ledger.appendMany([], options), 'INVALID_ARGUMENT', 'appendMany with an unknown option');
      await kit.expect.rejects(() => store.ledger.append(ledgerEvent('a'), { expectedOffset: -1 }), 'INVALID_ARGUMENT', 'expectedOffset -1');
    }, 'an unknown option');
  }),
];
