import { expect, test } from 'vitest';
import type { Collection, NameRange, ScanRange, Stored, StoredArtifact } from '../../src/adapter.ts';
import { exportStore } from '../../src/index.ts';
import { MapBackend, openOn } from '../support/map-backend.ts';

/** More than a page. */
const MANY = 600;

/** Finds the way back to the first record, or name, when it is asked for what comes next, as in a damaged tree. */
class DisorderedBackend extends MapBackend {
  override scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    return super.scan(scope, collection, { ...range, after: 0, before: Number.MAX_SAFE_INTEGER });
  }

  override values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    return super.values(scope, collection, field, { ...range, after: null });
  }

  override listArtifacts(scope: string, range: NameRange): readonly StoredArtifact[] {
    return super.listArtifacts(scope, { ...range, after: null });
  }
}

const events = Array.from({ length: MANY }, (_, n) => ({ id: `e${n}`, kind: 'user_turn', text: '' }));

test('a page that does not go on from where the last one ended is CORRUPT, and no walk without end', async () => {
  await using store = await openOn(new DisorderedBackend());
  await store.events.appendMany(events);
  await expect(store.events.all()).rejects.toMatchObject({ code: 'CORRUPT', details: { where: 'scope "default", events 1' } });
  await expect(store.events.tail(MANY)).rejects.toMatchObject({ code: 'CORRUPT', details: { where: `scope "default", events ${MANY}` } });
  await expect(Array.fromAsync(store.events.stream())).rejects.toMatchObject({ code: 'CORRUPT' });
});

test('verify tells it, and ends', async () => {
  await using store = await openOn(new DisorderedBackend());
  await store.events.appendMany(events);
  await store.artifacts.put('a', '');
  expect((await Array.fromAsync(store.verify())).map(({ code, where, message }) => ({ code, where, message: message.slice(message.lastIndexOf(': ') + 2) }))).toEqual([
    { code: 'CORRUPT', where: 'scope "default", events 1', message: `offset 1 was read where one above 512 and below ${Number.MAX_SAFE_INTEGER} must follow` },
    { code: 'CORRUPT', where: 'scope "default", artifacts a', message: '"a" was read behind "a"' },
  ]);
});

test.each([
  { what: 'artifacts', fill: async (store: Awaited<ReturnType<typeof openOn>>) => await store.artifacts.put('a', ''), where: 'scope "default", artifacts a' },
  { what: 'facts', fill: async (store: Awaited<ReturnType<typeof openOn>>) => await store.facts.put({ factId: 'f', key: 'k', value: '' }), where: 'scope "default", fact "f"' },
])('an export of $what out of order ends with CORRUPT', async ({ fill, where }) => {
  await using store = await openOn(new DisorderedBackend());
  await fill(store);
  await expect(Array.fromAsync(exportStore(store))).rejects.toMatchObject({ code: 'CORRUPT', details: { where } });
});
