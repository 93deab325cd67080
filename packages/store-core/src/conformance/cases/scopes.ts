import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { isHandedOn } from '../prerequisites.ts';
import { CODE_POINT_ORDER, episode, fact, fill, item, ledgerEvent, shuffled, utf8 } from '../samples.ts';

/** Everything that can be read in a scope that {@link fill} has filled. */
async function everything(store: Store): Promise<unknown> {
  return {
    events: await store.events.all(),
    streamed: await collect(store.events.stream()),
    eventHead: await store.events.latestOffset(),
    ledger: await store.ledger.events(),
    runs: await store.ledger.runs(),
    ledgerHead: await store.ledger.latestOffset(),
    artifacts: await store.artifacts.listRefs(),
    episodes: await store.episodes.all(),
    found: await store.episodes.search('summary'),
    facts: await store.facts.all(),
    keys: await store.facts.listKeys(),
  };
}

type Attempt = (store: Store) => Promise<unknown>;

/** What makes a scope hold data, and what takes it away again. */
const HOLDING: readonly { readonly what: string; readonly add: Attempt; readonly remove?: Attempt }[] = [
  { what: 'an event', add: async ({ events }) => await events.append(item('e1')) },
  { what: 'a ledger event', add: async ({ ledger }) => await ledger.append(ledgerEvent('l1')) },
  {
    what: 'an artifact',
    add: async ({ artifacts }) => await artifacts.put('a1', ''),
    remove: async ({ artifacts }) => await artifacts.delete('a1'),
  },
  {
    what: 'an episode',
    add: async ({ episodes }) => await episodes.add(episode('ep1')),
    remove: async ({ episodes }) => await episodes.delete('ep1'),
  },
  {
    what: 'a fact',
    add: async ({ facts }) => await facts.put(fact('f1')),
    remove: async ({ facts }) => await facts.delete('f1'),
  },
];

/** Scopes as separate worlds, and how they are listed. */
export const scopesCases: readonly ConformanceCase[] = [
  defineCase('scopes.separate.same-names', 'scopes.separate', 'the same ids, handles and keys live in two scopes and never meet', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('other');
    await fill(store);
    const before = await everything(store);
    await fill(view);
    kit.expect.equal(await everything(view), before, 'what the second scope holds, offsets included');
    await view.events.append(item('only-here'));
    await view.ledger.reset();
    await view.ledger.append(ledgerEvent('l1', { turn: 9 }));
    await view.artifacts.put('result:1', utf8('other bytes'));
    await view.episodes.delete('ep1');
    await view.facts.put(fact('f1', { value: 'other' }));
    kit.expect.equal(await everything(store), before, 'what the first scope holds after changes in the second');
    kit.expect.equal(await view.events.get('only-here').then(({ offset }) => offset), 3, 'the next offset in the second scope');
    kit.expect.equal((await view.ledger.get('l1')).offset, 3, 'the next ledger offset in the second scope');
  }),
  defineCase('scopes.separate.reset', 'scopes.separate', 'a ledger reset empties its own scope only', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('other');
    await store.ledger.append(ledgerEvent('l1'));
    await view.ledger.appendMany([ledgerEvent('l1'), ledgerEvent('l2')]);
    kit.expect.equal(await view.ledger.reset(), 2, 'how many were removed');
    kit.expect.equal(await store.ledger.has('l1'), true, 'has in the other scope');
    kit.expect.equal(await store.ledger.append(ledgerEvent('l2')), { offset: 2, appended: true }, 'the next append in the other scope');
    const alike = ['othe', 'other ', 'other:2', 'others', 'OTHER', 'o%', 'other*'].map((scope) => store.withScope(scope));
    for (const { ledger } of alike) await ledger.append(ledgerEvent('l1'));
    await view.ledger.reset();
    for (const { scope, ledger } of alike) kit.expect.equal(await ledger.has('l1'), true, `has in a scope whose name begins alike: ${scope}`);
  }),
  defineCase('scopes.separate.artifact-delete', 'scopes.separate', 'deleting an artifact leaves the same content in another scope', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('other');
    await store.artifacts.put('a', utf8('shared bytes'));
    await view.artifacts.put('a', utf8('shared bytes'));
    await view.artifacts.delete('a');
    kit.expect.equal(await store.artifacts.get('a'), utf8('shared bytes'), 'the bytes in the other scope');
    kit.expect.equal(await view.artifacts.exists('a'), false, 'exists where it was deleted');
  }),
  defineCase('scopes.separate.similar-names', 'scopes.separate', 'scopes with similar names are different worlds', async (kit) => {
    const store = await kit.open();
    for (const [index, scope] of CODE_POINT_ORDER.entries()) {
      await store.withScope(scope).events.append(item('same-id', { text: `text ${index}` }));
      await store.withScope(scope).artifacts.put('same', `content ${index}`);
    }
    for (const [index, scope] of CODE_POINT_ORDER.entries()) {
      const view = store.withScope(scope);
      kit.expect.equal((await view.events.all()).map(({ text }) => text), [`text ${index}`], `events of scope ${JSON.stringify(scope)}`);
      kit.expect.equal(await view.artifacts.get('same'), utf8(`content ${index}`), `the artifact of scope ${JSON.stringify(scope)}`);
    }
  }),
  defineCase('scopes.open.scope', 'scopes.separate', 'a store opened with a scope is the same world as a view of that scope', async (kit) => {
    if (!(await isHandedOn(kit, 'scope'))) return;
    const store = await kit.open({ scope: 'tenant' });
    kit.expect.equal(store.scope, 'tenant', 'scope');
    await store.events.append(item('e1'));
    kit.expect.equal(await store.scopes(), ['tenant'], 'scopes');
    kit.expect.equal(await store.withScope('default').events.count(), 0, 'events in the default scope');
    kit.expect.equal(await store.withScope('x').withScope('tenant').events.has('e1'), true, 'has in a view');
  }),
  defineCase('scopes.list.order', 'scopes.list', 'scopes are listed in code-point order, each once', async (kit) => {
    const store = await kit.open();
    for (const scope of shuffled(CODE_POINT_ORDER)) {
      await store.withScope(scope).events.append(item('e1'));
      await store.withScope(scope).facts.put(fact('f1'));
    }
    kit.expect.equal(await store.scopes(), CODE_POINT_ORDER, 'scopes');
    kit.expect.equal(await store.withScope('unused').scopes(), CODE_POINT_ORDER, 'scopes, asked for in a view');
  }),
  defineCase('scopes.list.holding-data', 'scopes.list', 'a scope is listed exactly while it holds data', async (kit) => {
    const store = await kit.open();
    for (const { what, add, remove } of HOLDING) {
      const view = store.withScope(what);
      kit.expect.equal((await store.scopes()).includes(what), false, `listed before it holds ${what}`);
      await add(view);
      kit.expect.equal((await store.scopes()).includes(what), true, `listed while it holds ${what}`);
      if (remove === undefined) continue;
      await remove(view);
      kit.expect.equal((await store.scopes()).includes(what), false, `listed after it lost ${what}`);
    }
    kit.expect.equal(await store.scopes(), ['a ledger event', 'an event'], 'the scopes left');
  }),
  defineCase('scopes.list.reset-ledger', 'scopes.list', 'a scope whose ledger was reset still holds data: the offsets used', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('a');
    await view.ledger.reset();
    kit.expect.equal(await store.scopes(), [], 'scopes after the reset of an empty ledger');
    await view.ledger.append(ledgerEvent('l1'));
    await view.ledger.reset();
    kit.expect.equal(await store.scopes(), ['a'], 'scopes after the reset');
  }),
  defineCase('scopes.list.failed-writes', 'scopes.list', 'failed writes do not make a scope hold data', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('a');
    await kit.expect.rejects(async () => await view.events.append(item('e1'), { expectedOffset: 5 }), 'OFFSET_CONFLICT', 'append');
    await kit.expect.rejects(async () => await view.ledger.append(ledgerEvent('l1'), { expectedOffset: 5 }), 'OFFSET_CONFLICT', 'ledger append');
    await kit.expect.rejects(async () => await view.artifacts.put('a1', 'x', { ifMatch: '0'.repeat(64) }), 'ARTIFACT_CONFLICT', 'put');
    await view.events.appendMany([]);
    await view.ledger.appendMany([]);
    kit.expect.equal(await store.scopes(), [], 'scopes');
  }),
];
