import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { fillSmall } from '@cw/store-core/conformance';
import { describe, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { damageBytes } from './support/damage-everywhere.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

// A sample: in full, it goes through every byte in ten ways.
describe('any changed byte', { timeout: 60_000 }, () => {
  test('of the database is found, or changes nothing', async () => {
    const { failures, bytes } = await damageBytes({ closed: true, every: 997, ways: 1 });
    expect(failures).toEqual([]);
    expect(bytes).toBeGreaterThan(100);
  });

  test('of the log that a killed process left is found, or changes nothing', async () => {
    // Of each frame another byte: the frames are 4120 bytes long.
    const { failures, bytes } = await damageBytes({ closed: false, every: 4121, ways: 1 });
    expect(failures).toEqual([]);
    expect(bytes).toBeGreaterThan(50);
  });

  test('of the head of that log is found, or changes nothing', async () => {
    const { failures } = await damageBytes({ closed: false, every: 3, ways: 1, to: 56 });
    expect(failures).toEqual([]);
  });
});

test('a log that ends within a transaction, as a power failure leaves it, is no damage', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await fillSmall(store);
  const before = (await readFile(`${path}-wal`)).length;
  const batch = Array.from({ length: 200 }, (_, index) => ({ id: `${index}`, kind: 'user_turn', text: 'x'.repeat(200) }));
  await store.events.appendMany(batch);
  const log = await readFile(`${path}-wal`);
  expect(log.length).toBeGreaterThan(before + 5 * 4120);
  for (const [number, left] of [log.subarray(0, -100), Buffer.from(log).fill(0, before + 4120, before + 8240), Buffer.from(log).fill(0, before)].entries()) {
    const copy = file(`copy-${number}.db`);
    await copyFile(path, copy);
    await writeFile(`${copy}-wal`, left);
    await using recovered = await openStore({ path: copy });
    expect(await recovered.events.count()).toBe(3);
    expect(await Array.fromAsync(recovered.verify())).toEqual([]);
    expect(await recovered.events.appendMany(batch)).toBe(203);
  }
});
