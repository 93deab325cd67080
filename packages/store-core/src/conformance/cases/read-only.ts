import type { Store } from '../../contract/store.ts';
import { exportStore, importStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import { METHODS, idPart } from '../methods.ts';
import { episode, fact, fill, item, ledgerEvent, wrong } from '../samples.ts';

/** Writes whose arguments are wrong as well, or that would write nothing: they are refused as writes all the same. */
const NEVERTHELESS: readonly (readonly [what: string, call: (store: Store) => Promise<unknown>])[] = [
  ['an event that is none', async ({ events }) => await events.append(item(''))],
  ['an empty batch of events', async ({ events }) => await events.appendMany([])],
  ['an event that exists', async ({ events }) => await events.append(item('u1'))],
  ['a ledger event that is none', async ({ ledger }) => await ledger.append(ledgerEvent(''))],
  ['a ledger event that is known', async ({ ledger }) => await ledger.append(ledgerEvent('l1', { runId: 'run-1' }))],
  ['the reset of a run that is unknown', async ({ ledger }) => await ledger.reset({ runId: 'none' })],
  ['an artifact under no handle', async ({ artifacts }) => await artifacts.put('..', 'x')],
  ['the delete of an unknown artifact', async ({ artifacts }) => await artifacts.delete('none')],
  ['content that is none', async ({ artifacts }) => await artifacts.put('a', wrong(7))],
  ['an episode that is none', async ({ episodes }) => await episodes.add(episode(''))],
  ['the delete of an unknown episode', async ({ episodes }) => await episodes.delete('none')],
  ['a fact that is none', async ({ facts }) => await facts.put(fact(''))],
  ['the delete of an unknown fact', async ({ facts }) => await facts.delete('none')],
];

/** Stores that were opened with `readOnly`. */
export const readOnlyCases: readonly ConformanceCase[] = [
  ...METHODS.filter(({ writes }) => writes).map(({ name, call }) =>
    readOnly(`read-only.writes.${idPart(name)}`, 'read-only.writes', `${name} is READ_ONLY and writes nothing`, async (kit) => {
      const store = await openReadOnly(kit);
      await kit.expect.unchanged(store, async () => {
        await kit.expect.rejects(async () => await call(store), 'READ_ONLY', name);
        await kit.expect.rejects(async () => await call(store.withScope('view')), 'READ_ONLY', `${name} in a view`);
      }, `${name} on a read-only store`);
    })),
  readOnly('read-only.writes.whatever-arguments', 'read-only.writes', 'a write is READ_ONLY whatever its arguments', async (kit) => {
    const store = await openReadOnly(kit);
    for (const [what, call] of NEVERTHELESS) await kit.expect.rejects(async () => await call(store), 'READ_ONLY', what);
  }),
  readOnly('read-only.writes.import', 'read-only.writes', 'an import into it is READ_ONLY', async (kit) => {
    const other = await (await kit.newPlace()).open({});
    await fill(other.withScope('imported'));
    const lines = await collect(exportStore(other));
    const store = await openReadOnly(kit);
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(async () => await importStore(store, lines), 'READ_ONLY', 'importStore');
    }, 'an import into a read-only store');
  }),
  readOnly('read-only.reads', 'read-only.reads', 'every read gives what it gives on a store opened for writing', async (kit) => {
    const other = await (await kit.newPlace()).open();
    await fill(other);
    const store = await openReadOnly(kit);
    for (const { name, writes, call } of METHODS) {
      if (!writes) kit.expect.equal(await call(store), await call(other), `${name} on a read-only store`);
    }
    kit.expect.equal(await collect(exportStore(store)), await collect(exportStore(other)), 'the export of a read-only store');
  }),
  readOnly('read-only.false', 'read-only.reads', '`readOnly: false` is the default', async (kit) => {
    const store = await kit.open({ readOnly: false });
    kit.expect.equal(await store.events.append(item('e1')), 1, 'an append');
  }),
  readOnly('read-only.flag', 'open.options', '`readOnly` that is no boolean is INVALID_ARGUMENT', async (kit) => {
    for (const value of [null, 0, 1, 'true', {}]) {
      await kit.expect.rejects(async () => await kit.openWith({ readOnly: value }), 'INVALID_ARGUMENT', `readOnly ${JSON.stringify(value)}`);
    }
    kit.expect.equal(await (await kit.open()).scopes(), [], 'the store after refused options');
  }),
];

/** A store with content, opened for reading. */
async function openReadOnly(kit: CaseContext): Promise<Store> {
  const writable = await kit.open();
  await fill(writable);
  await writable.close();
  return await kit.open({ readOnly: true });
}

/** A case for adapters with `readOnly`. Of those without it is verified that they refuse the option, as they refuse any unknown one. */
function readOnly(id: string, requirement: string, title: string, run: (kit: CaseContext) => Promise<void>): ConformanceCase {
  return defineCase(id, requirement, title, async (kit) => {
    if (kit.readOnly) {
      await run(kit);
      return;
    }
    if (await kit.handsOn('readOnly')) {
      await kit.expect.rejects(async () => await kit.openWith({ readOnly: true }), 'INVALID_ARGUMENT', 'readOnly, which the subject does not declare');
    } else {
      kit.expect.equal(await (await kit.open()).events.append(item('e1')), 1, 'an append to a store that nobody opened with readOnly');
    }
    kit.absent('the subject does not declare `readOnly`, and does not take it');
  });
}
