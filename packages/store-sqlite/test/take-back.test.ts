import { exportStore, importStore, type Store } from '@cw/store-core';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { LedgerResets } from '../src/ledger-resets.ts';
import { openDatabase } from '../src/open-database.ts';
import { Removals } from '../src/removals.ts';
import { Sweeper } from '../src/sweeper.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

/** Steps of the process after which another writer begins: among them those between which an import takes back what it wrote. */
const STEPS = 40;

/** Records that an import writes at a time. */
const BATCH = 250;

interface Case {
  readonly collection: 'events' | 'ledger';
  append(store: Store, id: string): Promise<unknown>;
}

const CASES: readonly Case[] = [
  { collection: 'events', append: async ({ events }, id) => await events.append({ id, kind: 'user_turn', text: '' }) },
  { collection: 'ledger', append: async ({ ledger }, id) => await ledger.append({ id, runId: 'run', turn: 0, kind: 'step', actor: 'agent' }) },
];

/** An export of so many records, that ends with something else. @param begun called when all of them have been read */
async function* badExport({ collection, append }: Case, records: number, begun: () => void): AsyncGenerator<string, void, undefined> {
  await using store = await openStore({ path: ':memory:' });
  await append(store, 'sample');
  const [header = '', scope = '', sample = ''] = await Array.fromAsync(exportStore(store));
  yield header;
  yield scope;
  const line = JSON.parse(sample) as { readonly record: object };
  for (let offset = 1; offset <= records; offset += 1) yield JSON.stringify({ ...line, record: { ...line.record, id: `imported ${offset}`, offset } });
  begun();
  yield `not a line of an export of ${collection}`;
}

test.each(CASES)('what another handle appends to $collection while a failed import is taken back is there afterwards', { timeout: 60_000 }, async (each) => {
  const { collection, append } = each;
  for (let steps = 0; steps < STEPS; steps += 1) {
    const path = file(`${collection}-${steps}.db`);
    await using importer = await openStore({ path, durability: 'process' });
    await using other = await openStore({ path, durability: 'process' });
    let appended: Promise<unknown> = Promise.resolve();
    const appendLater = async (): Promise<void> => {
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      await append(other, 'theirs');
    };
    const lines = badExport(each, BATCH, () => {
      appended = appendLater();
    });
    await expect(importStore(importer, lines)).rejects.toMatchObject({ name: expect.stringMatching(/Error$/) as unknown });
    await appended;
    expect(await other[collection].has('theirs'), `after ${steps} steps`).toBe(true);
    expect([await other[collection].count(), await Array.fromAsync(other.verify())], `after ${steps} steps`).toEqual([(await other[collection].query()).length, []]);
  }
});

test('a reset that has counted events which an import then took back counts anew', async () => {
  const path = file('store.db');
  await using store = await openStore({ path });
  await store.ledger.appendMany([1, 2, 3].map((n) => ({ id: `${n}`, runId: 'run', turn: 0, kind: 'step', actor: 'agent' })));
  const connection = await openDatabase({ path, durability: 'power', readOnly: false, busyTimeout: 100 });
  const removals = new Removals(connection);
  const resets = new LedgerResets(connection, removals, new Sweeper(connection, []));
  const gone = { head: 0, latest: 0, count: 0 };
  let asked = 0;
  const counts: number[] = [];
  const removed = await resets.reset({
    scope: 1,
    summary: () => {
      asked += 1;
      if (asked === 1) return { head: 3, latest: 3, count: 3 };
      connection.database.exec('delete from ledger');
      return gone;
    },
    setCount: (_, count) => counts.push(count),
  }, 'run');
  connection.close();
  expect({ removed, counts }).toEqual({ removed: 0, counts: [] });
});
