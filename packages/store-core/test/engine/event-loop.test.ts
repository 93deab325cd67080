import { describe, expect, test } from 'vitest';
import { openWith } from '../../src/adapter.ts';
import type { Store } from '../../src/index.ts';
import { MapBackend } from '../support/map-backend.ts';

/** Many times what is called within the spell after which the event loop must have had a turn. */
const CALLS = 1_000_000;

async function openMap(): Promise<Store> {
  return await openWith({ name: 'map', options: {}, open: () => new MapBackend() }, {});
}

/** How many steps were awaited one after the other until a timer went off; all of them, if none did. */
async function stepsUntilTimer(step: (number: number) => Promise<unknown>): Promise<number> {
  let ticked = false;
  setTimeout(() => (ticked = true), 0);
  for (let number = 0; number < CALLS; number += 1) {
    if (ticked) return number;
    await step(number);
  }
  return CALLS;
}

describe('calls of a synchronous backend that are awaited one after the other leave the event loop its turns', () => {
  test('reads', async () => {
    const { events } = await openMap();
    expect(await stepsUntilTimer(async () => await events.count())).toBeLessThan(CALLS);
  });

  test('appends', async () => {
    const { facts } = await openMap();
    expect(await stepsUntilTimer(async () => await facts.put({ factId: 'f', key: 'k', value: '' }))).toBeLessThan(CALLS);
  });

  test('other writes', async () => {
    const { ledger } = await openMap();
    expect(await stepsUntilTimer(async () => await ledger.reset())).toBeLessThan(CALLS);
  });

  test('a stream', async () => {
    const { ledger } = await openMap();
    for (let first = 0; first < 40_000; first += 10_000) {
      const batch = Array.from({ length: 10_000 }, (_, index) => ({ id: `e${first + index}`, runId: 'r', turn: 0, kind: 'k', actor: 'a' }));
      await ledger.appendMany(batch);
    }
    const steps = ledger.stream()[Symbol.asyncIterator]();
    expect(await stepsUntilTimer(async () => expect((await steps.next()).done).toBe(false))).toBeLessThan(40_000);
  });

  test('without a call changing its place', async () => {
    const { events } = await openMap();
    const until = performance.now() + 20;
    while (performance.now() < until);
    const calls = [events.count(), events.append({ id: 'a', kind: 'k', text: '' }), events.count(), events.append({ id: 'b', kind: 'k', text: '' }), events.count()];
    expect(await Promise.all(calls)).toEqual([0, 1, 1, 2, 2]);
  });
});
