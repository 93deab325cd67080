import type { Store } from '../../contract/store.ts';
import { exportStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import { METHODS, idPart } from '../methods.ts';
import { outlivesClose } from '../prerequisites.ts';
import { episode, fact, fill, item, ledgerEvent, patterned } from '../samples.ts';
import { underWay } from '../under-way.ts';

/** A store that was filled and closed, and is open again. */
async function reopened(kit: CaseContext, more: (store: Store) => Promise<unknown> = fill): Promise<Store> {
  const store = await kit.open();
  await more(store);
  await store.close();
  return await kit.open();
}

const afterReopen = METHODS.map(({ name, writes, call }) =>
  durable(`durability.reopened.${idPart(name)}`, 'lifecycle.reopened', `${name} on a reopened store does what it does on one that was never closed`, async (kit) => {
    const other = await (await kit.newPlace()).open();
    await fill(other);
    const store = await reopened(kit);
    const answers = async (): Promise<void> => {
      const answer = await kit.expect.resolves(() => call(store), `${name} on a reopened store`);
      kit.expect.equal(answer, await call(other), `the answer of ${name}`);
    };
    if (!writes) return await kit.expect.unchanged(store, answers, `${name} on a reopened store`);
    await answers();
    kit.expect.equal(await collect(exportStore(store)), await collect(exportStore(other)), `the export after ${name}`);
  }));

/** What was acknowledged is there after close and reopen. */
export const durabilityCases: readonly ConformanceCase[] = [
  ...afterReopen,
  durable('durability.reopen.export', 'durability.close', 'everything that was acknowledged is there after close and reopen', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const view = store.withScope('other \u{1f600}');
    await fill(view);
    await view.ledger.reset();
    await store.ledger.reset({ runId: 'run-1' });
    await view.artifacts.put('large', patterned(300_000));
    await view.artifacts.delete('result:1');
    await store.episodes.delete('ep1');
    await store.facts.put(fact('f1', { key: 'another', value: 'replaced' }));
    const before = await collect(exportStore(store));
    await store.close();
    const again = await kit.open();
    kit.expect.equal(await collect(exportStore(again)), before, 'the export after close and reopen');
    kit.expect.equal((await collect(again.verify())).map(({ code }) => code), ['DANGLING_ARTIFACT'], 'findings: the artifact that was deleted');
  }),
  durable('durability.reopen.not-awaited', 'durability.close', 'calls under way when close was called are kept, whole', async (kit) => {
    const store = await kit.open();
    const calls = [
      store.events.append(item('e1')),
      store.events.appendMany([item('e2'), item('e3')]),
      store.ledger.append(ledgerEvent('l1')),
      store.artifacts.put('a1', patterned(200_000)),
      store.episodes.add(episode('ep1')),
      store.facts.put(fact('f1')),
    ].map(async (call: Promise<unknown>) => await call).map(underWay);
    await store.close();
    await Promise.all(calls);
    const again = await kit.open();
    kit.expect.equal((await again.events.all()).map(({ id, offset }) => `${offset} ${id}`), ['1 e1', '2 e2', '3 e3'], 'events');
    kit.expect.equal(await again.ledger.count(), 1, 'ledger events');
    kit.expect.equal(await again.artifacts.get('a1'), patterned(200_000), 'the artifact');
    kit.expect.equal([(await again.episodes.all()).length, (await again.facts.all()).length], [1, 1], 'episodes and facts');
  }),
  durable('durability.reopen.goes-on', 'durability.close', 'offsets, idempotency and order go on where they were', async (kit) => {
    const again = await reopened(kit, async (store) => {
      await store.events.appendMany([item('e1'), item('e2')]);
      await store.ledger.appendMany([ledgerEvent('l1'), ledgerEvent('l2'), ledgerEvent('l3', { runId: 'gone' })]);
      await store.ledger.reset({ runId: 'gone' });
      await store.episodes.add(episode('z'));
      await store.episodes.add(episode('last'));
      await store.episodes.delete('last');
    });
    kit.expect.equal(await again.events.append(item('e3'), { expectedOffset: 2 }), 3, 'the next event offset');
    await kit.expect.rejects(async () => await again.events.append(item('e1')), 'DUPLICATE_ITEM', 'an id from before');
    kit.expect.equal(await again.ledger.append(ledgerEvent('l1')), { offset: 1, appended: false }, 'a ledger event from before');
    await kit.expect.rejects(async () => await again.ledger.append(ledgerEvent('l1', { turn: 7 })), 'IDEMPOTENCY_CONFLICT', 'its id with other content');
    kit.expect.equal(await again.ledger.append(ledgerEvent('l3')), { offset: 4, appended: true }, 'the id that was reset: a new offset');
    await again.episodes.add(episode('a'));
    kit.expect.equal((await again.episodes.all()).map(({ episodeId }) => episodeId), ['z', 'a'], 'episodes in order of insertion');
  }),
  durable('durability.reopen.reset-to-nothing', 'durability.close', 'a ledger that was reset remembers the offsets used', async (kit) => {
    const again = await reopened(kit, async (store) => {
      await store.ledger.appendMany([ledgerEvent('l1'), ledgerEvent('l2')]);
      await store.ledger.reset();
    });
    kit.expect.equal([await again.ledger.count(), await again.ledger.latestOffset()], [0, 0], 'count and latest offset');
    kit.expect.equal((await again.ledger.append(ledgerEvent('l1'))).offset, 3, 'the next offset');
  }),
  durable('durability.reopen.failed', 'errors.unchanged', 'what failed left nothing that a reopen would find', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const before = await collect(exportStore(store));
    await kit.expect.rejects(async () => await store.events.appendMany([item('x'), item('u1')]), 'DUPLICATE_ITEM', 'a batch with a known id');
    await kit.expect.rejects(async () => await store.ledger.appendMany([ledgerEvent('x'), ledgerEvent('l1', { turn: 9 })]), 'IDEMPOTENCY_CONFLICT', 'a ledger batch');
    await kit.expect.rejects(async () => await store.artifacts.put('result:1', failing()), 'BACKEND', 'a put whose stream throws');
    await kit.expect.rejects(async () => await store.artifacts.put('x', failing()), 'BACKEND', 'a put of a new handle whose stream throws');
    await store.close();
    const again = await kit.open();
    kit.expect.equal(await collect(exportStore(again)), before, 'the export after failed calls, close and reopen');
    kit.expect.equal(await collect(again.verify()), [], 'findings');
  }),
  durable('durability.reopen.many-times', 'durability.close', 'opening and closing again and again changes nothing', async (kit) => {
    let store = await reopened(kit);
    const before = await collect(exportStore(store));
    for (let round = 0; round < 5; round += 1) {
      await store.close();
      store = await kit.open();
    }
    kit.expect.equal(await collect(exportStore(store)), before, 'the export after five more times');
  }),
];

function durable(id: string, requirement: string, title: string, run: (kit: CaseContext) => Promise<void>): ConformanceCase {
  return defineCase(id, requirement, title, async (kit) => {
    if (await outlivesClose(kit)) await run(kit);
  }, 'durable');
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield patterned(200_000);
  throw new Error('the source broke off');
}
