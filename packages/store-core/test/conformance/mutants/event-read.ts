import { InvalidValueError, ItemNotFoundError } from '../../../src/index.ts';
import { careless, codeOf, inEvents, like } from './changing.ts';
import type { Mutant } from './mutant.ts';

/** What the other reads of the event log do wrong. */
export const EVENT_READ_MUTANTS: readonly Mutant[] = [
  inEvents({
    name: 'has no offset for an empty log', source: 'SQL: MAX() of no rows is NULL',
    dies: 'events.read.empty', message: /count and latestOffset: expected at \[1\] 0, got null/,
  }, (events) => ({ latestOffset: async () => (await events.latestOffset() || null) as number })),
  inEvents({
    name: 'looks for an id as if the log were sorted by id', source: 'binary search over ids that were in order as long as they were ULIDs of one process',
    dies: 'events.get.by-id', message: /unexpected: ITEM_NOT_FOUND: no event has the id "b"/,
  }, (events) => ({
    get: async (id) => {
      await events.has(id);
      const all = await events.all();
      let [low, high] = [0, all.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        const item = all[middle];
        if (item === undefined || item.id === id) return item ?? await events.get(id);
        if (item.id < id) low = middle + 1;
        else high = middle;
      }
      throw new ItemNotFoundError(`no event has the id ${JSON.stringify(id)}`);
    },
  })),
  inEvents({
    name: 'finds ids with spaces at their end', source: 'MySQL: PAD SPACE collations compare without spaces at the end',
    dies: 'events.get.unknown', message: /get\('a '\) where only 'a' is stored: expected ITEM_NOT_FOUND, but it succeeded/,
  }, (events) => ({ get: async (id) => await events.get(id.trimEnd() || id) })),
  inEvents({
    name: 'has what every object has', source: 'JavaScript: `id in index` on a plain object, for which `constructor` is there',
    dies: 'events.get.unknown', message: /has\('constructor'\) where only 'a' is stored: expected false, got true/,
  }, (events) => ({ has: async (id) => await events.has(id) || id in {} })),
  inEvents({
    name: 'forgets to await what it has', source: 'JavaScript: a promise is true, whatever it resolves to',
    dies: 'events.has.known', message: /has of a, b, c: expected at \[2\] false, got true/,
  }, (events) => ({
    has: async (id) => {
      const found = events.has(id);
      await found;
      return Boolean(found);
    },
  })),
  inEvents({
    name: 'keeps the log by id', source: 'SQLite: a WITHOUT ROWID table is read in the order of its primary key unless ORDER BY says otherwise',
    dies: 'events.all.order', message: /ids of all\(\): expected at \[0\] "m", got "10"/,
  }, (events) => ({ all: async () => (await events.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1)) })),
  inEvents({
    name: 'gives the first page of an answer', source: 'DynamoDB: an answer ends at 1 MB, and LastEvaluatedKey is forgotten; here a page has 500 items',
    dies: 'events.read.many', message: /filterByKind of a kind with 600 items: expected from \[500\] on/,
  }, (events) => ({
    filterByKind: async (...kinds) => (await events.filterByKind(...kinds)).slice(0, 500),
    children: async (parentId) => (await events.children(parentId)).slice(0, 500),
  })),
  inEvents({
    name: 'has a longest tail', source: 'servers that cap a limit without a word, as many REST interfaces do at 1,000',
    dies: 'events.read.many', message: /tail\(1100\) of 1,200: expected/,
  }, (events) => ({ tail: async (n) => (await events.tail(n)).slice(-1_000) })),
  inEvents({
    name: 'counts what it was given', source: 'counters beside a table, raised before the write and not taken back with it',
    dies: 'events.count.counts', message: /after a failed batch: expected at \[0\] 3, got 5/,
  }, (events) => {
    let count = 0;
    return {
      append: async (item, options) => {
        count += 1;
        return await events.append(item, options);
      },
      appendMany: async (items, options) => {
        count += items.length;
        return await events.appendMany(items, options);
      },
      count: async () => (await events.count(), count),
    };
  }),
  inEvents({
    name: 'takes kinds that differ in case for one', source: 'SQLite: LIKE, and columns with COLLATE NOCASE',
    dies: 'events.filter-by-kind.one', message: /kind a of ABABC: expected \[\], got/,
  }, (events) => ({
    filterByKind: async (...kinds) => {
      await events.filterByKind(...kinds);
      const wanted = new Set(kinds.map((kind) => kind.toLowerCase()));
      return (await events.all()).filter(({ kind }) => wanted.has(kind.toLowerCase()));
    },
  })),
  inEvents({
    name: 'asks for one kind after the other', source: 'IndexedDB: an index has one range at a time, and several answers are put one behind the other',
    dies: 'events.filter-by-kind.several', message: /kinds B and C of CABACB/,
  }, (events) => ({ filterByKind: async (...kinds) => (await Promise.all(kinds.map((kind) => events.filterByKind(kind)))).flat() })),
  inEvents({
    name: 'filters by no kind at all', source: '`kinds.length === 0 || kinds.includes(item.kind)`, as optional filters are written',
    dies: 'events.filter-by-kind.none', message: /filterByKind\(\) on a log of two: expected \[\], got/,
  }, (events) => ({ filterByKind: async (...kinds) => await events.query(kinds.length === 0 ? {} : { kinds }) })),
  inEvents({
    name: 'takes a kind for a pattern', source: 'SQL: `kind LIKE ?`, in which % and _ stand for anything, and in SQLite case does not count',
    dies: 'events.append.any-kind', message: /filterByKind\("a"\): expected/,
  }, (events) => ({
    filterByKind: async (...kinds) => {
      await events.filterByKind(...kinds);
      const patterns = kinds.map(like);
      return (await events.all()).filter(({ kind }) => patterns.some((pattern) => pattern.test(kind)));
    },
  })),
  inEvents({
    name: 'gives the tail newest first', source: 'SQL: ORDER BY position DESC LIMIT ?, handed on as it came',
    dies: 'events.tail.last', message: /tail\(2\) of five: expected at \[0\] "i4", got "i5"/,
  }, (events) => ({ tail: async (n) => (await events.tail(n)).toReversed() })),
  inEvents({
    name: 'cuts a tail of 0 with slice(-n)', source: 'JavaScript and Python: slice(-0) and items[-0:] are the whole list',
    dies: 'events.tail.zero', message: /tail\(0\) of three: expected \[\], got/,
  }, (events) => ({ tail: async (n) => (await events.tail(n), (await events.all()).slice(-n)) })),
  inEvents({
    name: 'makes a tail of what is no count', source: 'contextweaver\'s event logs (store/redis_event_log.py): `n <= 0` is an empty tail',
    dies: 'events.tail.bad-count', message: /tail\(-1\): expected INVALID_ARGUMENT, but it succeeded/,
  }, (events) => ({ tail: async (n) => await events.tail(careless(n, 0)) })),
  inEvents({
    name: 'takes grandchildren for children', source: 'SQL: WITH RECURSIVE over the parents, as for whole threads',
    dies: 'events.children.direct', message: /children of p: expected \["c2", "c1"\], got/,
  }, (events) => ({
    children: async (parentId) => {
      const found = new Set((await events.children(parentId)).map(({ id }) => id));
      const all = await events.all();
      for (const item of all) if (item.parentId !== null && found.has(item.parentId)) found.add(item.id);
      return all.filter(({ id }) => found.has(id));
    },
  })),
  inEvents({
    name: 'writes null as a text into its index of parents', source: 'keys such as `children:${parentId}` in Redis and LevelDB',
    dies: 'events.children.unknown', message: /children\('null'\): expected \[\], got/,
  }, (events) => ({
    children: async (parentId) => (await events.children(parentId), (await events.all()).filter((item) => String(item.parentId) === parentId)),
  })),
  inEvents({
    name: 'takes an item for no parent of its own', source: 'guards against cycles that stop at the first step',
    dies: 'events.parent.found', message: /parent of an item that is its own parent: expected "self", got undefined/,
  }, (events) => ({
    parent: async (id) => {
      const parent = await events.parent(id);
      return parent?.id === id ? null : parent;
    },
  })),
  inEvents({
    name: 'takes a parent that is not in the log for an error', source: 'SQL: foreign keys; `get(item.parentId)` without a catch',
    dies: 'events.parent.none', message: /unexpected: ITEM_NOT_FOUND: .*"later"/,
  }, (events) => ({
    parent: async (id) => {
      const { parentId } = await events.get(id);
      return parentId === null ? null : await events.get(parentId);
    },
  })),
  inEvents({
    name: 'has no parent for an unknown id', source: 'SQL: a join of an item with its parent gives no row where there is no item either',
    dies: 'events.parent.unknown', message: /parent\('x'\): expected ITEM_NOT_FOUND, but it succeeded with null/,
  }, (events) => ({ parent: async (id) => (await events.has(id) ? await events.parent(id) : null) })),
  inEvents({
    name: 'asks for an id without checking it', source: 'stores that check what is written, and look up whatever they are asked for',
    dies: 'events.read.bad-identifier', message: /has with "": expected INVALID_VALUE, but it succeeded with false/,
  }, (events) => ({
    has: async (id) => await events.has(id).catch((error: unknown) => {
      if (codeOf(error) === 'INVALID_VALUE') return false;
      throw error;
    }),
  })),
  inEvents({
    name: 'says of a bad id that it was not found', source: 'contextweaver\'s event logs: `if item_id not in self._index` is the only check',
    dies: 'events.read.bad-identifier', message: /get with "": expected INVALID_VALUE, got "ITEM_NOT_FOUND"/,
  }, (events) => ({
    get: async (id) => await events.get(id).catch((error: unknown) => {
      throw error instanceof InvalidValueError ? new ItemNotFoundError(`Item not found: ${id}`, { cause: error }) : error;
    }),
  })),
];
