import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { item } from './support/content.ts';
import { newFolder, newPath } from './support/folders.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

const LOG = join('scopes', 'default', 'events.jsonl');

/** A store with one event, then another or a batch of three; where the second write begins, and all bytes of the log. */
async function storeWithTwoWrites(path: string, write: 'single' | 'batch'): Promise<{ log: string; bytes: Buffer; second: number }> {
  const log = join(path, LOG);
  const store = await openOn(quickFiles, { path });
  await store.events.append(item('first'));
  const second = (await readFile(log)).length;
  if (write === 'single') await store.events.append(item('a', 'with \u{1f600}'));
  else await store.events.appendMany([item('a'), item('b'), item('c')]);
  await store.close();
  return { log, bytes: await readFile(log), second };
}

/** The ids of the events, as the next writer and as a reader sees them. */
async function idsOf(path: string): Promise<{ reader: readonly string[]; writer: readonly string[] }> {
  const ids: (readonly string[])[] = [];
  for (const readOnly of [true, false]) {
    const store = await openOn(quickFiles, { path, readOnly });
    ids.push((await store.events.all()).map(({ id }) => id));
    await store.close();
  }
  return { reader: ids[0] ?? [], writer: ids[1] ?? [] };
}

describe('what a crash leaves at the end of a log', () => {
  test.each([['single', ['a']], ['batch', ['a', 'b', 'c']]] as const)('a %s that broke off at any byte is as if it had never been', { timeout: 30_000 }, async (write, ids) => {
    const path = await newPath();
    const { log, bytes, second } = await storeWithTwoWrites(path, write);
    for (let length = second; length <= bytes.length; length += 1) {
      await writeFile(log, bytes.subarray(0, length));
      // Only its line end is missing: all of it is there, so it counts as soon as a writer has put the end behind it.
      const whole = length >= bytes.length - 1;
      const { reader, writer } = await idsOf(path);
      expect(reader, `reader, ${length} bytes`).toEqual(length === bytes.length ? ['first', ...ids] : ['first']);
      expect(writer, `writer, ${length} bytes`).toEqual(whole ? ['first', ...ids] : ['first']);
      expect((await readFile(log)).length, 'the log as the writer leaves it').toBe(whole ? bytes.length : second);
    }
  });

  test('zeros that a power failure has left are cut off', async () => {
    const path = await newPath();
    const { log, bytes, second } = await storeWithTwoWrites(path, 'batch');
    for (const length of [second, second + 1, second + 40, bytes.length - 2, bytes.length - 1, bytes.length]) {
      await writeFile(log, bytes.subarray(0, length));
      await appendFile(log, Buffer.alloc(5000));
      const { writer } = await idsOf(path);
      expect(writer, `zeros behind ${length} bytes`).toEqual(length >= bytes.length - 1 ? ['first', 'a', 'b', 'c'] : ['first']);
    }
  });

  test('the log goes on behind what was cut off', async () => {
    const path = await newPath();
    const { log, bytes } = await storeWithTwoWrites(path, 'batch');
    await truncate(log, bytes.length - 10);
    const store = await openOn(quickFiles, { path });
    expect(await store.events.append(item('a'))).toBe(2);
    await store.close();
    expect(await idsOf(path)).toEqual({ reader: ['first', 'a'], writer: ['first', 'a'] });
  });

  test('a reader leaves the end as it is', async () => {
    const path = await newPath();
    const { log, bytes } = await storeWithTwoWrites(path, 'batch');
    await truncate(log, bytes.length - 10);
    const reader = await openOn(quickFiles, { path, readOnly: true });
    expect(await reader.events.count()).toBe(1);
    await reader.close();
    expect((await readFile(log)).length).toBe(bytes.length - 10);
  });

  test('a line may be longer than what is read at once', async () => {
    const path = join(await newFolder(), 'store');
    const long = 'é'.repeat(1_500_000);
    const store = await openOn(quickFiles, { path });
    await store.events.appendMany([item('a', long), item('b'), item('c', long)]);
    await store.close();
    const again = await openOn(quickFiles, { path });
    expect((await again.events.all()).map(({ text }) => text.length)).toEqual([1_500_000, 13, 1_500_000]);
    await again.close();
  });
});
