import type { Store } from '../../contract/store.ts';
import { exportStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import { fill, item, ledgerEvent, patterned, wrong } from '../samples.ts';

async function fillWell(store: Store): Promise<void> {
  await fill(store);
  await fill(store.withScope('other'));
  await store.artifacts.put('large', patterned(400_000));
  // The greatest offset goes: the next one has to be remembered.
  await store.ledger.reset({ runId: 'run-2' });
}

/** Consistent copies that open as stores of their own. */
export const snapshotCases: readonly ConformanceCase[] = [
  snapshot('snapshot.same', 'snapshot.copy', 'a snapshot opens as a store with the same content', async (kit) => {
    const store = await kit.open();
    await fillWell(store);
    const { destination, open } = await kit.snapshotPlace();
    kit.expect.equal(await kit.expect.resolves(() => store.snapshot(destination), 'a snapshot'), undefined, 'what snapshot gives');
    const copy = await open();
    kit.expect.equal(await collect(exportStore(copy)), await collect(exportStore(store)), 'the export of the snapshot');
    kit.expect.equal(await collect(copy.verify()), [], 'findings in the snapshot');
    kit.expect.equal(await copy.artifacts.get('large'), patterned(400_000), 'an artifact in the snapshot');
  }),
  snapshot('snapshot.empty', 'snapshot.copy', 'an empty store has a snapshot too', async (kit) => {
    const store = await kit.open();
    const { destination, open } = await kit.snapshotPlace();
    await kit.expect.resolves(() => store.snapshot(destination), 'a snapshot of an empty store');
    kit.expect.equal(await (await open()).scopes(), [], 'scopes of the snapshot');
  }),
  snapshot('snapshot.independent', 'snapshot.copy', 'the store and its snapshot go their own ways', async (kit) => {
    const store = await kit.open();
    await fillWell(store);
    const { destination, open } = await kit.snapshotPlace();
    await store.snapshot(destination);
    const copy = await open();
    kit.expect.equal(await store.events.append(item('in the store')), 3, 'an append to the store');
    kit.expect.equal(await copy.events.append(item('in the copy')), 3, 'an append to the copy');
    kit.expect.equal((await copy.ledger.append(ledgerEvent('l9'))).offset, 3, 'the next ledger offset of the copy');
    kit.expect.equal([await store.events.has('in the copy'), await copy.events.has('in the store')], [false, false], 'what one has of the other');
    await store.close();
    kit.expect.equal(await copy.events.count(), 3, 'events of the copy after the store was closed');
  }),
  snapshot('snapshot.order', 'snapshot.consistent', 'a snapshot holds every write called before it, and none called after it', async (kit) => {
    const store = await kit.open();
    const { destination, open } = await kit.snapshotPlace();
    const calls = [
      store.events.appendMany([item('before-1'), item('before-2')]),
      store.artifacts.put('before', patterned(200_000)),
      store.snapshot(destination),
      store.events.appendMany([item('after-1'), item('after-2')]),
      store.artifacts.put('before', 'replaced'),
    ];
    await Promise.all(calls);
    const copy = await open();
    kit.expect.equal((await copy.events.all()).map(({ id }) => id), ['before-1', 'before-2'], 'events of the snapshot');
    kit.expect.equal(await copy.artifacts.get('before'), patterned(200_000), 'the artifact of the snapshot');
    kit.expect.equal(await store.events.count(), 4, 'events of the store');
  }),
  snapshot('snapshot.exists', 'snapshot.destination', 'a destination that exists is INVALID_ARGUMENT, and nothing is written there', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const { destination, open } = await kit.snapshotPlace();
    await store.snapshot(destination);
    const first = await collect(exportStore(store));
    await store.events.append(item('later'));
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(async () => await store.snapshot(destination), 'INVALID_ARGUMENT', 'a snapshot to where one is');
    }, 'a refused snapshot');
    kit.expect.equal(await collect(exportStore(await open())), first, 'the export of the first snapshot after the second was refused');
  }),
  snapshot('snapshot.bad-destination', 'snapshot.destination', 'a destination that is no path is INVALID_ARGUMENT', async (kit) => {
    const store = await kit.open();
    for (const value of ['', 'a\u0000b', undefined, null, 7, {}]) {
      await kit.expect.rejects(async () => await store.snapshot(wrong(value)), 'INVALID_ARGUMENT', `the destination ${JSON.stringify(value)}`);
    }
  }),
  snapshot('snapshot.view', 'snapshot.copy', 'a snapshot is of the whole store, whichever view it is asked of', async (kit) => {
    const store = await kit.open();
    await fillWell(store);
    const { destination, open } = await kit.snapshotPlace();
    await store.withScope('empty').snapshot(destination);
    kit.expect.equal(await collect(exportStore(await open())), await collect(exportStore(store)), 'the export of a view\'s snapshot');
  }),
  snapshot('snapshot.read-only', 'snapshot.copy', 'a snapshot may be taken of a read-only store', async (kit) => {
    const writable = await kit.open();
    await fillWell(writable);
    const before = await collect(exportStore(writable));
    if (!kit.readOnly) {
      kit.expect.equal(before.length > 0, true, 'lines of the export');
      return kit.absent('the subject does not declare `readOnly`');
    }
    await writable.close();
    const store = await kit.open({ readOnly: true });
    const { destination, open } = await kit.snapshotPlace();
    await kit.expect.resolves(() => store.snapshot(destination), 'a snapshot of a read-only store');
    kit.expect.equal(await collect(exportStore(await open())), before, 'the export of the snapshot');
  }),
];

/** A case for adapters with snapshots. Of those without it is verified that they say so, and change nothing. */
function snapshot(id: string, requirement: string, title: string, run: (kit: CaseContext) => Promise<void>): ConformanceCase {
  return defineCase(id, requirement, title, async (kit) => {
    if (kit.capabilities.snapshot) {
      await run(kit);
      return kit.observe({ snapshot: true });
    }
    const store = await kit.open();
    await fill(store);
    await kit.expect.unchanged(store, async () => {
      const error = await kit.expect.rejects(async () => await store.snapshot('conformance-snapshot'), 'UNSUPPORTED', 'snapshot, which the adapter does not declare');
      kit.expect.equal(error.name, 'UnsupportedError', 'name of the error');
    }, 'a snapshot that is not supported');
    kit.observe({ snapshot: false });
    kit.absent('the adapter declares no snapshots, and refuses them');
  }, 'durable');
}
