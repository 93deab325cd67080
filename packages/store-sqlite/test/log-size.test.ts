import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

const MEBIBYTE = 1_048_576;

test.each([
  { what: 'large batches', batch: 250, most: 8 },
  // What appends write again and again is moved more seldom.
  { what: 'small ones', batch: 10, most: 20 },
])('the log of $what is moved into the database before it takes long: at $most MiB', async ({ batch, most }) => {
  const path = file('store.db');
  await using store = await openStore({ path, durability: 'process' });
  for (let from = 0; from < 6000; from += batch) {
    await store.events.appendMany(Array.from({ length: batch }, (_, n) => ({ id: `${from + n}`, kind: 'user_turn', text: 'x'.repeat(4000) })));
  }
  const { size } = await stat(`${path}-wal`);
  expect(size).toBeGreaterThan(most * MEBIBYTE * 0.4);
  expect(size).toBeLessThan(most * MEBIBYTE);
});
