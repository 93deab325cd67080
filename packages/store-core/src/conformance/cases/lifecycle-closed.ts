import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import { METHODS, idPart } from '../methods.ts';
import { episode, fact, fill, item, ledgerEvent } from '../samples.ts';

const afterClose = METHODS.map(({ name, call }) =>
  defineCase(`lifecycle.closed.${idPart(name)}`, 'lifecycle.closed', `${name} after close is STORE_CLOSED`, async (kit) => {
    const store = await kit.open();
    await fill(store);
    const view = store.withScope('view');
    await store.close();
    await kit.expect.rejects(async () => await call(store), 'STORE_CLOSED', `${name} after close`);
    await kit.expect.rejects(async () => await call(view), 'STORE_CLOSED', `${name} on a view of a closed store`);
  }));

/** Calls whose arguments are wrong as well: the closed store comes first. */
const WRONG_AND_CLOSED: readonly { readonly name: string; readonly call: (store: Store) => Promise<unknown> }[] = [
  { name: 'events.append', call: async ({ events }) => await events.append(item('')) },
  { name: 'events.get', call: async ({ events }) => await events.get('') },
  { name: 'events.tail', call: async ({ events }) => await events.tail(-1) },
  { name: 'events.stream', call: async ({ events }) => await collect(events.stream({ limit: -1 })) },
  { name: 'ledger.append', call: async ({ ledger }) => await ledger.append(ledgerEvent('')) },
  { name: 'artifacts.get', call: async ({ artifacts }) => await artifacts.get('..') },
  { name: 'artifacts.put', call: async ({ artifacts }) => await artifacts.put('..', 'text') },
  { name: 'episodes.add', call: async ({ episodes }) => await episodes.add(episode('')) },
  { name: 'facts.put', call: async ({ facts }) => await facts.put(fact('')) },
];

const closedDuringIteration = [
  iteration('events-stream', async ({ events }) => await events.appendMany([item('e1'), item('e2'), item('e3')]), ({ events }) => events.stream()),
  iteration('ledger-stream', async ({ ledger }) => await ledger.appendMany([ledgerEvent('l1'), ledgerEvent('l2')]), ({ ledger }) => ledger.stream()),
  iteration('artifacts-stream', async ({ artifacts }) => await artifacts.put('large', new Uint8Array(1024 * 1024)), ({ artifacts }) => artifacts.stream('large')),
  iteration('verify', async ({ artifacts, events }) => {
    const artifactRef = await artifacts.put('gone', 'x');
    await events.appendMany(['e1', 'e2', 'e3'].map((id) => item(id, { artifactRef })));
    await artifacts.delete('gone');
  }, (store) => store.verify()),
];

/** What a closed store refuses. */
export const lifecycleClosedCases: readonly ConformanceCase[] = [
  ...afterClose,
  defineCase('lifecycle.closed.snapshot', 'lifecycle.closed', 'snapshot after close is STORE_CLOSED', async (kit) => {
    const store = await kit.open();
    await store.close();
    await kit.expect.rejects(async () => await store.snapshot('conformance-snapshot-after-close'), 'STORE_CLOSED', 'snapshot after close');
  }),
  defineCase('lifecycle.closed.with-scope', 'lifecycle.closed', 'withScope after close throws STORE_CLOSED at once', async (kit) => {
    const store = await kit.open();
    await store.close();
    await kit.expect.rejects(() => store.withScope('view'), 'STORE_CLOSED', 'withScope after close');
  }),
  defineCase('lifecycle.closed.before-validation', 'lifecycle.closed', 'a call after close is STORE_CLOSED whatever its arguments', async (kit) => {
    const store = await kit.open();
    await store.close();
    for (const { name, call } of WRONG_AND_CLOSED) {
      await kit.expect.rejects(async () => await call(store), 'STORE_CLOSED', `${name} with a wrong argument after close`);
    }
  }),
  ...closedDuringIteration,
];

type Prepare = (store: Store) => Promise<unknown>;
type Iterate = (store: Store) => AsyncIterable<unknown>;

function iteration(name: string, prepare: Prepare, iterate: Iterate): ConformanceCase {
  return defineCase(`lifecycle.iterators.${name}`, 'lifecycle.iterators', 'an iterator under way when its store is closed throws STORE_CLOSED', async (kit) => {
    const store = await kit.open();
    for (const closed of [store.withScope('view'), store]) {
      await prepare(closed);
      await endsWhenClosed(kit, closed, iterate);
    }
  });
}

async function endsWhenClosed(kit: CaseContext, store: Store, iterate: Iterate): Promise<void> {
  const underWay = iterate(store)[Symbol.asyncIterator]();
  const notBegun = iterate(store);
  kit.expect.ok((await underWay.next()).done !== true, `the first step in scope ${store.scope} gives something`);
  await store.close();
  await kit.expect.rejects(async () => await underWay.next(), 'STORE_CLOSED', `a step in scope ${store.scope} after close`);
  await kit.expect.rejects(async () => await collect(notBegun), 'STORE_CLOSED', `an iteration in scope ${store.scope} begun after close`);
  await kit.expect.rejects(async () => await collect(iterate(store)), 'STORE_CLOSED', `an iterable of scope ${store.scope} asked for after close`);
}
