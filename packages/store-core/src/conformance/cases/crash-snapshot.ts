import type { Store } from '../../contract/store.ts';
import { isStoreError } from '../../errors.ts';
import { exportStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext, CasePlace } from '../context.ts';
import { describeMoment } from '../crashes/moments.ts';
import { must, openAfter } from '../crashes/survive-kills.ts';
import { collect } from '../expect.ts';
import { outlivesClose } from '../prerequisites.ts';
import { fill, item, ledgerEvent, patterned, range } from '../samples.ts';

const EVENTS = 400;

/** A process is killed in the middle of a snapshot. */
export const crashSnapshotCases: readonly ConformanceCase[] = [
  defineCase('crash.snapshot', 'crash.snapshot', 'a snapshot that was cut off by a kill leaves the store unharmed, and at its destination nothing, all of it, or what is no store', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    if (!kit.capabilities.snapshot) return await refusesSnapshots(kit);
    // Loaded only here: processes are Node's, and the rest of the kit runs anywhere.
    const { runKilledWork } = await import('../node/killed-work.ts');
    for (const round of range(0, kit.rounds(2) - 1)) {
      const place = await kit.newPlace();
      const { destination, open } = await place.snapshotPlace();
      const before = await fillLarge(place);
      // The third line tells that the snapshot begins, the fourth one that it is done.
      const moment = { lines: 3 + (round % 2), milliseconds: kit.random() * 20 };
      const outcome = await runKilledWork(await place.child(), { kind: 'snapshot', destination }, moment);
      const done = outcome.notes.some(({ at }) => at === 'done');
      const when = describeMoment(round, moment, outcome, done ? 'no call' : 'the snapshot');
      const store = await openAfter(kit, place, when);
      kit.expect.equal(await collect(store.verify()), [], `${when}: findings in the store`);
      kit.expect.equal(await collect(exportStore(store)), before, `${when}: the export of the store`);
      await isNothingOrAll(kit, store, { destination, open, done, before, when });
      kit.expect.equal(await must(kit, `${when}: the store must go on`, async () => await store.events.append(item('after'))), EVENTS + 3, `${when}: the next offset of the store`);
      await store.close();
    }
  }, 'crash-safe'),
];

interface Taken {
  readonly destination: string;
  readonly open: CasePlace['open'];
  /** Whether the snapshot was acknowledged. */
  readonly done: boolean;
  /** The export of the store. */
  readonly before: readonly string[];
  readonly when: string;
}

async function isNothingOrAll(kit: CaseContext, store: Store, { destination, open, done, before, when }: Taken): Promise<void> {
  // Where nothing is, another snapshot can be taken: of an absent one, an open would make an empty store.
  const again = await attempt(async () => await store.snapshot(destination));
  if ('error' in again) {
    kit.expect.equal(isStoreError(again.error) ? again.error.code : String(again.error), 'INVALID_ARGUMENT', `${when}: what a snapshot to the same destination gives, where it is not taken`);
  } else {
    kit.expect.ok(!done, `${when}: the snapshot was acknowledged, but nothing is at its destination`);
  }
  const opened = await attempt(async () => await open());
  if ('error' in opened) {
    const code = isStoreError(opened.error) ? `${opened.error.code}: ${opened.error.message}` : String(opened.error);
    kit.expect.ok(isStoreError(opened.error) && 'error' in again && !done, `${when}: the snapshot that is there does not open, but ${code}`);
    return;
  }
  const content = await must(kit, `${when}: what opens as a snapshot must be readable`, async () => await collect(exportStore(opened.value)));
  kit.expect.equal(content.length, before.length, `${when}: lines of the export of what opens as a snapshot`);
  kit.expect.equal(content, before, `${when}: the export of what opens as a snapshot`);
  kit.expect.equal(await collect(opened.value.verify()), [], `${when}: findings in what opens as a snapshot`);
  await opened.value.close();
}

/** Enough that a snapshot takes a while. Gives the export. */
async function fillLarge(place: Pick<CasePlace, 'open'>): Promise<readonly string[]> {
  const store = await place.open();
  await fill(store);
  await store.events.appendMany(range(1, EVENTS).map((number) => item(`event-${number}`)));
  await store.withScope('other').ledger.appendMany(range(1, EVENTS).map((number) => ledgerEvent(`ledger-${number}`)));
  for (const handle of ['a', 'b', 'c', 'd']) await store.artifacts.put(handle, patterned(500_000));
  const content = await collect(exportStore(store));
  await store.close();
  return content;
}

async function refusesSnapshots(kit: CaseContext): Promise<void> {
  const store = await kit.open();
  await kit.expect.rejects(async () => await store.snapshot('conformance-snapshot'), 'UNSUPPORTED', 'snapshot, which the adapter does not declare');
  kit.absent('the adapter declares no snapshots, and refuses them');
}

async function attempt<T>(action: () => Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await action() };
  } catch (error) {
    return { error };
  }
}
