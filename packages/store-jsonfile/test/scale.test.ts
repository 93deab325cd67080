import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import type { Store } from '@cw/store-core';
import { openStore } from '../src/index.ts';
import { newPath } from './support/folders.ts';

const BATCH = 10_000;

async function load(store: Store, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    await store.events.appendMany(Array.from({ length: BATCH }, (_, index) => ({ id: `event-${first + index}`, kind: index % 3 === 0 ? 'user_turn' : 'agent_msg', text: 'some text' })));
  }
}

/** Milliseconds that a call takes when nothing comes in between: the least of many. */
async function leastTime(call: (round: number) => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 60; round += 1) {
    const start = performance.now();
    await call(round);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Milliseconds that it takes to read a log and to parse its lines. */
async function timeToParse(log: string): Promise<number> {
  const start = performance.now();
  for await (const line of createInterface({ input: createReadStream(log) })) JSON.parse(line);
  return performance.now() - start;
}

describe('a log of a million events', () => {
  test('answers as fast as one of ten thousand', { timeout: 120_000 }, async () => {
    const path = await newPath();
    const store = await openStore({ path, durability: 'process' });
    const { events } = store;
    const measure = async (count: number): Promise<Record<string, number>> => ({
      page: await leastTime(async (round) => await events.query({ since: Math.floor((count * round) / 61), limit: 100 })),
      kinds: await leastTime(async (round) => await events.query({ since: Math.floor((count * round) / 61), kinds: ['user_turn'], limit: 100 })),
      last: await leastTime(async () => await events.tail(100)),
      one: await leastTime(async (round) => await events.get(`event-${Math.floor((count * round) / 61)}`)),
    });
    await load(store, 0, 10_000);
    const small = await measure(10_000);
    await load(store, 10_000, 1_000_000);
    const large = await measure(1_000_000);
    const slower = Object.entries(large).filter(([what, time]) => time > 3 * (small[what] ?? 0) + 0.5);
    expect(slower).toEqual([]);
    const page = await events.query({ since: 999_900, limit: 1000 });
    expect(page.map(({ offset }) => offset)).toEqual(Array.from({ length: 100 }, (_, index) => 999_901 + index));
    await store.close();

    // What has to be read is read when it is opened: not even the first call waits for it. It is not parsed, as there is an index.
    const parsed = await timeToParse(join(path, 'scopes', 'default', 'events.jsonl'));
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    await using again = await openStore({ path, durability: 'process' });
    const opened = performance.now();
    expect(opened - start).toBeLessThan(parsed / 2);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000 * 150);
    expect(await again.events.query({ since: 500_000, limit: 100 })).toHaveLength(100);
    expect(performance.now() - opened).toBeLessThan(parsed / 10);
  });
});
