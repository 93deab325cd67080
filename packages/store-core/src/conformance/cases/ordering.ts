import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { byCodePoint, episode, fact, ids, inPieces, item, ledgerEvent, outcomes, patterned, range, utf8 } from '../samples.ts';

/** How much of everything there is. */
async function sizes(store: Store): Promise<number[]> {
  const [events, ledger, artifacts, episodes, facts] = await Promise.all([
    store.events.count(), store.ledger.count(), store.artifacts.listRefs(), store.episodes.all(), store.facts.all(),
  ]);
  return [events, ledger, artifacts.length, episodes.length, facts.length];
}

/** Calls on one connection take effect in the order in which they were made. */
export const orderingCases: readonly ConformanceCase[] = [
  defineCase('order.appends', 'order.calls', 'appends that are not awaited get their offsets in call order', async (kit) => {
    const { events, ledger } = await kit.open();
    const names = range(1, 200).map((n) => `e${n}`);
    const calls = names.flatMap((name) => [events.append(item(name)), ledger.append(ledgerEvent(name)).then(({ offset }) => offset)]);
    kit.expect.equal(await outcomes(calls), range(1, 200).flatMap((n) => [n, n]), 'offsets of 200 appends to each log');
    kit.expect.equal([ids(await events.all()), ids(await ledger.events())], [names, names], 'both logs');
  }),

  defineCase('order.own-outcome', 'order.own-outcome', 'each of many concurrent appends has an outcome of its own', async (kit) => {
    const { events } = await kit.open();
    const calls = [
      events.append(item('a')), events.append(item('a')), events.appendMany([item('b'), item('c')]), events.appendMany([item('d'), item('b')]),
      events.append(item('d')),
      events.append(item('e'), { expectedOffset: 3 }), events.append(item('e'), { expectedOffset: 4 }), events.append({ ...item('f'), text: '\ud800' }),
      events.append(item('f'), { expectedOffset: 5 }), events.appendMany([]), events.append(item('g')),
    ];
    const expected = [1, 'DUPLICATE_ITEM', 3, 'DUPLICATE_ITEM', 4, 'OFFSET_CONFLICT', 5, 'INVALID_VALUE', 6, 6, 7];
    kit.expect.equal(await outcomes(calls), expected, 'outcomes of a, a, [b c], [d b], d, e at 3, e at 4, bad, f at 5, [], g');
    kit.expect.equal((await events.all()).map(({ id, offset }) => `${id}${offset}`), ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7'], 'ids and offsets stored');
  }),

  defineCase('order.failure-harms-nobody', 'order.own-outcome', 'a failing append in the middle of many does not harm its neighbours', async (kit) => {
    const { events } = await kit.open();
    await events.append(item('known'));
    const names = range(1, 99).map((n) => (n % 3 === 0 ? 'known' : `e${n}`));
    const stored = names.filter((name) => name !== 'known');
    let offset = 1;
    const expected = names.map((name) => (name === 'known' ? 'DUPLICATE_ITEM' : (offset += 1)));
    kit.expect.equal(await outcomes(names.map((name) => events.append(item(name)))), expected, 'outcomes of 99 appends, every third a duplicate');
    kit.expect.equal(ids(await events.all()), ['known', ...stored], 'ids stored');
    kit.expect.equal([await events.count(), await events.latestOffset()], [67, 67], 'count and latestOffset');
  }),

  defineCase('order.batches-in-a-crowd', 'order.own-outcome', 'a batch that fails among concurrent appends leaves nothing behind', async (kit) => {
    const { events } = await kit.open();
    const calls = range(0, 19).flatMap((n) => [
      events.append(item(`before ${n}`)), events.appendMany([item(`x ${n}`), item(`y ${n}`), item(`before ${n}`)]),
      events.appendMany([item(`x ${n}`), item(`y ${n}`)]),
    ]);
    const expected = range(0, 19).flatMap((n) => [3 * n + 1, 'DUPLICATE_ITEM', 3 * n + 3]);
    kit.expect.equal(await outcomes(calls), expected, 'outcomes of an append, a batch that fails and a batch that does not, twenty times');
    kit.expect.equal(ids(await events.all()), range(0, 19).flatMap((n) => [`before ${n}`, `x ${n}`, `y ${n}`]), 'ids stored');
  }),

  defineCase('order.expected-offset-chain', 'order.calls', 'appends that are not awaited may each expect the offset of the one before', async (kit) => {
    const { events, ledger } = await kit.open();
    const calls = range(0, 49).flatMap((n) => [
      events.append(item(`e${n}`), { expectedOffset: n }), ledger.append(ledgerEvent(`e${n}`), { expectedOffset: n }).then(({ offset }) => offset),
    ]);
    kit.expect.equal(await outcomes(calls), range(1, 50).flatMap((n) => [n, n]), 'offsets of fifty appends to each log');
    const racing = await outcomes(range(0, 9).map((n) => events.append(item(`racing ${n}`), { expectedOffset: 50 })));
    kit.expect.equal(racing, [51, ...range(1, 9).map(() => 'OFFSET_CONFLICT')], 'ten appends that all expect the same offset');
  }),

  defineCase('order.reads-see-earlier-writes', 'order.calls', 'a read sees every write called before it and none called after it', async (kit) => {
    const { events } = await kit.open();
    const calls = range(1, 30).flatMap((n): Promise<unknown>[] => [
      events.count(), events.append(item(`e${n}`)), events.has(`e${n}`), events.get(`e${n}`).then(({ offset }) => offset), events.latestOffset(),
      events.tail(1).then(ids), events.query({ since: n - 1 }).then(ids), events.has(`e${n + 1}`),
      collect(events.stream({ since: n - 1 })).then((found) => found.length > 0),
    ]);
    const expected = range(1, 30).flatMap((n) => [n - 1, n, true, n, n, [`e${n}`], [`e${n}`], false, true]);
    kit.expect.equal(await outcomes(calls), expected, 'count, append, has, get, latestOffset, tail, query, has of the next, stream; thirty times');
  }),

  defineCase('order.across-stores', 'order.calls', 'the order holds across all five stores', async (kit) => {
    const store = await kit.open();
    const { events, ledger, artifacts, episodes, facts } = store;
    const calls: Promise<unknown>[] = [
      sizes(store),
      artifacts.put('a', patterned(300_000)), sizes(store),
      events.append(item('a')), sizes(store),
      ledger.append(ledgerEvent('a')), sizes(store),
      episodes.add(episode('a')), sizes(store),
      facts.put(fact('a')), sizes(store),
      artifacts.delete('a'), ledger.reset(), episodes.delete('a'), facts.delete('a'), sizes(store), store.scopes(),
    ];
    const results = await outcomes(calls);
    const expected = [[0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [1, 0, 1, 0, 0], [1, 1, 1, 0, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 1], [1, 0, 0, 0, 0]];
    kit.expect.equal(results.filter((result) => Array.isArray(result) && typeof result[0] === 'number'), expected, 'sizes between the writes');
    kit.expect.equal(results.at(-1), [store.scope], 'scopes at the end');
  }),

  defineCase('order.across-views', 'order.calls', 'the order holds across views of the same and of other scopes', async (kit) => {
    const store = await kit.open();
    const [same, other] = [store.withScope(store.scope), store.withScope('other')];
    const calls = [
      store.events.append(item('a')), same.events.count(), other.events.count(), same.events.append(item('a')), other.events.append(item('a')),
      same.events.append(item('b')),
      store.events.tail(1).then(ids), other.events.latestOffset(), other.events.append(item('b'), { expectedOffset: 1 }),
      store.events.append(item('c'), { expectedOffset: 2 }),
      store.scopes(),
    ];
    const expected = [1, 1, 0, 'DUPLICATE_ITEM', 1, 2, ['b'], 1, 2, 3, [store.scope, 'other'].toSorted(byCodePoint)];
    kit.expect.equal(await outcomes(calls), expected, 'outcomes of calls on three views');
  }),

  defineCase('order.replacing', 'order.calls', 'of writes to one name the last one called stays', async (kit) => {
    const { artifacts, facts } = await kit.open();
    // The large ones take longer to write than the small ones called after them.
    const writes = range(0, 19).flatMap((n) => {
      const content = n % 2 === 0 ? patterned(400_000 - n) : utf8(`content ${n}`);
      return [artifacts.put('a', content), facts.put(fact('a', { value: `${n}`.repeat(n % 2 === 0 ? 50_000 : 1) }))];
    });
    await Promise.all(writes);
    kit.expect.equal(await artifacts.get('a'), utf8('content 19'), 'the artifact');
    kit.expect.equal((await facts.get('a')).value, '19', 'the fact');
  }),

  defineCase('order.slow-stream-holds-up-nobody', 'order.stream-puts', 'calls made while a stream is being put do not wait for it', async (kit) => {
    const store = await kit.open();
    const gate = Promise.withResolvers<undefined>();
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield* inPieces(patterned(200_000), 50_000);
      await gate.promise;
    }
    const putting = outcomes([store.artifacts.put('slow', slow()).then(({ sizeBytes }) => sizeBytes)]);
    try {
      await store.artifacts.put('quick', 'content');
      await store.events.append(item('a'));
      await store.ledger.append(ledgerEvent('a'));
      await store.episodes.add(episode('a'));
      await store.facts.put(fact('a'));
      kit.expect.equal(await sizes(store), [1, 1, 1, 1, 1], 'sizes while the stream is under way');
    } finally {
      // Whatever fails: close waits for the stream.
      gate.resolve(undefined);
    }
    kit.expect.equal(await putting, [200_000], 'size that the put of the stream gives');
    kit.expect.equal(await sizes(store), [1, 1, 2, 1, 1], 'sizes after the stream has ended');
  }),

  defineCase('order.refused-without-waiting', 'order.own-outcome', 'a call that is refused for its arguments does not disturb those around it', async (kit) => {
    const store = await kit.open();
    const calls = [
      store.events.append(item('a')), store.events.append(item('')), store.events.tail(-1), store.artifacts.put('..', 'x'),
      store.artifacts.put('a', 'x').then(({ sizeBytes }) => sizeBytes),
      store.facts.get(''), store.artifacts.drilldown('a', { type: 'nothing' }), store.artifacts.drilldown('a', { type: 'head' }), store.events.count(),
    ];
    const expected = [1, 'INVALID_VALUE', 'INVALID_ARGUMENT', 'INVALID_HANDLE', 1, 'INVALID_VALUE', 'INVALID_SELECTOR', 'x', 1];
    kit.expect.equal(await outcomes(calls), expected, 'outcomes of good calls and bad ones');
  }),
];
