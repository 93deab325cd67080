import type { Store } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import { clock, contentOf, fill, findingsOf } from './support/content.ts';
import { Disk } from './support/disk/disk.ts';
import { emptyImage, type Image } from './support/disk/image.ts';
import { failingDisk } from './support/failing-disk.ts';
import { expectFailure, expectSame, failInWrite, runFailing } from './support/failing-write.ts';
import { STEPS, STORE } from './support/power-workload.ts';
import { openOn } from './support/unsafe-files.ts';

/** A disk with some of everything, and what is on it. @param indexFrom bytes from which on a log has an index file */
async function filled(indexFrom?: number): Promise<{ image: Image; content: string }> {
  const disk = new Disk(emptyImage());
  const store = await openOn(disk.files, { path: STORE, clock }, indexFrom);
  await fill(store);
  const content = await contentOf(store);
  await store.close();
  return { image: disk.image(), content };
}

describe('any file operation that fails', () => {
  test.each([
    { what: '', indexFrom: undefined, every: 3 },
    { what: ' of logs with index files', indexFrom: 1, every: 1 },
  ])('in a read or an open$what is a BACKEND error, and the same call succeeds when the disk is well again', { timeout: 60_000 }, async ({ indexFrom, every }) => {
    const { image, content } = await filled(indexFrom);
    const reads: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
      ['everything', contentOf],
      ['verify', findingsOf],
      ['an artifact', async ({ artifacts }) => await artifacts.get('Upper:1')],
    ];
    for (const readOnly of [false, true]) {
      for (const [what, read] of reads) {
        for (let at = readOnly || every === 1 ? 1 : 2; ; at += every) {
          const disk = new Disk(image);
          const broken = failingDisk(disk);
          let store: Store | null = null;
          const problem = await runFailing(broken, at, false, async () => {
            store = await openOn(broken.files, { path: STORE, clock, readOnly }, indexFrom);
            await read(store);
          });
          if (problem !== undefined) expectFailure(problem, 'EIO', `${what}, operation ${at}`);
          const opened: Store = store ?? (await openOn(broken.files, { path: STORE, clock, readOnly }, indexFrom));
          expectSame(await contentOf(opened), content, `${what}, operation ${at}`);
          expect(await findingsOf(opened)).toEqual([]);
          await opened.close();
          expect(disk.open, `files left open by ${what}, operation ${at}`).toBe(0);
          if (!broken.failed) break;
        }
      }
    }
  });

  // A sample: faults-soak.ts tries them all.
  test.each(STEPS.map(({ what }, number) => [number, what] as const))('in a write (%d, %s) is a BACKEND error and changes nothing', { timeout: 60_000 }, async (number) => {
    const tried = await failInWrite(number, 8);
    expect(tried).toBeGreaterThan(1);
  });

  // After the write, the record that is replaced has to be read once more, to know it by its id.
  test('in a write that replaces a record changes nothing, or the write is done', { timeout: 60_000 }, async () => {
    const replacing = STEPS.findIndex(({ what }) => what === 'a fact in its place');
    expect(await failInWrite(replacing, 1)).toBeGreaterThan(10);
  });
});
