import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { BAD_COUNTS, item, wrong } from '../samples.ts';

/** Optimistic appends: only onto the log that the caller has seen. */
export const eventsExpectedOffsetCases: readonly ConformanceCase[] = [
  defineCase('events.expected-offset.met', 'events.expected-offset', 'an append onto the latest offset succeeds', async (kit) => {
    const { events } = await kit.open();
    kit.expect.equal(await events.append(item('a'), { expectedOffset: 0 }), 1, 'append onto an empty log that is expected to be empty');
    kit.expect.equal(await events.append(item('b'), { expectedOffset: 1 }), 2, 'append onto offset 1');
    kit.expect.equal(await events.appendMany([item('c'), item('d')], { expectedOffset: 2 }), 4, 'batch onto offset 2');
    kit.expect.equal(await events.append(item('e'), { expectedOffset: undefined }), 5, 'expectedOffset: undefined is none');
  }),

  defineCase('events.expected-offset.conflict', 'events.expected-offset', 'an append onto any other offset is refused and says which there is', async (kit) => {
    const store = await kit.open();
    await store.events.appendMany([item('a'), item('b')]);
    await kit.expect.unchanged(store, async () => {
      for (const expectedOffset of [1, 3, Number.MAX_SAFE_INTEGER]) {
        const error = await kit.expect.rejects(store.events.append(item('x'), { expectedOffset }), 'OFFSET_CONFLICT', `expected ${expectedOffset}`);
        kit.expect.equal(error.details, { expected: expectedOffset, actual: 2 }, `details of the conflict at expectedOffset ${expectedOffset}`);
      }
    }, 'an offset conflict');
    kit.expect.equal(await store.events.has('x'), false, 'has() of what was refused');
  }),

  defineCase('events.expected-offset.zero', 'events.expected-offset', 'expectedOffset 0 is an expectation like any other', async (kit) => {
    const store = await kit.open();
    await store.events.append(item('a'), { expectedOffset: 0 });
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.events.append(item('b'), { expectedOffset: 0 }), 'OFFSET_CONFLICT', 'expectedOffset 0 on a log with one item');
      await kit.expect.rejects(store.events.appendMany([item('b')], { expectedOffset: 0 }), 'OFFSET_CONFLICT', 'the same for a batch');
    }, 'expectedOffset 0');
  }),

  defineCase('events.expected-offset.batch', 'events.expected-offset', 'a batch is compared with the offset before its first item', async (kit) => {
    const store = await kit.open();
    await store.events.append(item('a'));
    await kit.expect.unchanged(store, async () => {
      for (const expectedOffset of [0, 2, 3]) {
        const refused = store.events.appendMany([item('b'), item('c')], { expectedOffset });
        const error = await kit.expect.rejects(refused, 'OFFSET_CONFLICT', `batch of two onto 1, expected ${expectedOffset}`);
        kit.expect.equal(error.details, { expected: expectedOffset, actual: 1 }, 'details of the conflict');
      }
    }, 'an offset conflict of a batch');
    kit.expect.equal(await store.events.appendMany([item('b'), item('c')], { expectedOffset: 1 }), 3, 'the batch with the right offset');
  }),

  defineCase('events.expected-offset.empty-batch', 'events.empty-batch', 'an empty batch still checks expectedOffset', async (kit) => {
    const { events } = await kit.open();
    kit.expect.equal(await events.appendMany([], { expectedOffset: 0 }), 0, 'empty batch onto an empty log');
    await kit.expect.rejects(events.appendMany([], { expectedOffset: 1 }), 'OFFSET_CONFLICT', 'empty batch, expected 1 on an empty log');
    await events.append(item('a'));
    kit.expect.equal(await events.appendMany([], { expectedOffset: 1 }), 1, 'empty batch onto offset 1');
    await kit.expect.rejects(events.appendMany([], { expectedOffset: 0 }), 'OFFSET_CONFLICT', 'empty batch, expected 0 at offset 1');
  }),

  defineCase('events.expected-offset.duplicate-first', 'events.duplicates', 'a duplicate is told before a wrong expectedOffset: a retry learns that it had succeeded', async (kit) => {
    const store = await kit.open();
    await store.events.append(item('a'), { expectedOffset: 0 });
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.events.append(item('a'), { expectedOffset: 0 }), 'DUPLICATE_ITEM', 'the same call again');
      await kit.expect.rejects(store.events.appendMany([item('b'), item('a')], { expectedOffset: 0 }), 'DUPLICATE_ITEM', 'a batch with a known id');
      await kit.expect.rejects(store.events.appendMany([item('b'), item('b')], { expectedOffset: 0 }), 'DUPLICATE_ITEM', 'a batch with an id twice');
    }, 'a duplicate with a wrong expectedOffset');
  }),

  defineCase('events.expected-offset.bad', 'arguments.counts', 'an expectedOffset that is no offset is refused', async (kit) => {
    const store = await kit.open();
    await kit.expect.unchanged(store, async () => {
      for (const bad of BAD_COUNTS) {
        const options = { expectedOffset: wrong<number>(bad) };
        await kit.expect.rejects(() => store.events.append(item('a'), options), 'INVALID_ARGUMENT', `append, expectedOffset ${String(bad)}`);
        await kit.expect.rejects(() => store.events.appendMany([], options), 'INVALID_ARGUMENT', `appendMany, expectedOffset ${String(bad)}`);
      }
    }, 'a bad expectedOffset');
  }),

  defineCase('events.expected-offset.unknown-option', 'arguments.unknown-keys', 'an option that append does not have is refused: the condition it meant would be lost', async (kit) => {
    const store = await kit.open();
    await kit.expect.unchanged(store, async () => {
      const options = wrong<{ expectedOffset?: number }>({ expected_offset: 0 });
      await kit.expect.rejects(() => store.events.append(item('a'), options), 'INVALID_ARGUMENT', 'append with an unknown option');
      await kit.expect.rejects(() => store.events.appendMany([item('a')], options), 'INVALID_ARGUMENT', 'appendMany with an unknown option');
    }, 'an unknown option');
  }),
];
