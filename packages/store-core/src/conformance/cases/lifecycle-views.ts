import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { fill, item, utf8 } from '../samples.ts';
import { turns } from '../turns.ts';
import { underWay } from '../under-way.ts';

/** Views: other scopes on the same connection. */
export const lifecycleViewsCases: readonly ConformanceCase[] = [
  defineCase('lifecycle.views.scope-names', 'scopes.views', 'a store and its views say which scope they see', async (kit) => {
    const store = await kit.open();
    kit.expect.equal(store.scope, 'default', 'the scope of a store opened without one');
    const view = store.withScope('a');
    kit.expect.equal(view.scope, 'a', 'the scope of a view');
    kit.expect.equal(view.withScope('b').scope, 'b', 'the scope of a view of a view');
    kit.expect.equal(view.capabilities, store.capabilities, 'the capabilities of a view');
  }),
  defineCase('lifecycle.views.same-scope', 'scopes.views', 'two views of one scope see the same data', async (kit) => {
    const store = await kit.open();
    const one = store.withScope('a');
    await one.events.append(item('e1'));
    kit.expect.equal(await store.withScope('a').events.has('e1'), true, 'has in another view of the scope');
    kit.expect.equal(await one.withScope('a').events.count(), 1, 'count in a view of the view');
    await store.withScope('default').events.append(item('e2'));
    kit.expect.equal(await store.events.has('e2'), true, 'has in the store after an append in a view of its scope');
  }),
  defineCase('lifecycle.views.close-view', 'scopes.views', 'closing a view closes neither the store nor its other views', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('a');
    const twin = store.withScope('a');
    const inner = view.withScope('b');
    await fill(view);
    await view.close();
    await view.close();
    await kit.expect.rejects(async () => await view.events.count(), 'STORE_CLOSED', 'a call on the closed view');
    await kit.expect.rejects(() => view.withScope('c'), 'STORE_CLOSED', 'withScope on the closed view');
    kit.expect.equal(await kit.expect.resolves(async () => await twin.events.count(), 'a call on another view of the scope'), 2, 'events in another view of the scope');
    kit.expect.equal(await store.withScope('a').events.count(), 2, 'events in a new view of the scope');
    kit.expect.equal(await store.events.append(item('e1')), 1, 'an append in the store');
    await inner.events.append(item('e1'));
    kit.expect.equal(await store.scopes(), ['a', 'b', 'default'], 'scopes');
  }),
  defineCase('lifecycle.views.dispose-view', 'scopes.views', 'disposing of a view closes that view alone', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('a');
    await view[Symbol.asyncDispose]();
    await kit.expect.rejects(async () => await view.facts.all(), 'STORE_CLOSED', 'a call on the view');
    kit.expect.equal(await store.facts.all(), [], 'a call on the store');
  }),
  defineCase('lifecycle.views.close-store', 'scopes.views', 'closing the store closes its views, and waits for their calls', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('a');
    const inner = view.withScope('b');
    const settled: string[] = [];
    const appended = underWay(inner.events.append(item('e1')).finally(() => settled.push('append')));
    const closing = underWay(store.close().finally(() => settled.push('close')));
    kit.expect.equal(await appended, 1, 'the append under way in a view');
    await closing;
    kit.expect.equal(settled, ['append', 'close'], 'the order in which they settle');
    await kit.expect.rejects(async () => await view.events.count(), 'STORE_CLOSED', 'a call on a view');
    await kit.expect.rejects(async () => await inner.events.count(), 'STORE_CLOSED', 'a call on a view of a view');
    await kit.expect.rejects(() => view.withScope('c'), 'STORE_CLOSED', 'withScope on a view');
    kit.expect.equal(await view.close(), undefined, 'closing a view of a closed store');
  }),
  defineCase('lifecycle.views.close-waits', 'scopes.views', 'closing a view waits for the calls of that view only', async (kit) => {
    const store = await kit.open();
    const gate = Promise.withResolvers<void>();
    async function* content(): AsyncGenerator<Uint8Array> {
      await gate.promise;
      yield utf8('x');
    }
    const put = underWay(store.artifacts.put('a1', content()));
    try {
      const view = store.withScope('a');
      const appended = underWay(view.events.append(item('e1')));
      await view.close();
      kit.expect.equal(await appended, 1, 'the append under way in the view');
    } finally {
      // Whatever fails: close waits for the stream.
      gate.resolve();
    }
    kit.expect.equal((await put).sizeBytes, 1, 'the put under way in the store');
  }),
  defineCase('lifecycle.views.close-waits-for-stream', 'scopes.views', 'closing a view waits for its put whose stream has not ended', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('a');
    const gate = Promise.withResolvers<void>();
    const settled: string[] = [];
    async function* content(): AsyncGenerator<Uint8Array> {
      await gate.promise;
      yield utf8('x');
    }
    const put = underWay(view.artifacts.put('a1', content()).finally(() => settled.push('put')));
    const closing = underWay(view.close().finally(() => settled.push('close')));
    try {
      await turns(20);
      kit.expect.equal(settled, [], 'what settles while the stream is open');
    } finally {
      // Whatever fails: close waits for the stream.
      gate.resolve();
    }
    await Promise.all([put, closing]);
    kit.expect.equal(settled, ['put', 'close'], 'the order in which they settle');
  }),
];
