import { collect } from '../expect.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { BAD_COUNTS, NO_IDENTIFIERS, ids, item, itemsOfKinds, range, wrong } from '../samples.ts';

/** Everything that reads the event log but `query` and `stream`. */
export const eventsReadCases: readonly ConformanceCase[] = [
  defineCase('events.read.empty', 'events.empty', 'an empty log reads as empty', async (kit) => {
    const { events } = await kit.open();
    kit.expect.equal([await events.count(), await events.latestOffset()], [0, 0], 'count and latestOffset');
    kit.expect.equal(await events.all(), [], 'all()');
    kit.expect.equal(await events.tail(3), [], 'tail(3)');
    kit.expect.equal(await events.query(), [], 'query()');
    kit.expect.equal(await collect(events.stream()), [], 'stream()');
    kit.expect.equal(await events.filterByKind('user_turn'), [], 'filterByKind()');
    kit.expect.equal(await events.has('a'), false, 'has()');
  }),

  defineCase('events.get.by-id', 'events.get', 'get gives the item of that id', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany([item('b', { text: 'B' }), item('a', { text: 'A' }), item('c', { text: 'C' })]);
    for (const id of ['a', 'b', 'c']) kit.expect.equal((await events.get(id)).text, id.toUpperCase(), `text of get('${id}')`);
  }),

  defineCase('events.get.unknown', 'events.get', 'get of an unknown id is ITEM_NOT_FOUND, and has is false', async (kit) => {
    const { events } = await kit.open();
    await events.append(item('a'));
    for (const id of ['b', 'A', 'a ', 'constructor', '__proto__', 'toString', '1', '0', '%', '*', 'a%']) {
      await kit.expect.rejects(events.get(id), 'ITEM_NOT_FOUND', `get('${id}') where only 'a' is stored`);
      kit.expect.equal(await events.has(id), false, `has('${id}') where only 'a' is stored`);
    }
  }),

  defineCase('events.has.known', 'events.has', 'has is true of what was appended', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany([item('a'), item('b')]);
    kit.expect.equal([await events.has('a'), await events.has('b'), await events.has('c')], [true, true, false], 'has of a, b, c');
  }),

  defineCase('events.all.order', 'events.all', 'all() is the whole log, oldest first', async (kit) => {
    const { events } = await kit.open();
    const order = ['m', 'z', 'a', '10', '9', 'B'];
    for (const id of order) await events.append(item(id));
    kit.expect.equal(ids(await events.all()), order, 'ids of all()');
  }),

  defineCase('events.read.many', 'events.all', 'an answer is whole, however many items it has', async (kit) => {
    const { events } = await kit.open();
    const all = range(1, 1_200).map((n) => item(`i${n}`, { kind: n % 2 === 0 ? 'even' : 'odd', parentId: n % 2 === 0 ? 'p' : null, text: '' }));
    const even = ids(all.filter(({ kind }) => kind === 'even'));
    await events.appendMany(all);
    kit.expect.equal(ids(await events.all()), ids(all), 'all() of 1,200');
    kit.expect.equal(ids(await events.query()), ids(all), 'query() of 1,200');
    kit.expect.equal(ids(await events.tail(1_100)), ids(all.slice(100)), 'tail(1100) of 1,200');
    kit.expect.equal(ids(await events.filterByKind('even')), even, 'filterByKind of a kind with 600 items');
    kit.expect.equal(ids(await events.filterByKind('even', 'odd')), ids(all), 'filterByKind of two kinds with 600 items each');
    kit.expect.equal(ids(await events.children('p')), even, 'children of an item with 600');
  }),

  defineCase('events.count.counts', 'events.count', 'count and latestOffset follow the log', async (kit) => {
    const { events } = await kit.open();
    await events.append(item('a'));
    kit.expect.equal([await events.count(), await events.latestOffset()], [1, 1], 'after one');
    await events.appendMany([item('b'), item('c')]);
    kit.expect.equal([await events.count(), await events.latestOffset()], [3, 3], 'after three');
    await kit.expect.rejects(events.appendMany([item('d'), item('a')]), 'DUPLICATE_ITEM', 'a batch that fails');
    kit.expect.equal([await events.count(), await events.latestOffset()], [3, 3], 'after a failed batch');
  }),

  defineCase('events.filter-by-kind.one', 'events.filter-by-kind', 'filterByKind gives every item of a kind, oldest first', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('ABABC'));
    kit.expect.equal(ids(await events.filterByKind('A')), ['i1', 'i3'], 'kind A of ABABC');
    kit.expect.equal(ids(await events.filterByKind('a')), [], 'kind a of ABABC');
  }),

  defineCase('events.filter-by-kind.several', 'events.filter-by-kind', 'several kinds come in the order of the log, each item once', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('CABACB'));
    kit.expect.equal(ids(await events.filterByKind('B', 'C')), ['i1', 'i3', 'i5', 'i6'], 'kinds B and C of CABACB');
    kit.expect.equal(ids(await events.filterByKind('A', 'X', 'A')), ['i2', 'i4'], 'kinds A, X and A again of CABACB');
  }),

  defineCase('events.filter-by-kind.none', 'events.filter-by-kind', 'filterByKind() without kinds is empty', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('AB'));
    kit.expect.equal(await events.filterByKind(), [], 'filterByKind() on a log of two');
  }),

  defineCase('events.tail.last', 'events.tail', 'tail(n) gives the last n, oldest first', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('ABCDE'));
    kit.expect.equal(ids(await events.tail(2)), ['i4', 'i5'], 'tail(2) of five');
    kit.expect.equal(ids(await events.tail(5)), ['i1', 'i2', 'i3', 'i4', 'i5'], 'tail(5) of five');
    kit.expect.equal(ids(await events.tail(9)), ['i1', 'i2', 'i3', 'i4', 'i5'], 'tail(9) of five');
    kit.expect.equal((await events.tail(Number.MAX_SAFE_INTEGER)).length, 5, 'tail(MAX_SAFE_INTEGER) of five');
  }),

  defineCase('events.tail.zero', 'events.tail', 'tail(0) is empty', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany(itemsOfKinds('ABC'));
    kit.expect.equal(await events.tail(0), [], 'tail(0) of three');
  }),

  defineCase('events.tail.bad-count', 'arguments.counts', 'tail of what is no count is refused', async (kit) => {
    const { events } = await kit.open();
    await events.append(item('a'));
    for (const bad of BAD_COUNTS) await kit.expect.rejects(() => events.tail(wrong(bad)), 'INVALID_ARGUMENT', `tail(${String(bad)})`);
  }),

  defineCase('events.children.direct', 'events.children', 'children are the items that name the id as their parent, oldest first', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany([
      item('p'), item('c2', { parentId: 'p' }), item('other'), item('c1', { parentId: 'p' }), item('grandchild', { parentId: 'c1' }), item('P-child', { parentId: 'P' }),
    ]);
    kit.expect.equal(ids(await events.children('p')), ['c2', 'c1'], 'children of p');
    kit.expect.equal(ids(await events.children('c1')), ['grandchild'], 'children of c1');
    kit.expect.equal(await events.children('other'), [], 'children of an item without any');
  }),

  defineCase('events.children.unknown', 'events.children', 'children of an unknown id are none', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany([item('a'), item('b', { parentId: null })]);
    for (const id of ['x', 'null', 'undefined', '0']) kit.expect.equal(await events.children(id), [], `children('${id}')`);
  }),

  defineCase('events.parent.found', 'events.parent', 'parent gives the item that parentId names', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany([item('a', { text: 'the parent' }), item('b', { parentId: 'a' }), item('self', { parentId: 'self' })]);
    kit.expect.equal(await events.parent('b'), await events.get('a'), 'parent of b');
    kit.expect.equal((await events.parent('self'))?.id, 'self', 'parent of an item that is its own parent');
  }),

  defineCase('events.parent.none', 'events.parent', 'parent is null without parentId, and where the parent is not in the log', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany([item('a'), item('b', { parentId: 'later' }), item('c', { parentId: 'A' })]);
    kit.expect.equal(await events.parent('a'), null, 'parent of an item without parentId');
    kit.expect.equal(await events.parent('b'), null, 'parent that is not in the log');
    kit.expect.equal(await events.parent('c'), null, 'parent \'A\' where only \'a\' is in the log');
    await events.append(item('later'));
    kit.expect.equal((await events.parent('b'))?.id, 'later', 'parent that was appended after its child');
  }),

  defineCase('events.parent.unknown', 'events.parent', 'parent of an unknown id is ITEM_NOT_FOUND', async (kit) => {
    const { events } = await kit.open();
    await events.append(item('b', { parentId: 'a' }));
    await kit.expect.rejects(events.parent('x'), 'ITEM_NOT_FOUND', 'parent(\'x\')');
    await kit.expect.rejects(events.parent('a'), 'ITEM_NOT_FOUND', 'parent(\'a\') where a is only named as a parent');
  }),

  defineCase('events.read.bad-identifier', 'arguments.identifiers', 'what is no identifier cannot be asked for either', async (kit) => {
    const { events } = await kit.open();
    for (const bad of NO_IDENTIFIERS) {
      const calls = {
        get: () => events.get(bad), has: () => events.has(bad), children: () => events.children(bad), parent: () => events.parent(bad),
        filterByKind: () => events.filterByKind('a', bad), query: () => events.query({ kinds: [bad] }), stream: () => collect(events.stream({ kinds: [bad] })),
      };
      for (const [name, call] of Object.entries(calls)) await kit.expect.rejects(call, 'INVALID_VALUE', `${name} with ${JSON.stringify(bad.slice(0, 20))}`);
    }
  }),
];
