import { describe, expect, test } from 'vitest';
import { clock, contentOf, ledgerEvent } from './support/content.ts';
import { Disk } from './support/disk/disk.ts';
import { emptyImage } from './support/disk/image.ts';
import { STORE } from './support/power-workload.ts';
import { newPath } from './support/folders.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

describe('the values of a field', () => {
  test('are those of the records that are there, from the first question on', async () => {
    const store = await openOn(new Disk(emptyImage()).files, { path: STORE, clock });
    const { facts } = store;
    for (let index = 0; index < 12; index += 1) await facts.put({ factId: `f-${index}`, key: `k-${index % 4}`, value: 'v' });
    expect(await facts.listKeys()).toEqual(['k-0', 'k-1', 'k-2', 'k-3']);
    // The last one with a key goes, or gets another key.
    for (const index of [1, 5]) await facts.delete(`f-${index}`);
    expect(await facts.listKeys()).toEqual(['k-0', 'k-1', 'k-2', 'k-3']);
    await facts.put({ factId: 'f-9', key: 'k-4', value: 'v' });
    expect(await facts.listKeys()).toEqual(['k-0', 'k-2', 'k-3', 'k-4']);
    await facts.put({ factId: 'f-1', key: 'k-1', value: 'v' });
    expect(await facts.listKeys('k-1')).toEqual(['k-1']);
    expect((await facts.getByKey('k-1')).map(({ factId }) => factId)).toEqual(['f-1']);
    await store.close();
  });

  test('are read anew after a reset', async () => {
    const store = await openOn(new Disk(emptyImage()).files, { path: STORE, clock });
    await store.ledger.appendMany(Array.from({ length: 40 }, (_, index) => ledgerEvent(`l-${index}`, `run-${index % 3}`)));
    expect(await store.ledger.runs()).toEqual(['run-0', 'run-1', 'run-2']);
    await store.ledger.reset({ runId: 'run-0' });
    expect(await store.ledger.runs()).toEqual(['run-1', 'run-2']);
    await store.ledger.append(ledgerEvent('l-0', 'run-0'));
    expect(await store.ledger.runs()).toEqual(['run-1', 'run-2', 'run-0']);
    await store.close();
  });

  test('come in code-point order, however many they are', async () => {
    const store = await openOn(new Disk(emptyImage()).files, { path: STORE, clock, durability: 'process' });
    const ids = Array.from({ length: 9001 }, (_, index) => `${(index * 7919) % 9001}${index % 2 === 0 ? '\u{1f600}' : '\uffee'}`);
    await Promise.all(ids.map(async (factId) => await store.facts.put({ factId, key: factId, value: 'v' })));
    const expected = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await store.facts.listKeys()).toEqual(expected);
    expect((await store.facts.all()).map(({ factId }) => factId)).toEqual(expected);
    await store.close();
  });
});

describe('facts that are replaced again and again beside a large one', () => {
  test('are found as before when the index is made anew', async () => {
    const path = await newPath();
    const store = await openOn(quickFiles, { path, clock, durability: 'process' });
    await store.facts.put({ factId: 'large', key: 'k', value: 'x'.repeat(1_000_000) });
    for (let round = 0; round < 2600; round += 1) await store.facts.put({ factId: `small-${round % 3}`, key: `k-${round % 3}`, value: String(round) });
    expect((await store.facts.all()).map(({ factId, value }) => [factId, value.slice(0, 4)])).toEqual([['large', 'xxxx'], ['small-0', '2598'], ['small-1', '2599'], ['small-2', '2597']]);
    expect((await store.facts.getByKey('k-1')).map(({ value }) => value)).toEqual(['2599']);
    expect(await store.facts.listKeys()).toEqual(['k', 'k-0', 'k-1', 'k-2']);
    const content = await contentOf(store);
    await store.close();
    const again = await openOn(quickFiles, { path, clock });
    expect(await contentOf(again)).toBe(content);
    await again.close();
  });
});
