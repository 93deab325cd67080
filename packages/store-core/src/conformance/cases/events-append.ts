import type { StoredItem } from '../../contract/event-log.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { EASILY_MISTAKEN, ids, item, wrong } from '../samples.ts';

/** What an append writes, and that it writes all of it or nothing. */
export const eventsAppendCases: readonly ConformanceCase[] = [
  defineCase('events.append.offsets', 'events.offsets', 'append gives 1, 2, 3, …', async (kit) => {
    const { events } = await kit.open();
    for (const offset of [1, 2, 3]) kit.expect.equal(await events.append(item(`i${offset}`)), offset, `offset of append ${offset}`);
    kit.expect.equal((await events.all()).map((one) => one.offset), [1, 2, 3], 'offsets of what is stored');
  }),

  defineCase('events.append.batch-offsets', 'events.offsets', 'appendMany keeps the order of the batch and gives the last offset', async (kit) => {
    const { events } = await kit.open();
    await events.append(item('z'));
    kit.expect.equal(await events.appendMany([item('c'), item('a'), item('b')]), 4, 'offset given by appendMany of three after one');
    const stored = (await events.all()).map(({ id, offset }) => ({ id, offset }));
    kit.expect.equal(stored, [{ id: 'z', offset: 1 }, { id: 'c', offset: 2 }, { id: 'a', offset: 3 }, { id: 'b', offset: 4 }], 'stored');
  }),

  defineCase('events.append.read-back', 'events.values', 'every member reads back as it was given', async (kit) => {
    const { events, artifacts } = await kit.open();
    const artifactRef = await artifacts.put('result:1', 'some', { mediaType: 'text/csv', label: 'Result' });
    const full = item('full', {
      kind: 'tool_result', text: 'see \u0000 \ud83d\ude00', tokenEstimate: 17, sensitivity: 'restricted',
      metadata: { nested: { list: [1, 'two', null, true, { deep: 0.5 }] }, empty: '' }, parentId: 'somewhere else', artifactRef,
    });
    await events.append(full);
    kit.expect.equal(await events.get('full'), { ...full, offset: 1 }, 'get of an item with every member');
    kit.expect.equal(await events.all(), [{ ...full, offset: 1 }], 'all() of an item with every member');
  }),

  defineCase('events.append.defaults', 'events.defaults', 'what is left out, or undefined, is filled in', async (kit) => {
    const { events } = await kit.open();
    const defaults = { tokenEstimate: 0, sensitivity: 'public', metadata: {}, parentId: null, artifactRef: null };
    const given = { id: 'a', kind: 'policy', text: '' };
    const nothing = { tokenEstimate: undefined, sensitivity: undefined, metadata: undefined, parentId: undefined, artifactRef: undefined };
    await events.appendMany([given, { ...given, ...nothing, id: 'b' }, { ...given, id: 'c', parentId: null, artifactRef: null }]);
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      kit.expect.equal(await events.get(id), { ...given, ...defaults, id, offset: index + 1 }, `item ${id}`);
    }
  }),

  defineCase('events.append.offset-ignored', 'events.foreign-offset', 'what was read here can be appended elsewhere, whatever its offset', async (kit) => {
    const store = await kit.open();
    await store.events.appendMany([item('a'), item('b'), item('c')]);
    const elsewhere = store.withScope('elsewhere').events;
    const [, b, c] = await store.events.all();
    const read = [c, b].filter((one): one is StoredItem => one !== undefined);
    kit.expect.equal(await elsewhere.appendMany(read), 2, 'last offset of two items with offsets 3 and 2');
    kit.expect.equal(await elsewhere.all(), read.map((one, index) => ({ ...one, offset: index + 1 })), 'items elsewhere');
  }),

  defineCase('events.append.unknown-member', 'events.unknown-member', 'a member that items do not have is refused, not dropped', async (kit) => {
    const store = await kit.open();
    const misspelt = Object.assign(item('a'), { parent: 'b' });
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.events.append(misspelt), 'INVALID_VALUE', 'append with a member `parent`');
      await kit.expect.rejects(store.events.appendMany([item('b'), misspelt]), 'INVALID_VALUE', 'appendMany with a member `parent`');
    }, 'an unknown member');
  }),

  defineCase('events.append.duplicate-id', 'events.duplicates', 'an id that exists is refused, even with the same content', async (kit) => {
    const store = await kit.open();
    const first = item('a', { text: 'first' });
    await store.events.append(first);
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.events.append(item('a', { text: 'second' })), 'DUPLICATE_ITEM', 'append of a known id');
      await kit.expect.rejects(store.events.append(first), 'DUPLICATE_ITEM', 'append of a known id with the same content');
    }, 'a duplicate');
    kit.expect.equal((await store.events.get('a')).text, 'first', 'text after refused duplicates');
  }),

  defineCase('events.append.batch-with-known-id', 'events.batch-atomic', 'a batch in which one id exists is refused as a whole', async (kit) => {
    const store = await kit.open();
    await store.events.append(item('known'));
    await kit.expect.unchanged(store, async () => {
      const batches = [['known', 'n1'], ['n1', 'known', 'n2'], ['n1', 'n2', 'known']];
      for (const batch of batches) {
        await kit.expect.rejects(store.events.appendMany(batch.map((id) => item(id))), 'DUPLICATE_ITEM', `batch ${batch.join(', ')}`);
      }
    }, 'a batch with a known id');
    kit.expect.equal([await store.events.has('n1'), await store.events.has('n2')], [false, false], 'has() of the items of refused batches');
  }),

  defineCase('events.append.duplicate-in-batch', 'events.duplicates', 'an id that stands twice in one batch is refused, and the batch with it', async (kit) => {
    const store = await kit.open();
    await store.events.append(item('a'));
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.events.appendMany([item('x'), item('y'), item('x')]), 'DUPLICATE_ITEM', 'x twice in a batch');
      const same = item('z');
      await kit.expect.rejects(store.events.appendMany([same, same]), 'DUPLICATE_ITEM', 'the same object twice in a batch');
    }, 'a batch with an id twice');
  }),

  defineCase('events.append.batch-invalid-item', 'events.batch-atomic', 'a batch with one item that cannot be stored is refused as a whole', async (kit) => {
    const store = await kit.open();
    await kit.expect.unchanged(store, async () => {
      const bad = Object.assign(item('c'), { text: 7 });
      const error = await kit.expect.rejects(store.events.appendMany([item('a'), item('b'), wrong(bad)]), 'INVALID_VALUE', 'text: 7');
      kit.expect.equal(error.details['path'], 'items[2].text', 'details.path of the error');
    }, 'a batch with an invalid item');
    kit.expect.equal(await store.events.count(), 0, 'count after the refused batch');
  }),

  defineCase('events.append.failures-burn-no-offset', 'events.offsets', 'offsets stay dense over every kind of failed append', async (kit) => {
    const { events } = await kit.open();
    await events.append(item('a'));
    await kit.expect.rejects(events.append(item('a')), 'DUPLICATE_ITEM', 'a duplicate');
    kit.expect.equal(await events.append(item('b')), 2, 'offset after a duplicate');
    await kit.expect.rejects(events.appendMany([item('x'), item('y'), item('b')]), 'DUPLICATE_ITEM', 'a batch with a duplicate at its end');
    kit.expect.equal(await events.append(item('c')), 3, 'offset after a failed batch');
    await kit.expect.rejects(events.append(item('x'), { expectedOffset: 9 }), 'OFFSET_CONFLICT', 'a wrong expectedOffset');
    kit.expect.equal(await events.append(item('d')), 4, 'offset after an offset conflict');
    await kit.expect.rejects(events.append(wrong({ id: 'x' })), 'INVALID_VALUE', 'half an item');
    kit.expect.equal(await events.appendMany([item('e'), item('f')]), 6, 'last offset of a batch after an invalid item');
    kit.expect.equal((await events.all()).map((one) => one.offset), [1, 2, 3, 4, 5, 6], 'offsets of what is stored');
  }),

  defineCase('events.append.empty-batch', 'events.empty-batch', 'an empty batch writes nothing and gives the latest offset', async (kit) => {
    const store = await kit.open();
    kit.expect.equal(await store.events.appendMany([]), 0, 'appendMany([]) on an empty log');
    await store.events.appendMany([item('a'), item('b')]);
    await kit.expect.unchanged(store, async () => {
      kit.expect.equal(await store.events.appendMany([]), 2, 'appendMany([]) after two items');
    }, 'an empty batch');
  }),

  defineCase('events.append.distinct-ids', 'identifiers.exact', 'ids that differ at all are different ids', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(EASILY_MISTAKEN.map((id) => item(id, { text: `the text of ${JSON.stringify(id)}` })));
    for (const [index, id] of EASILY_MISTAKEN.entries()) {
      const { id: storedId, text, offset } = await events.get(id);
      const expected = { storedId: id, text: `the text of ${JSON.stringify(id)}`, offset: index + 1 };
      kit.expect.equal({ storedId, text, offset }, expected, `get(${JSON.stringify(id)})`);
    }
  }),

  defineCase('events.append.any-kind', 'events.kinds', 'any identifier is a kind, and kinds are exact', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(EASILY_MISTAKEN.map((kind, index) => item(`i${index}`, { kind })));
    for (const [index, kind] of EASILY_MISTAKEN.entries()) {
      kit.expect.equal(ids(await events.filterByKind(kind)), [`i${index}`], `filterByKind(${JSON.stringify(kind)})`);
    }
  }),

  defineCase('events.append.batch-of-hundreds', 'events.batch-atomic', 'a batch of several hundred is one batch', async (kit) => {
    const store = await kit.open();
    const batch = Array.from({ length: 700 }, (_, index) => item(`i${index}`));
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.events.appendMany([...batch, item('i0')]), 'DUPLICATE_ITEM', '701 items, the last a duplicate of the first');
    }, 'a failed batch of 701');
    kit.expect.equal(await store.events.appendMany(batch), 700, 'offset given by appendMany of 700');
    kit.expect.equal(ids(await store.events.all()), ids(batch), 'ids stored');
  }),
];
