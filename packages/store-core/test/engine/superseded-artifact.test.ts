import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES, type OpenArtifact, openWith } from '../../src/adapter.ts';
import type { Store } from '../../src/index.ts';
import { MapBackend } from '../support/map-backend.ts';

/** Another process, that acts between two reads of this one: `meanwhile` runs once, before a given chunk is read. */
class SharedBackend extends MapBackend {
  meanwhile: (() => Promise<unknown>) | null = null;
  before = 0;

  override openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    const open = super.openArtifact(scope, handle);
    if (open === undefined) return undefined;
    return {
      ...open,
      chunk: async (index) => {
        if (index >= this.before) {
          const { meanwhile } = this;
          this.meanwhile = null;
          await meanwhile?.();
        }
        // The bytes of a version that is no longer the current one are gone.
        return this.getArtifact(scope, handle) === open.body ? await open.chunk(index) : undefined;
      },
    };
  }
}

const OLD = new Uint8Array(3 * CHUNK_BYTES).fill(1);
const NEW = new Uint8Array(2 * CHUNK_BYTES + 5).fill(2);

async function open(): Promise<{ backend: SharedBackend; store: Store; other: Store }> {
  const backend = new SharedBackend();
  const adapter = { name: 'shared', options: {}, open: () => backend };
  const [store, other] = await Promise.all([openWith(adapter, {}), openWith(adapter, {})]);
  await other.artifacts.put('h', OLD);
  return { backend, store, other };
}

describe('an artifact that another process replaces while it is read', () => {
  test('is read anew by get and by drilldown', async () => {
    const { backend, store, other } = await open();
    backend.meanwhile = () => other.artifacts.put('h', NEW);
    backend.before = 1;
    expect(await store.artifacts.get('h')).toEqual(NEW);
    backend.meanwhile = () => other.artifacts.put('h', 'third');
    expect(await store.artifacts.drilldown('h', { type: 'tail' })).toBe('third');
  });

  test('is read anew by a stream that has given nothing yet', async () => {
    const { backend, store, other } = await open();
    backend.meanwhile = () => other.artifacts.put('h', NEW);
    expect(Buffer.concat(await Array.fromAsync(store.artifacts.stream('h')))).toEqual(Buffer.from(NEW));
  });

  test('ends a stream that has given bytes of the old one', async () => {
    const { backend, store, other } = await open();
    backend.before = 2;
    backend.meanwhile = () => other.artifacts.put('h', NEW);
    await expect(Array.fromAsync(store.artifacts.stream('h'))).rejects.toMatchObject({ code: 'ARTIFACT_CONFLICT', details: { handle: 'h' } });
  });

  test('is not found when it was removed', async () => {
    const { backend, store, other } = await open();
    backend.meanwhile = () => other.artifacts.delete('h');
    await expect(store.artifacts.get('h')).rejects.toMatchObject({ code: 'ARTIFACT_NOT_FOUND' });
  });

  test('is read before the writes that are called after the read', async () => {
    const { backend, store, other } = await open();
    backend.meanwhile = () => other.artifacts.put('h', NEW);
    const [read] = await Promise.all([store.artifacts.get('h'), store.artifacts.put('h', 'later')]);
    expect(read).toEqual(NEW);
    backend.meanwhile = () => other.artifacts.put('h', 'by another');
    const [text] = await Promise.all([store.artifacts.drilldown('h', { type: 'head' }), store.artifacts.delete('h')]);
    expect(text).toBe('by another');
  });

  test('is not read anew after writes that are called after the read, where it is too large to let them wait', async () => {
    const { backend, store, other } = await open();
    const large = new Uint8Array(1_048_577);
    await other.artifacts.put('h', large);
    backend.meanwhile = () => other.artifacts.put('h', NEW);
    const [read] = await Promise.allSettled([store.artifacts.get('h'), store.artifacts.put('h', 'later')]);
    expect(read).toMatchObject({ status: 'rejected', reason: { code: 'ARTIFACT_CONFLICT' } });
    await other.artifacts.put('h', large);
    backend.meanwhile = () => other.artifacts.put('h', NEW);
    expect(await store.artifacts.get('h')).toEqual(NEW);
  });

  test('is given up when that happens time and again', async () => {
    const { backend, store, other } = await open();
    let times = 0;
    const again = async (): Promise<void> => {
      times += 1;
      await other.artifacts.put('h', `version ${times}`);
      backend.meanwhile = again;
    };
    backend.meanwhile = again;
    await expect(store.artifacts.get('h')).rejects.toMatchObject({ code: 'ARTIFACT_CONFLICT' });
  });
});

test('bytes that are gone while the metadata stays are damage', async () => {
  const { backend, store } = await open();
  const version = backend.versions('default').get('h');
  backend.versions('default').set('h', { body: version?.body ?? '', chunks: version?.chunks.slice(0, 2) ?? [] });
  await expect(store.artifacts.get('h')).rejects.toMatchObject({ code: 'CORRUPT', details: { chunk: 2 } });
  expect(await Array.fromAsync(store.verify())).toMatchObject([{ code: 'CORRUPT' }]);
});

test('an iterator that is dropped keeps nothing open once the store is closed', async () => {
  const { backend, store } = await open();
  let opened = 0;
  const openArtifact = backend.openArtifact.bind(backend);
  backend.openArtifact = (scope, handle) => {
    const artifact = openArtifact(scope, handle);
    opened += 1;
    return artifact === undefined ? undefined : { ...artifact, close: () => void (opened -= 1) };
  };
  const iterator = store.artifacts.stream('h')[Symbol.asyncIterator]();
  await iterator.next();
  expect(opened).toBe(1);
  await store.close();
  expect(opened).toBe(0);
  await expect(iterator.next()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
});
