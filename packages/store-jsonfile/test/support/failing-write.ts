import { isStoreError } from '@cw/store-core';
import { systemCode } from '../../src/errors.ts';
import { clock, contentOf, findingsOf } from './content.ts';
import { demand } from './demand.ts';
import { Disk } from './disk/disk.ts';
import { emptyImage } from './disk/image.ts';
import { type FailingDisk, failingDisk } from './failing-disk.ts';
import { COPY, STEPS, STORE } from './power-workload.ts';
import { openOn } from './unsafe-files.ts';

/** Demands of what a call was refused with that it is the failure of the disk, as a BACKEND error. */
export function expectFailure(error: unknown, code: string, what: string): void {
  const told = isStoreError(error) && error.code === 'BACKEND' && systemCode(error.cause) === code;
  if (!told) throw new Error(`${what}: not told as ${code}`, { cause: error });
}

/** Contents are too long to be shown. */
export function expectSame(content: string, expected: string, what: string): void {
  demand(content === expected, `${what}: holds something else`);
}

/** Runs a call whose file operation number `at` fails, and if `forGood` all after it. Gives what it was refused with, if it was. */
export async function runFailing(broken: FailingDisk, at: number, forGood: boolean, call: () => Promise<unknown>): Promise<unknown> {
  broken.failAt(at, forGood ? 'ENOSPC' : 'EIO', forGood);
  try {
    await call();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    broken.heal();
  }
}

/**
 * Makes a write of {@link STEPS} on a store that has made those before it, and lets a file operation fail: one alone, then one with all after it,
 * of `every` operations one. Demands that the write is refused and changes nothing, or is done; and that it succeeds when the disk is well again.
 * @returns how often
 */
export async function failInWrite(number: number, every: number): Promise<number> {
  const step = STEPS[number];
  if (step === undefined) throw new TypeError('no step has this number');
  const base = new Disk(emptyImage());
  const first = await openOn(base.files, { path: STORE, clock });
  for (const earlier of STEPS.slice(0, number)) await earlier.run(first);
  const before = await contentOf(first);
  const copy = base.files.kind(COPY);
  await first.close();
  let tried = 0;
  for (const forGood of [false, true]) {
    for (let at = forGood ? 1 + Math.floor(every / 2) : 1; ; at += every) {
      const what = `operation ${at}${forGood ? ' and all after it' : ''}`;
      const disk = new Disk(base.image());
      const broken = failingDisk(disk);
      const store = await openOn(broken.files, { path: STORE, clock });
      await contentOf(store);
      const problem = await runFailing(broken, at, forGood, async () => await step.run(store));
      if (problem !== undefined) {
        expectFailure(problem, forGood ? 'ENOSPC' : 'EIO', what);
        expectSame(await contentOf(store), before, what);
        // A snapshot that cannot even be removed is all that may be left.
        if (!forGood) demand(disk.files.kind(COPY) === copy, `${what}: a snapshot is left`);
        if (copy === undefined) disk.files.removeFolder(COPY);
        await step.run(store);
      }
      const after = await contentOf(store);
      demand((await findingsOf(store)).length === 0, `${what}: verify finds something`);
      await store.close();
      demand(disk.open === 0, `${what}: ${disk.open} files left open`);
      const again = await openOn(disk.files, { path: STORE, clock });
      expectSame(await contentOf(again), after, what);
      demand((await findingsOf(again)).length === 0, `${what}: verify finds something after the next open`);
      await again.close();
      tried += 1;
      if (!broken.failed) break;
    }
  }
  return tried;
}
