import type { LedgerEvent } from '../../contract/ledger.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { EASILY_MISTAKEN, ids, ledgerEvent, outcomes } from '../samples.ts';

const KNOWN: LedgerEvent = ledgerEvent('known', {
  turn: 3, payload: { a: 1, b: { x: [1, 2], y: null } }, schemaVersion: 2, sessionId: 's', modelProfile: 'p', modelId: 'm',
});

/** One change each, that makes it another event. */
const OTHER_CONTENT: Readonly<Record<string, Partial<LedgerEvent>>> = {
  'runId': { runId: 'other' }, 'turn': { turn: 4 }, 'kind': { kind: 'Step' }, 'actor': { actor: 'agent ' }, 'schemaVersion': { schemaVersion: 1 },
  'sessionId': { sessionId: 'S' }, 'no sessionId': { sessionId: null }, 'modelProfile': { modelProfile: 'q' }, 'no modelProfile': { modelProfile: null },
  'modelId': { modelId: 'n' }, 'no modelId': { modelId: null }, 'no payload': { payload: {} },
  'a payload member more': { payload: { a: 1, b: { x: [1, 2], y: null }, c: null } },
  'a payload member less': { payload: { a: 1, b: { x: [1, 2] } } },
  'another order in a payload array': { payload: { a: 1, b: { x: [2, 1], y: null } } },
  'another type in the payload': { payload: { a: '1', b: { x: [1, 2], y: null } } },
};

/** What an append does with an id that the ledger knows. */
export const ledgerIdempotencyCases: readonly ConformanceCase[] = [
  defineCase('ledger.idempotent.same-content', 'ledger.idempotent', 'the same event again changes nothing and gives the first offset', async (kit) => {
    const store = await kit.open();
    await store.ledger.appendMany([ledgerEvent('before'), KNOWN, ledgerEvent('after')]);
    await kit.expect.unchanged(store, async () => {
      kit.expect.equal(await store.ledger.append(KNOWN), { offset: 2, appended: false }, 'append of a known event');
      kit.expect.equal(await store.ledger.appendMany([KNOWN]), [{ offset: 2, appended: false }], 'batch of a known event');
      kit.expect.equal(await store.ledger.append(await store.ledger.get('known')), { offset: 2, appended: false }, 'append of what get gave');
    }, 'a replay');
    kit.expect.equal((await store.ledger.append(ledgerEvent('next'))).offset, 4, 'offset after replays');
  }),

  defineCase('ledger.idempotent.key-order', 'ledger.idempotent', 'the order of the keys in a payload is no content', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(KNOWN);
    await kit.expect.unchanged(store, async () => {
      const turned = { ...KNOWN, payload: { b: { y: null, x: [1, 2] }, a: 1 } };
      kit.expect.equal(await store.ledger.append(turned), { offset: 1, appended: false }, 'the same payload with its keys in another order');
      const dropped = { ...KNOWN, payload: { a: 1, nothing: undefined, b: { x: [1, 2], y: null } } };
      kit.expect.equal(await store.ledger.append(dropped), { offset: 1, appended: false }, 'the same payload with an undefined member');
    }, 'a replay');
  }),

  defineCase('ledger.idempotent.created-at', 'ledger.created-at-not-compared', 'createdAt is not compared, and the first one stays', async (kit) => {
    const store = await kit.open();
    await store.ledger.append({ ...KNOWN, createdAt: '2020-01-01T00:00:00.000Z' });
    await store.ledger.append(ledgerEvent('by clock'));
    kit.clock.advance(60_000);
    await kit.expect.unchanged(store, async () => {
      const known = { offset: 1, appended: false };
      kit.expect.equal(await store.ledger.append({ ...KNOWN, createdAt: '2021-01-01' }), known, 'replay with another createdAt');
      kit.expect.equal(await store.ledger.append(KNOWN), known, 'replay without createdAt');
      kit.expect.equal(await store.ledger.append(ledgerEvent('by clock')), { offset: 2, appended: false }, 'replay a minute later');
    }, 'a replay with another createdAt');
    kit.expect.equal((await store.ledger.get('known')).createdAt, '2020-01-01T00:00:00.000Z', 'createdAt after replays');
  }),

  defineCase('ledger.idempotent.defaults', 'ledger.idempotent', 'a default left out and the same default given are the same content', async (kit) => {
    const store = await kit.open();
    const explicit = { payload: {}, schemaVersion: 1, sessionId: null, modelProfile: null, modelId: null };
    await store.ledger.append(ledgerEvent('a'));
    await store.ledger.append(ledgerEvent('b', explicit));
    await kit.expect.unchanged(store, async () => {
      kit.expect.equal(await store.ledger.append(ledgerEvent('a', explicit)), { offset: 1, appended: false }, 'defaults given on the replay');
      kit.expect.equal(await store.ledger.append(ledgerEvent('b')), { offset: 2, appended: false }, 'defaults left out on the replay');
    }, 'a replay');
  }),

  defineCase('ledger.conflict.other-content', 'ledger.idempotency-conflict', 'a known id with any other content is IDEMPOTENCY_CONFLICT', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(KNOWN);
    await kit.expect.unchanged(store, async () => {
      for (const [what, change] of Object.entries(OTHER_CONTENT)) {
        await kit.expect.rejects(store.ledger.append({ ...KNOWN, ...change }), 'IDEMPOTENCY_CONFLICT', `known id, other content: ${what}`);
      }
    }, 'an idempotency conflict');
    kit.expect.equal((await store.ledger.append(ledgerEvent('next'))).offset, 2, 'offset after conflicts');
  }),

  defineCase('ledger.conflict.batch', 'ledger.batch-atomic', 'a batch with one conflict is refused as a whole', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(KNOWN);
    await kit.expect.unchanged(store, async () => {
      const batch = [ledgerEvent('n1'), { ...KNOWN, turn: 9 }, ledgerEvent('n2')];
      await kit.expect.rejects(store.ledger.appendMany(batch), 'IDEMPOTENCY_CONFLICT', 'new, conflict, new');
      await kit.expect.rejects(store.ledger.appendMany(batch.slice(0, 2)), 'IDEMPOTENCY_CONFLICT', 'new, conflict');
    }, 'a batch with a conflict');
    kit.expect.equal((await store.ledger.append(ledgerEvent('next'))).offset, 2, 'offset after failed batches');
  }),

  defineCase('ledger.idempotent.batch-known-and-new', 'ledger.idempotent', 'a batch of known and new events appends the new ones and tells which', async (kit) => {
    const { ledger } = await kit.open();
    await ledger.appendMany([ledgerEvent('a'), ledgerEvent('b')]);
    const results = await ledger.appendMany([ledgerEvent('b'), ledgerEvent('c'), ledgerEvent('a'), ledgerEvent('d')]);
    const expected = [{ offset: 2, appended: false }, { offset: 3, appended: true }, { offset: 1, appended: false }, { offset: 4, appended: true }];
    kit.expect.equal(results, expected, 'results of b (known), c (new), a (known), d (new)');
    kit.expect.equal(ids(await ledger.events()), ['a', 'b', 'c', 'd'], 'events()');
  }),

  defineCase('ledger.idempotent.twice-in-batch', 'ledger.idempotent', 'the same event twice in one batch is appended once', async (kit) => {
    const { ledger } = await kit.open();
    const results = await ledger.appendMany([ledgerEvent('a'), KNOWN, KNOWN, ledgerEvent('b')]);
    const expected = [{ offset: 1, appended: true }, { offset: 2, appended: true }, { offset: 2, appended: false }, { offset: 3, appended: true }];
    kit.expect.equal(results, expected, 'results of a, known, known, b');
    kit.expect.equal(ids(await ledger.events()), ['a', 'known', 'b'], 'events()');
  }),

  defineCase('ledger.conflict.twice-in-batch', 'ledger.idempotency-conflict', 'one id with two contents in one batch is IDEMPOTENCY_CONFLICT', async (kit) => {
    const store = await kit.open();
    await kit.expect.unchanged(store, async () => {
      const batch = [ledgerEvent('a'), KNOWN, { ...KNOWN, turn: 9 }];
      await kit.expect.rejects(store.ledger.appendMany(batch), 'IDEMPOTENCY_CONFLICT', 'a, known, known with other content');
    }, 'a batch that contradicts itself');
    kit.expect.equal(await store.ledger.count(), 0, 'count after the refused batch');
  }),

  defineCase('ledger.idempotent.before-expected-offset', 'ledger.idempotent-first', 'a replay succeeds whatever expectedOffset says', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(KNOWN, { expectedOffset: 0 });
    await store.ledger.append(ledgerEvent('b'), { expectedOffset: 1 });
    await kit.expect.unchanged(store, async () => {
      kit.expect.equal(await store.ledger.append(KNOWN, { expectedOffset: 0 }), { offset: 1, appended: false }, 'the same call again');
      const batch = await store.ledger.appendMany([ledgerEvent('b'), KNOWN], { expectedOffset: 7 });
      kit.expect.equal(batch, [{ offset: 2, appended: false }, { offset: 1, appended: false }], 'batch of known events, wrong expectedOffset');
    }, 'a replay with a wrong expectedOffset');
  }),

  defineCase('ledger.conflict.before-expected-offset', 'ledger.idempotent-first', 'a conflict of content is told before a wrong expectedOffset', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(KNOWN);
    await kit.expect.unchanged(store, async () => {
      const other = { ...KNOWN, turn: 9 };
      await kit.expect.rejects(store.ledger.append(other, { expectedOffset: 0 }), 'IDEMPOTENCY_CONFLICT', 'other content, wrong expectedOffset');
      const batch = store.ledger.appendMany([ledgerEvent('n'), other], { expectedOffset: 0 });
      await kit.expect.rejects(batch, 'IDEMPOTENCY_CONFLICT', 'batch with other content, wrong expectedOffset');
    }, 'a conflict with a wrong expectedOffset');
  }),

  defineCase('ledger.idempotent.mixed-batch-expected-offset', 'ledger.expected-offset', 'a batch with one new event does check expectedOffset', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(KNOWN);
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.ledger.appendMany([KNOWN, ledgerEvent('n')], { expectedOffset: 0 }), 'OFFSET_CONFLICT', 'known and new, expected 0 at 1');
    }, 'an offset conflict');
    const results = await store.ledger.appendMany([KNOWN, ledgerEvent('n')], { expectedOffset: 1 });
    kit.expect.equal(results, [{ offset: 1, appended: false }, { offset: 2, appended: true }], 'known and new, expected 1 at 1');
  }),

  defineCase('ledger.idempotent.racing', 'ledger.idempotent', 'the same event appended many times without awaiting is appended once', async (kit) => {
    const { ledger } = await kit.open();
    const calls = Array.from({ length: 20 }, () => ledger.append(KNOWN));
    const results = await outcomes(calls);
    kit.expect.equal(results, results.map((_, index) => ({ offset: 1, appended: index === 0 })), 'results in the order of the calls');
    kit.expect.equal(await ledger.count(), 1, 'count');
  }),

  defineCase('ledger.conflict.racing', 'ledger.idempotency-conflict', 'of contradicting events appended without awaiting the first wins, the others learn it', async (kit) => {
    const { ledger } = await kit.open();
    const other = { ...KNOWN, turn: 9 };
    const calls = [ledger.append(ledgerEvent('a')), ledger.append(KNOWN), ledger.append(other), ledger.appendMany([ledgerEvent('x'), other]),
      ledger.append(KNOWN), ledger.append(ledgerEvent('b'))];
    const expected = [
      { offset: 1, appended: true }, { offset: 2, appended: true }, 'IDEMPOTENCY_CONFLICT', 'IDEMPOTENCY_CONFLICT', { offset: 2, appended: false },
      { offset: 3, appended: true },
    ];
    kit.expect.equal(await outcomes(calls), expected, 'outcomes of a, known, other, [x, other], known, b');
    kit.expect.equal(ids(await ledger.events()), ['a', 'known', 'b'], 'events()');
  }),

  defineCase('ledger.idempotent.distinct-ids', 'identifiers.exact', 'ids that differ at all are different events', async (kit) => {
    const { ledger } = await kit.open();
    const results = await ledger.appendMany(EASILY_MISTAKEN.map((id, turn) => ledgerEvent(id, { turn })));
    kit.expect.equal(results, EASILY_MISTAKEN.map((_, index) => ({ offset: index + 1, appended: true })), 'results of ids that are easily mistaken');
    for (const [turn, id] of EASILY_MISTAKEN.entries()) kit.expect.equal((await ledger.get(id)).turn, turn, `turn of get(${JSON.stringify(id)})`);
  }),
];
