import type { Store } from '@cw/store-core';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const SMALL = 10_000;
const LARGE = 1_000_000;
const BATCH = 10_000;
const TRIES = 40;

/** A hundred times the log may cost this much more: an index is a page or two deeper. Reading the log would cost a hundred times as much. */
const ALLOWED_RATIO = 5;

const calls: Readonly<Record<string, (store: Store, size: number) => Promise<unknown>>> = {
  'query since': async ({ events }, size) => await events.query({ since: size / 2, limit: 100 }),
  'query since, backwards': async ({ events }, size) => await events.query({ since: size / 2, limit: 100, order: 'desc' }),
  'query of a kind': async ({ events }, size) => await events.query({ kinds: ['kind-3'], since: size / 2, limit: 100 }),
  'query of a rare kind': async ({ events }) => await events.query({ kinds: ['rare'] }),
  tail: async ({ events }) => await events.tail(100),
  get: async ({ events }, size) => await events.get(`e${size / 2}`),
  children: async ({ events }, size) => await events.children(`e${size / 2}`),
  count: async ({ events }) => await events.count(),
  append: async ({ events }) => await events.append({ id: `new-${performance.now()}`, kind: 'kind-1', text: '' }),
};

test('a call costs what its answer costs, at a million events as at ten thousand; opening costs the same too', async () => {
  const small = await measure(file('small.db'), SMALL);
  const large = await measure(file('large.db'), LARGE);
  const ratios = Object.keys(small).map((call) => [call, (large[call] ?? Number.NaN) / (small[call] ?? Number.NaN)] as const);
  expect(ratios.filter(([, ratio]) => !(ratio <= ALLOWED_RATIO))).toEqual([]);
}, 120_000);

/** Milliseconds of each call, at best. */
async function measure(path: string, size: number): Promise<Readonly<Record<string, number>>> {
  await fill(path, size);
  const best: Record<string, number> = { open: await bestOf(async () => await (await openStore({ path })).close()) };
  await using store = await openStore({ path, durability: 'process' });
  expect(await store.events.count()).toBe(size);
  expect((await store.events.query({ since: size / 2, limit: 100 })).map(({ offset }) => offset)[99]).toBe(size / 2 + 100);
  for (const [name, call] of Object.entries(calls)) best[name] = await bestOf(async () => await call(store, size));
  return best;
}

async function fill(path: string, size: number): Promise<void> {
  await using store = await openStore({ path, durability: 'process' });
  for (let start = 0; start < size; start += BATCH) {
    await store.events.appendMany(Array.from({ length: BATCH }, (_, index) => event(start + index)));
  }
}

function event(number: number): { id: string; kind: string; text: string; parentId: string | null } {
  const parentId = number % 3 === 0 ? null : `e${number - (number % 3)}`;
  return { id: `e${number}`, kind: number === 17 ? 'rare' : `kind-${number % 4}`, text: 'hello', parentId };
}

async function bestOf(run: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const start = performance.now();
    await run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
