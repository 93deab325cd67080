import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const BATCH = 7;

test('a process killed while it writes leaves whole batches, everything that was acknowledged, and no damage', async () => {
  const path = file('store.db');
  const acknowledged: string[] = [];
  for (const [round, killAfter] of [1, 9, 40].entries()) {
    const child = new Child('batches', path, String(round), String(BATCH));
    for (let batch = 0; batch < killAfter; batch += 1) acknowledged.push(`${round}-${await child.next()}`);
    await child.kill();
    // What it wrote before the signal arrived was acknowledged too.
    for (let line = await child.nextOrEnd(); line !== undefined; line = await child.nextOrEnd()) acknowledged.push(`${round}-${line}`);

    await using store = await openStore({ path });
    const events = await store.events.all();
    const batches = Map.groupBy(events, ({ id }) => id.split('-').slice(0, 2).join('-'));
    expect([...batches].filter(([, batch]) => batch.length !== BATCH)).toEqual([]);
    expect(acknowledged.filter((batch) => !batches.has(batch))).toEqual([]);
    expect(events.map(({ offset }) => offset)).toEqual(events.map((_, index) => index + 1));
    expect(await Array.fromAsync(store.verify())).toEqual([]);
  }
}, 60_000);

test('a process killed while it creates the store leaves nothing that the next one could not open', async () => {
  for (const [round, delay] of [0, 1, 2, 4, 6, 9, 14].entries()) {
    const path = file(`${round}/store.db`);
    const child = new Child('open', 'first');
    await child.next();
    child.send(path);
    await setTimeout(delay);
    await child.kill();
    const created = await child.nextOrEnd();

    await using store = await openStore({ path });
    const ids = (await store.events.all()).map(({ id }) => id);
    expect(['', 'first']).toContain(ids.join());
    expect(created === undefined || ids.length === 1, 'what was acknowledged is there').toBe(true);
    expect(await store.facts.all()).toEqual([]);
    expect(await Array.fromAsync(store.verify())).toEqual([]);
  }
}, 60_000);
