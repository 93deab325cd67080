import { LIMITS } from '../../limits.ts';
import { nested } from '../big-values.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { item, ledgerEvent, wrong } from '../samples.ts';

/** LIMITS itself, and the limits of batches. Those of single values are tried with the values, that of a selection with the selectors. */
export const limitsCases: readonly ConformanceCase[] = [
  defineCase('limits.exported', 'values.limits', 'LIMITS is what the contract says, and the store holds to those numbers', async (kit) => {
    const MIB = 1024 * 1024;
    kit.expect.equal({ ...LIMITS }, {
      identifierBytes: 512, handleBytes: 512, textBytes: 16 * MIB, jsonBytes: 16 * MIB, jsonDepth: 64, batchRecords: 10_000, tags: 10_000,
      count: Number.MAX_SAFE_INTEGER, selectionBytes: 16 * MIB,
    }, 'LIMITS');
    kit.expect.ok(Object.isFrozen(LIMITS), 'LIMITS is frozen');
    // Elsewhere the limits are tried with what LIMITS says; here with the numbers themselves.
    const { events, artifacts } = await kit.open();
    const [name, metadata] = ['x'.repeat(512), nested(64)];
    await kit.expect.resolves(async () => await events.append(item(name, { metadata: wrong(metadata) })), 'an event with a name of 512 bytes and 64 levels of metadata');
    kit.expect.equal((await events.get(name)).metadata, metadata, 'its metadata');
    await kit.expect.rejects(async () => await events.append(item(`${name}x`)), 'INVALID_VALUE', 'an event with a name of 513 bytes');
    await kit.expect.rejects(async () => await events.append(item('deep', { metadata: wrong(nested(65)) })), 'INVALID_VALUE', 'metadata of 65 levels');
    await kit.expect.resolves(async () => await artifacts.put(name, 'x'), 'an artifact with a handle of 512 bytes');
    await kit.expect.rejects(async () => await artifacts.put(`${name}x`, 'x'), 'INVALID_HANDLE', 'an artifact with a handle of 513 bytes');
  }),
  defineCase('limits.batch.events', 'values.limits', 'a batch holds 10,000 events and not one more', async (kit) => {
    const store = await kit.open();
    const items = Array.from({ length: LIMITS.batchRecords + 1 }, (_, index) => item(`e${index}`));
    await kit.expect.rejects(async () => await store.events.appendMany(items), 'INVALID_ARGUMENT', 'a batch of 10,001 events');
    kit.expect.equal(await store.events.count(), 0, 'events after the refused batch');
    const offset = await kit.expect.resolves(async () => await store.events.appendMany(items.slice(1)), 'a batch of 10,000 events');
    kit.expect.equal(offset, LIMITS.batchRecords, 'the last offset of a batch of 10,000 events');
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
