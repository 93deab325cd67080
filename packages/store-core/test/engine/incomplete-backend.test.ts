import { expect, test } from 'vitest';
import { type Backend, openWith } from '../../src/adapter.ts';
import type { Store } from '../../src/index.ts';
import { MapBackend } from '../support/map-backend.ts';

/** A whole backend, but for some of its members, as an adapter in JavaScript may have it. */
function backendWith(changes: object): MapBackend {
  return Object.assign(new MapBackend(), changes);
}

async function open(backend: unknown): Promise<Store> {
  return await openWith({ name: 'partial', options: {}, open: () => backend as Backend }, {});
}

test.each([
  ['a method', { append: undefined }, 'partial: the backend has no method `append`'],
  ['several methods', { scan: undefined, upload: 1, close: null }, 'partial: the backend has no method `scan`, `upload`, `close`'],
  ['the capabilities', { capabilities: undefined }, 'partial: the backend has no `capabilities`'],
  ['the snapshot that it declares', { capabilities: { durability: 'none', writers: 'handle', snapshot: true } }, 'partial: the backend has no method `snapshot`'],
])('a backend without %s is refused when it is opened', async (_what, changes, message) => {
  await expect(open(backendWith(changes))).rejects.toMatchObject({ code: 'BACKEND', message, details: { adapter: 'partial' } });
});

test('what is no backend is refused', async () => {
  await expect(open(undefined)).rejects.toMatchObject({ code: 'BACKEND', message: 'partial: `open` must give a backend, not undefined' });
});

test('a backend needs no snapshot that it does not declare, and no verify', async () => {
  const backend: Backend = new MapBackend();
  expect(backend.snapshot ?? backend.verify).toBeUndefined();
  await using store = await open(backend);
  expect(await store.events.count()).toBe(0);
});

test('a backend that is refused is closed, and an error of that is the cause', async () => {
  const closed: string[] = [];
  await expect(open(backendWith({ get: undefined, close: () => closed.push('closed') }))).rejects.not.toHaveProperty('cause');
  expect(closed).toEqual(['closed']);
  const failure = new Error('cannot close');
  await expect(open(backendWith({ get: undefined, close: async () => await Promise.reject(failure) }))).rejects.toMatchObject({
    message: 'partial: the backend has no method `get`',
    cause: failure,
  });
});
