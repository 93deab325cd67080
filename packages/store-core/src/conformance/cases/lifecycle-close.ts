import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { METHODS } from '../methods.ts';
import { fill, item, utf8 } from '../samples.ts';
import { turns } from '../turns.ts';
import { underWay } from '../under-way.ts';

/** Calls of many steps: those after close are refused. */
const ITERATING: ReadonlySet<string> = new Set(['events.stream', 'ledger.stream', 'artifacts.stream', 'verify']);

/** What close itself does. */
export const lifecycleCloseCases: readonly ConformanceCase[] = [
  defineCase('lifecycle.close.idempotent', 'lifecycle.close', 'close may be called again, also before it has settled', async (kit) => {
    const store = await kit.open();
    await kit.expect.resolves(async () => await Promise.all([store.close(), store.close()]), 'two closes at once');
    await kit.expect.resolves(async () => await store.close(), 'a later close');
  }),
  defineCase('lifecycle.close.dispose', 'lifecycle.close', 'Symbol.asyncDispose closes, so that `await using` works', async (kit) => {
    const store = await kit.open();
    kit.expect.equal(await store[Symbol.asyncDispose](), undefined, 'dispose');
    await kit.expect.rejects(async () => await store.events.count(), 'STORE_CLOSED', 'a call after dispose');
    kit.expect.equal(await store[Symbol.asyncDispose](), undefined, 'dispose again');
  }),
  defineCase('lifecycle.close.waits', 'lifecycle.close-waits', 'close waits for the calls under way, which succeed', async (kit) => {
    const store = await kit.open();
    const settled: string[] = [];
    const calls = [
      underWay(store.events.append(item('e1')).finally(() => settled.push('append'))),
      underWay(store.artifacts.put('a1', utf8('bytes')).finally(() => settled.push('put'))),
      underWay(store.events.get('e1').finally(() => settled.push('get'))),
    ];
    const closing = underWay(store.close().finally(() => settled.push('close')));
    const outcomes = await Promise.allSettled(calls);
    await closing;
    kit.expect.equal(outcomes.map(({ status }) => status), ['fulfilled', 'fulfilled', 'fulfilled'], 'calls under way when close was called');
    kit.expect.equal(settled.at(-1), 'close', 'what settles last');
  }),
  defineCase('lifecycle.close.during-each-call', 'lifecycle.close-waits', 'each call that was made before close succeeds', async (kit) => {
    for (const { name, call } of METHODS.filter((method) => !ITERATING.has(method.name))) {
      const store = await (await kit.newPlace()).open();
      await fill(store);
      const called = underWay(call(store));
      const closing = underWay(store.close());
      const [outcome] = await Promise.allSettled([called]);
      await closing;
      kit.expect.equal(outcome?.status, 'fulfilled', `${name}, under way when the store was closed`);
    }
  }),
  defineCase('lifecycle.close.waits-for-stream', 'lifecycle.close-waits', 'close waits for a put whose stream has not ended, and that put succeeds', async (kit) => {
    const store = await kit.open();
    const settled: string[] = [];
    const gate = Promise.withResolvers<void>();
    async function* content(): AsyncGenerator<Uint8Array> {
      yield utf8('first ');
      await gate.promise;
      yield utf8('second');
    }
    const put = underWay(store.artifacts.put('a1', content()).finally(() => settled.push('put')));
    const closing = underWay(store.close().finally(() => settled.push('close')));
    try {
      await turns(20);
      kit.expect.equal(settled, [], 'what settles while the stream is open');
    } finally {
      // Whatever fails: close waits for the stream.
      gate.resolve();
    }
    kit.expect.equal((await put).sizeBytes, 12, 'bytes put');
    await closing;
    kit.expect.equal(settled, ['put', 'close'], 'the order in which they settle');
  }),
  defineCase('lifecycle.close.refuses-at-once', 'lifecycle.closed', 'a call made while close waits is refused', async (kit) => {
    const store = await kit.open();
    const appended = underWay(store.events.append(item('e1')));
    const closing = underWay(store.close());
    await kit.expect.rejects(store.events.append(item('e2')), 'STORE_CLOSED', 'append while close waits');
    await kit.expect.rejects(store.events.count(), 'STORE_CLOSED', 'count while close waits');
    kit.expect.equal(await appended, 1, 'the append before close');
    await closing;
  }),
  defineCase('lifecycle.close.broken-off-iterator', 'lifecycle.close', 'an iterator that was left standing does not keep close from settling', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const iterator = store.events.stream()[Symbol.asyncIterator]();
    await iterator.next();
    await kit.expect.resolves(async () => await store.close(), 'a close while an iterator stands');
  }),
  defineCase('lifecycle.close.independent', 'lifecycle.close', 'closing one store leaves the store of another place alone', async (kit) => {
    const store = await kit.open();
    const other = await (await kit.newPlace()).open();
    await fill(other);
    await store.close();
    kit.expect.equal(await kit.expect.resolves(async () => await other.events.count(), 'a call on the other store'), 2, 'events of the other store');
    kit.expect.equal((await collect(other.events.stream())).length, 2, 'stream of the other store');
  }),
];
