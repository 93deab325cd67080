import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { item } from './support/content.ts';
import { Disk } from './support/disk/disk.ts';
import { emptyImage } from './support/disk/image.ts';
import { newPath } from './support/folders.ts';
import { STORE } from './support/power-workload.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

const LOG = join(STORE, 'scopes', 'default', 'events.jsonl');

function readLog({ files }: Disk): Buffer {
  const file = files.open(LOG, 'read') ?? -1;
  const bytes = Buffer.alloc(files.size(file));
  files.read(file, bytes, 0);
  files.close(file);
  return bytes;
}

function setLog({ files }: Disk, bytes: Uint8Array): void {
  const file = files.open(LOG, 'write') ?? -1;
  files.truncate(file, 0);
  files.write(file, bytes, 0);
  files.close(file);
}

/** A store with one event, then another or a batch of three; where the second write begins, and all bytes of the log. */
async function storeWithTwoWrites(write: 'single' | 'batch'): Promise<{ disk: Disk; bytes: Buffer; second: number }> {
  const disk = new Disk(emptyImage());
  const store = await openOn(disk.files, { path: STORE });
  await store.events.append(item('first'));
  const second = readLog(disk).length;
  if (write === 'single') await store.events.append(item('a', 'with \u{1f600}'));
  else await store.events.appendMany([item('a'), item('b'), item('c')]);
  await store.close();
  return { disk, bytes: readLog(disk), second };
}

/** The ids of the events, as the next writer and as a reader sees them. */
async function idsOf({ files }: Disk): Promise<{ reader: readonly string[]; writer: readonly string[] }> {
  const ids: (readonly string[])[] = [];
  for (const readOnly of [true, false]) {
    const store = await openOn(files, { path: STORE, readOnly });
    ids.push((await store.events.all()).map(({ id }) => id));
    await store.close();
  }
  return { reader: ids[0] ?? [], writer: ids[1] ?? [] };
}

describe('what a crash leaves at the end of a log', () => {
  test.each([['single', ['a']], ['batch', ['a', 'b', 'c']]] as const)('a %s that broke off at any byte is as if it had never been', { timeout: 30_000 }, async (write, ids) => {
    const { disk, bytes, second } = await storeWithTwoWrites(write);
    for (let length = second; length <= bytes.length; length += 1) {
      setLog(disk, bytes.subarray(0, length));
      // Only its line end is missing: all of it is there, and it may have been acknowledged.
      const whole = length >= bytes.length - 1;
      const { reader, writer } = await idsOf(disk);
      expect(reader, `reader, ${length} bytes`).toEqual(whole ? ['first', ...ids] : ['first']);
      expect(writer, `writer, ${length} bytes`).toEqual(whole ? ['first', ...ids] : ['first']);
      expect(readLog(disk).length, 'the log as the writer leaves it').toBe(whole ? bytes.length : second);
    }
  });

  test('zeros that a power failure has left are cut off', async () => {
    const { disk, bytes, second } = await storeWithTwoWrites('batch');
    for (const length of [second, second + 1, second + 40, bytes.length - 2, bytes.length - 1, bytes.length]) {
      setLog(disk, Buffer.concat([bytes.subarray(0, length), Buffer.alloc(5000)]));
      const { writer } = await idsOf(disk);
      expect(writer, `zeros behind ${length} bytes`).toEqual(length >= bytes.length - 1 ? ['first', 'a', 'b', 'c'] : ['first']);
    }
  });

  test.each(['single', 'batch'] as const)('zeros that a power failure has left anywhere in a %s are as if it had never been', { timeout: 30_000 }, async (write) => {
    const { disk, bytes, second } = await storeWithTwoWrites(write);
    // The line feed at the very end is written after the rest, when that is on the device.
    const written = bytes.subarray(0, -1);
    for (let from = second; from < written.length; from += 11) {
      for (const to of [from + 1, Math.min(from + 60, written.length), written.length]) {
        const left = Buffer.from(written).fill(0, from, to);
        for (const content of [left, left.subarray(0, to), Buffer.concat([left, Buffer.alloc(600)])]) {
          setLog(disk, content);
          expect(await idsOf(disk), `zeros from ${from} to ${to}`).toEqual({ reader: ['first'], writer: ['first'] });
          expect(readLog(disk).length).toBe(second);
        }
      }
    }
  });

  test('zeros in a write that has its line end are damage, as that was written when the rest was on the device', async () => {
    const { disk, bytes, second } = await storeWithTwoWrites('batch');
    for (let from = second; from < bytes.length - 1; from += 13) {
      for (const to of [from + 1, Math.min(from + 60, bytes.length - 1)]) {
        // But for the two bytes that tell the line end from those within the batch.
        if (to === bytes.length - 1 && to - from > 1) continue;
        for (const more of [0, 100]) {
          const damaged = Buffer.concat([Buffer.from(bytes).fill(0, from, to), Buffer.alloc(more)]);
          setLog(disk, damaged);
          const store = await openOn(disk.files, { path: STORE });
          await expect(store.events.count(), `zeros from ${from} to ${to}`).rejects.toMatchObject({ code: 'CORRUPT' });
          await store.close();
          expect(readLog(disk)).toEqual(damaged);
        }
      }
    }
  });

  test('where a power failure took the line end of the last write, and left something of the next one, a reader follows the writer that goes on', async () => {
    const { disk, bytes } = await storeWithTwoWrites('single');
    setLog(disk, Buffer.concat([bytes.subarray(0, -1), Buffer.from('\0{"offset":3,"id')]));
    const reader = await openOn(disk.files, { path: STORE, readOnly: true });
    const ids = async (): Promise<readonly string[]> => (await reader.events.all()).map(({ id }) => id);
    expect(await ids()).toEqual(['first', 'a']);
    const writer = await openOn(disk.files, { path: STORE });
    expect(await ids()).toEqual(['first', 'a']);
    expect(await writer.events.append(item('b'))).toBe(3);
    expect(await ids()).toEqual(['first', 'a', 'b']);
    await writer.close();
    await reader.close();
  });

  test('the log goes on behind what was cut off', async () => {
    const { disk, bytes } = await storeWithTwoWrites('batch');
    setLog(disk, bytes.subarray(0, -10));
    const store = await openOn(disk.files, { path: STORE });
    expect(await store.events.append(item('a'))).toBe(2);
    await store.close();
    expect(await idsOf(disk)).toEqual({ reader: ['first', 'a'], writer: ['first', 'a'] });
  });

  test('a reader leaves the end as it is', async () => {
    const { disk, bytes } = await storeWithTwoWrites('batch');
    setLog(disk, bytes.subarray(0, -10));
    const reader = await openOn(disk.files, { path: STORE, readOnly: true });
    expect(await reader.events.count()).toBe(1);
    await reader.close();
    expect(readLog(disk).length).toBe(bytes.length - 10);
  });

  test('a line may be longer than what is read at once', async () => {
    const path = await newPath();
    const long = 'é'.repeat(1_500_000);
    const store = await openOn(quickFiles, { path });
    await store.events.appendMany([item('a', long), item('b'), item('c', long)]);
    await store.close();
    const again = await openOn(quickFiles, { path });
    expect((await again.events.all()).map(({ text }) => text.length)).toEqual([1_500_000, 13, 1_500_000]);
    await again.close();
  });
});
