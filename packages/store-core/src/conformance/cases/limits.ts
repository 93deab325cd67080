import { LIMITS } from '../../limits.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { item, ledgerEvent } from '../samples.ts';

/** LIMITS itself, and the limits of batches. Those of single values are tried with the values, that of a selection with the selectors. */
export const limitsCases: readonly ConformanceCase[] = [
  defineCase('limits.exported', 'values.limits', 'LIMITS is what the contract says, and frozen', async (kit) => {
    const MIB = 1024 * 1024;
    kit.expect.equal({ ...LIMITS }, {
      identifierBytes: 512, handleBytes: 512, textBytes: 16 * MIB, jsonBytes: 16 * MIB, jsonDepth: 64, batchRecords: 10_000, tags: 10_000,
      count: Number.MAX_SAFE_INTEGER, selectionBytes: 16 * MIB,
    }, 'LIMITS');
    kit.expect.ok(Object.isFrozen(LIMITS), 'LIMITS is frozen');
  }),
  defineCase('limits.batch.events', 'values.limits', 'a batch holds 10,000 events and not one more', async (kit) => {
    const store = await kit.open();
    const items = Array.from({ length: LIMITS.batchRecords + 1 }, (_, index) => item(`e${index}`));
    await kit.expect.rejects(async () => await store.events.appendMany(items), 'INVALID_ARGUMENT', 'a batch of 10,001 events');
    kit.expect.equal(await store.events.count(), 0, 'events after the refused batch');
    kit.expect.equal(await store.events.appendMany(items.slice(1)), LIMITS.batchRecords, 'the last offset of a batch of 10,000 events');
    kit.expect.equal((await store.events.tail(1)).map(({ id }) => id), ['e10000'], 'the last event');
    kit.expect.equal(await store.events.count(), LIMITS.batchRecords, 'events after the batch');
  }),
  defineCase('limits.batch.ledger', 'values.limits', 'a batch holds 10,000 ledger events and not one more', async (kit) => {
    const store = await kit.open();
    const events = Array.from({ length: LIMITS.batchRecords + 1 }, (_, index) => ledgerEvent(`l${index}`));
    await kit.expect.rejects(async () => await store.ledger.appendMany(events), 'INVALID_ARGUMENT', 'a batch of 10,001 ledger events');
    kit.expect.equal(await store.ledger.count(), 0, 'ledger events after the refused batch');
    const results = await store.ledger.appendMany(events.slice(1));
    kit.expect.equal([results.length, results.at(-1)], [LIMITS.batchRecords, { offset: LIMITS.batchRecords, appended: true }], 'the results of a batch of 10,000');
    kit.expect.equal(await store.ledger.reset(), LIMITS.batchRecords, 'how many a reset removes');
  }),
];
