import { describe, expect, test } from 'vitest';
import { type Collection, type Decide, openWith } from '../../src/adapter.ts';
import { type ContextItem, CorruptStoreError, type Store, StoreLockedError } from '../../src/index.ts';
import { MapBackend } from '../support/map-backend.ts';

/** Fails as often as it is told, before it stores anything. */
class FailingBackend extends MapBackend {
  failures = 0;
  appends = 0;

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    this.appends += 1;
    if (this.failures > 0) {
      this.failures -= 1;
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    }
    super.append(scope, collection, ids, decide);
  }
}

async function openFailing(): Promise<{ backend: FailingBackend; store: Store }> {
  const backend = new FailingBackend();
  return { backend, store: await openWith({ name: 'failing', options: {}, open: () => backend }, {}) };
}

function item(id: string): ContextItem {
  return { id, kind: 'user_turn', text: id };
}

describe('group commit', () => {
  test('puts appends that are called together into one write of the backend', async () => {
    const { backend, store } = await openFailing();
    const offsets = await Promise.all(['a', 'b', 'c'].map((id) => store.events.append(item(id))));
    expect(offsets).toEqual([1, 2, 3]);
    expect(backend.appends).toBe(1);
  });

  test('ends with any other call, which sees what was called before it and nothing after', async () => {
    const { backend, store } = await openFailing();
    const calls = [store.events.append(item('a')), store.events.count(), store.events.append(item('b')), store.events.count()];
    expect(await Promise.all(calls)).toEqual([1, 1, 2, 2]);
    expect(backend.appends).toBe(2);
  });

  test('keeps the collections and the scopes apart', async () => {
    const { backend, store } = await openFailing();
    const other = store.withScope('other');
    await Promise.all([store.events.append(item('a')), other.events.append(item('a')), store.facts.put({ factId: 'f', key: 'k', value: '' })]);
    expect(backend.appends).toBe(3);
  });
});

describe('a backend that fails', () => {
  test('fails every append of the group with its own error as the cause, and none of them is stored', async () => {
    const { backend, store } = await openFailing();
    backend.failures = 1;
    const outcomes = await Promise.allSettled(['a', 'b', 'a'].map((id) => store.events.append(item(id))));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'BACKEND', cause: { code: 'ENOSPC' }, details: { adapter: 'failing', reason: 'ENOSPC' } } });
    }
    expect(await store.events.count()).toBe(0);
  });

  test('does no harm to what is called afterwards', async () => {
    const { backend, store } = await openFailing();
    backend.failures = 1;
    const first = store.events.append(item('a'));
    const second = store.events.has('a').then(async () => await store.events.append(item('b')));
    await expect(first).rejects.toMatchObject({ code: 'BACKEND' });
    expect(await second).toBe(1);
  });

  test('is closed all the same', async () => {
    const { backend, store } = await openFailing();
    backend.failures = 1;
    const call = store.events.append(item('a'));
    await Promise.all([store.close(), expect(call).rejects.toMatchObject({ code: 'BACKEND' })]);
    await expect(store.events.count()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });
});

describe('an adapter that says what its errors mean', () => {
  test.each([
    ['a StoreError', new CorruptStoreError('damaged'), { code: 'CORRUPT', message: 'damaged' }],
    ['any other error', new Error('translated'), { code: 'BACKEND', cause: { message: 'translated' } }],
  ])('is asked what a call throws: %s', async (_what, meaning, expected) => {
    const backend = new FailingBackend();
    const asked: unknown[] = [];
    const toStoreError = (error: unknown): unknown => {
      asked.push(error);
      return meaning;
    };
    const store = await openWith({ name: 'failing', options: {}, open: () => backend, toStoreError }, {});
    backend.failures = 1;
    await expect(store.events.append(item('a'))).rejects.toMatchObject(expected);
    expect(asked).toMatchObject([{ code: 'ENOSPC' }]);
  });

  test('is asked what opening throws, and not about a StoreError', async () => {
    const locked = new StoreLockedError('locked', 7);
    const meaning = new CorruptStoreError('damaged');
    const open = async (thrown: Error): Promise<Store> => await openWith({ name: 'failing', options: {}, open: () => { throw thrown; }, toStoreError: () => meaning }, {});
    await expect(open(new Error('below'))).rejects.toBe(meaning);
    await expect(open(locked)).rejects.toBe(locked);
  });
});
