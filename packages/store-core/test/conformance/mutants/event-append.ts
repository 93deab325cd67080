import { type ContextItem, BackendError, InvalidValueError, isStoreError, OffsetConflictError } from '../../../src/index.ts';
import type { Collection, Decide } from '../../../src/adapter.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { codeOf, inEvents, isBatch, only } from './changing.ts';
import { broken, type Mutant } from './mutant.ts';

const MEMBERS = ['id', 'kind', 'text', 'tokenEstimate', 'sensitivity', 'metadata', 'parentId', 'artifactRef', 'offset'];

class ReplacesEvents extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => decide(collection === 'events' ? { ...state, known: new Map() } : state));
  }
}

const refuseOffset = (item: ContextItem): void => {
  if ('offset' in item) throw new InvalidValueError('item.offset', 'is no member of an item');
};

/** What an append to the event log does wrong. */
export const EVENT_APPEND_MUTANTS: readonly Mutant[] = [
  inEvents({
    name: 'counts offsets from 0', source: 'Kafka and EventStoreDB: the first offset of a partition, the first revision of a stream is 0',
    dies: 'events.append.offsets', message: /offset of append 1: expected 1, got 0/,
  }, (events) => ({ append: async (item, options) => await events.append(item, options) - 1 })),
  inEvents({
    name: 'gives the first offset of a batch', source: 'MySQL: LAST_INSERT_ID() after an INSERT of several rows is the id of the first',
    dies: 'events.append.batch-offsets', message: /appendMany of three after one: expected 4, got 2/,
  }, (events) => ({ appendMany: async (items, options) => await events.appendMany(items, options) - Math.max(0, items.length - 1) })),
  inEvents({
    name: 'ends a text at U+0000', source: 'SQLite: length() and the shell end a text at its first NUL, as everything does that takes it for a C string',
    dies: 'events.append.read-back', message: /\.text "see \\u0000/,
  }, (events) => ({
    get: async (id) => {
      const item = await events.get(id);
      return { ...item, text: item.text.split('\u0000', 1).join('') };
    },
  })),
  inEvents({
    name: 'reads null back as the empty string', source: 'Redis hashes, which hold strings only: there is no null to be stored',
    dies: 'events.append.defaults', message: /item a: expected at \.parentId null, got ""/,
  }, (events) => ({
    get: async (id) => {
      const item = await events.get(id);
      return { ...item, parentId: item.parentId ?? '' };
    },
  })),
  inEvents({
    name: 'refuses an item that was read elsewhere', source: 'schemas made strict (z.strictObject) from the type that goes in, which has no offset',
    dies: 'events.append.offset-ignored', message: /unexpected: INVALID_VALUE: item\.offset/,
  }, (events) => ({
    append: async (item, options) => {
      refuseOffset(item);
      return await events.append(item, options);
    },
    appendMany: async (items, options) => {
      items.forEach(refuseOffset);
      return await events.appendMany(items, options);
    },
  })),
  inEvents({
    name: 'drops members of an item that it does not know', source: 'Mongoose: in strict mode, the default, paths that the schema does not have are not saved',
    dies: 'events.append.unknown-member', message: /append with a member `parent`: expected INVALID_VALUE, but it succeeded/,
  }, (events) => ({
    append: async (item, options) => await events.append(only(item, ...MEMBERS), options),
    appendMany: async (items, options) => await events.appendMany(isBatch(items) ? items.map((item) => only(item, ...MEMBERS)) : items, options),
  })),
  broken({
    name: 'replaces an item with the same id', source: 'SQLite: INSERT OR REPLACE; a Map that is set without asking whether it has the key',
    dies: 'events.append.duplicate-id', message: /append of a known id: expected DUPLICATE_ITEM, but it succeeded/,
  }, () => new ReplacesEvents()),
  inEvents({
    name: 'writes a batch item by item', source: 'Redis pipelines, and loops around a single insert: without a transaction what came before an error stays',
    dies: 'events.append.batch-with-known-id', message: /it changed the store/,
  }, (events) => ({
    appendMany: async (items, options) => {
      if (!isBatch(items) || items.length === 0) return await events.appendMany(items, options);
      let offset = 0;
      for (const [index, item] of items.entries()) offset = await events.append(item, index === 0 ? options : undefined);
      return offset;
    },
  })),
  inEvents({
    name: 'leaves the known items of a batch out', source: 'SQLite: INSERT OR IGNORE, MongoDB: insertMany with ordered: false',
    dies: 'events.append.batch-with-known-id', message: /expected DUPLICATE_ITEM, but it succeeded/,
  }, (events) => ({
    appendMany: async (items, options) => {
      try {
        return await events.appendMany(items, options);
      } catch (error) {
        if (codeOf(error) !== 'DUPLICATE_ITEM') throw error;
        const known = await Promise.all(items.map(async ({ id }) => await events.has(id)));
        return await events.appendMany(items.filter((_, index) => known[index] !== true), options);
      }
    },
  })),
  inEvents({
    name: 'checks the items of a batch as it writes them', source: 'MongoDB: insertMany is ordered, and keeps the documents that came before the one that failed',
    dies: 'events.append.batch-invalid-item', message: /a batch with an invalid item: it changed the store/,
  }, (events) => ({
    appendMany: async (items, options) => {
      try {
        return await events.appendMany(items, options);
      } catch (error) {
        const [, index] = isStoreError(error) ? (/^items\[(\d+)\]/.exec(String(error.details['path'])) ?? []) : [];
        if (index !== undefined) await events.appendMany(items.slice(0, Number(index)));
        throw error;
      }
    },
  })),
  inEvents({
    name: 'looks for duplicates in the log alone', source: 'SELECT … WHERE id IN (…) before the INSERT of a batch, into a table without a unique index',
    dies: 'events.append.duplicate-in-batch', message: /x twice in a batch: expected DUPLICATE_ITEM, but it succeeded/,
  }, (events) => ({
    appendMany: async (items, options) => {
      return await events.appendMany(isBatch(items) ? [...new Map(items.map((item) => [item.id, item])).values()] : items, options);
    },
  })),
  inEvents({
    name: 'gives 0 for an empty batch', source: 'SQLite: last_insert_rowid() is 0 where nothing was inserted',
    dies: 'events.append.empty-batch', message: /appendMany\(\[\]\) after two items: expected 2, got 0/,
  }, (events) => ({
    appendMany: async (items, options) => {
      const offset = await events.appendMany(items, options);
      return items.length === 0 ? 0 : offset;
    },
  })),
  inEvents({
    name: 'takes event ids that differ in case for one', source: 'MySQL: the default collation utf8mb4_0900_ai_ci compares without case and accents',
    dies: 'events.append.distinct-ids', message: /get\("A"\): expected at \.storedId "A", got "a"/,
  }, (events) => ({
    get: async (id) => {
      const item = await events.get(id);
      return (await events.all()).find((one) => one.id.toLowerCase() === id.toLowerCase()) ?? item;
    },
  })),
  inEvents({
    name: 'commits a batch in pieces', source: 'DynamoDB: TransactWriteItems takes up to 100 actions, so that greater batches are cut',
    dies: 'events.append.batch-of-hundreds', message: /a failed batch of 701: it changed the store/,
  }, (events) => ({
    appendMany: async (items, options) => {
      let offset = await events.appendMany(items.slice(0, 100), options);
      for (let start = 100; start < items.length; start += 100) offset = await events.appendMany(items.slice(start, start + 100));
      return offset;
    },
  })),
  inEvents({
    name: 'takes the expected offset for the one that comes next', source: 'optimistic locking with @Version columns: the version to be written is confused with the one that was read',
    dies: 'events.expected-offset.met', message: /unexpected: OFFSET_CONFLICT/,
  }, (events) => {
    const before = <T extends { readonly expectedOffset?: number | undefined }>(options: T | undefined): T | undefined => {
      return options?.expectedOffset === undefined || !(options.expectedOffset > 0) ? options : { ...options, expectedOffset: options.expectedOffset - 1 };
    };
    return {
      append: async (item, options) => await events.append(item, before(options)),
      appendMany: async (items, options) => await events.appendMany(items, before(options)),
    };
  }),
  inEvents({
    name: 'is content with a log that has grown', source: 'conditions written as a comparison: UPDATE … WHERE version >= ?',
    dies: 'events.expected-offset.conflict', message: /expected 1: expected OFFSET_CONFLICT, but it succeeded/,
  }, (events) => ({
    append: async (item, options) => {
      try {
        return await events.append(item, options);
      } catch (error) {
        if (!(error instanceof OffsetConflictError) || Number(error.details['expected']) > Number(error.details['actual'])) throw error;
        return await events.append(item);
      }
    },
  })),
  inEvents({
    name: 'takes an expected offset of 0 for none', source: 'JavaScript: `if (options.expectedOffset)`, which 0 does not pass',
    dies: 'events.expected-offset.zero', message: /expectedOffset 0 on a log with one item: expected OFFSET_CONFLICT, but it succeeded/,
  }, (events) => ({
    append: async (item, options) => await events.append(item, options?.expectedOffset === 0 ? {} : options),
    appendMany: async (items, options) => await events.appendMany(items, options?.expectedOffset === 0 ? {} : options),
  })),
  inEvents({
    name: 'forgets the condition of a batch', source: 'an option added to append, and not to the batch beside it',
    dies: 'events.expected-offset.batch', message: /batch of two onto 1, expected 0: expected OFFSET_CONFLICT, but it succeeded/,
  }, (events) => ({ appendMany: async (items, options) => await events.appendMany(items, items.length === 0 ? options : {}) })),
  inEvents({
    name: 'has done with an empty batch at once', source: '`if (items.length === 0) return`, as in most bulk inserts: conditions are not looked at',
    dies: 'events.expected-offset.empty-batch', message: /empty batch, expected 1 on an empty log: expected OFFSET_CONFLICT/,
  }, (events) => ({
    appendMany: async (items, options) => (isBatch(items) && items.length === 0 ? await events.latestOffset() : await events.appendMany(items, options)),
  })),
  inEvents({
    name: 'compares the offset before it looks for duplicates', source: 'SQL: UPDATE streams SET version = … WHERE version = ?, and only then the INSERT: a retry fails at the version',
    dies: 'events.expected-offset.duplicate-first', message: /the same call again: expected DUPLICATE_ITEM, got "OFFSET_CONFLICT"/,
  }, (events) => ({
    append: async (item, options) => {
      await events.appendMany([], options);
      return await events.append(item, options);
    },
    appendMany: async (items, options) => {
      await events.appendMany([], options);
      return await events.appendMany(items, options);
    },
  })),
  inEvents({
    name: 'ignores an expected offset that is none', source: '`Number.isInteger(expected) ? check(expected) : undefined`, meant for the option that is left out',
    dies: 'events.expected-offset.bad', message: /append, expectedOffset -1: expected INVALID_ARGUMENT, but it succeeded/,
  }, (events) => ({
    append: async (item, options) => {
      const expected = options?.expectedOffset;
      return await events.append(item, Number.isSafeInteger(expected) && Number(expected) >= 0 ? options : {});
    },
  })),
  inEvents({
    name: 'ignores options of append that it does not know', source: 'JavaScript: `{ expectedOffset } = options` takes what it knows, and a misspelt condition is none',
    dies: 'events.expected-offset.unknown-option', message: /append with an unknown option: expected INVALID_ARGUMENT, but it succeeded/,
  }, (events) => ({
    append: async (item, options) => await events.append(item, only(options, 'expectedOffset')),
    appendMany: async (items, options) => await events.appendMany(items, only(options, 'expectedOffset')),
  })),
  inEvents({
    name: 'takes a kind from a closed list', source: 'PostgreSQL enums and CHECK constraints: a kind that nobody foresaw cannot be stored',
    dies: 'events.append.any-kind', message: /unexpected: BACKEND: .*violates check constraint/,
  }, (events) => ({
    appendMany: async (items, options) => {
      const foreign = items.find(({ kind }) => !/^[A-Za-z]\w*$/.test(kind));
      if (foreign !== undefined) throw new BackendError(`kind ${JSON.stringify(foreign.kind)} violates check constraint "items_kind_check"`);
      return await events.appendMany(items, options);
    },
  })),
];
