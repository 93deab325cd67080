import type { StoredItem, StoredLedgerEvent } from '../../../src/index.ts';
import { changingRecords, isRecord } from './changed-records.ts';
import { type Mutant, overriding, remembering, wrapping } from './mutant.ts';

/** Bytes that hold what small artifacts were read last. */
const POOL_BYTES = 8192;

/** Mistakes by which callers and the store share objects. */
export const ALIASING_MUTANTS: readonly Mutant[] = [
  wrapping({
    name: 'looks at records after an await',
    source: 'clients that connect on the first call and queue what is called until then: arguments wait there as they are',
    dies: 'aliasing.given.event', message: /an event, changed while it was being written: expected/,
  }, ({ events, ledger, episodes, facts }) => ({
    events: overriding(events, {
      append: async (item, options) => await later(() => events.append(item, options)),
      appendMany: async (items, options) => await later(() => events.appendMany(items, options)),
    }),
    ledger: overriding(ledger, {
      append: async (event, options) => await later(() => ledger.append(event, options)),
      appendMany: async (list, options) => await later(() => ledger.appendMany(list, options)),
    }),
    episodes: overriding(episodes, { add: async (episode) => await later(() => episodes.add(episode)) }),
    facts: overriding(facts, { put: async (fact) => await later(() => facts.put(fact)) }),
  })),
  wrapping({
    name: 'looks at a query after an await',
    source: 'query builders that are run lazily, as Knex: what they were given is read when they are awaited',
    dies: 'aliasing.queries', message: /events\.query whose query was changed after the call: expected/,
  }, ({ events, ledger }) => ({
    events: overriding(events, { query: async (query) => await later(() => events.query(query)) }),
    ledger: overriding(ledger, { query: async (query) => await later(() => ledger.query(query)) }),
  })),
  wrapping({
    name: 'looks at a selector after an await',
    source: 'methods that first await what they need, here the artifact, and only then their arguments',
    dies: 'aliasing.selector', message: /the selection of a selector that was changed after the call: expected/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, { select: async (handle: string, selector: never) => await later(() => artifacts.select(handle, selector)) }),
  })),
  wrapping({
    name: 'looks at the bytes after an await',
    source: 'fs.write of Node.js hands the caller\'s own buffer to its thread pool: what is changed meanwhile is written as changed',
    dies: 'aliasing.artifact.given', message: /3 bytes, changed while they were being put: expected .* <00/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => {
        const kept = { ...options };
        return await later(() => artifacts.put(handle, content, options === undefined ? options : kept));
      },
    }),
  })),
  ...(['ledger', 'facts', 'episodes'] as const).map((name) => givesOut(name)),
  remembering({
    name: 'gives out the list of events that it keeps',
    source: 'cache-manager 3.1.0 (jaredwray/cacheable#137): the memory store gives every caller the cached object itself',
    dies: 'aliasing.returned.event-batch', message: /read again after what was read first was changed: expected/,
  }, () => {
    const lists = new Map<string, StoredItem[]>();
    return ({ scope, events }) => ({
      events: overriding(events, {
        append: async (item, options) => await forgetting(lists, scope, () => events.append(item, options)),
        appendMany: async (items, options) => await forgetting(lists, scope, () => events.appendMany(items, options)),
        all: async () => await kept(lists, scope, () => events.all()),
      }),
    });
  }),
  remembering({
    name: 'gives out the list of ledger events that it keeps',
    source: 'cache-manager 3.1.0 (jaredwray/cacheable#137): the memory store gives every caller the cached object itself',
    dies: 'aliasing.returned.ledger-event-batch', message: /read again after what was read first was changed: expected/,
  }, () => {
    const lists = new Map<string, StoredLedgerEvent[]>();
    return ({ scope, ledger }) => ({
      ledger: overriding(ledger, {
        append: async (event, options) => await forgetting(lists, scope, () => ledger.append(event, options)),
        appendMany: async (list, options) => await forgetting(lists, scope, () => ledger.appendMany(list, options)),
        reset: async (options) => await forgetting(lists, scope, () => ledger.reset(options)),
        events: async () => await kept(lists, scope, () => ledger.events()),
      }),
    });
  }),
  wrapping({
    name: 'writes into the record that it was given',
    source: 'the Node.js driver of MongoDB: insertOne sets _id on the document passed in (mongodb/node-mongodb-native#1306)',
    dies: 'aliasing.frozen.event', message: /that is frozen: expected to succeed, got TypeError: Cannot (add property|assign to read only property)/,
  }, changingRecords((record) => {
    if (isRecord(record) && !('runId' in record) && record['sensitivity'] === undefined) (record as { sensitivity?: string }).sensitivity = 'public';
    return record;
  })),
  wrapping({
    name: 'writes into the ledger event that it was given',
    source: 'drivers that set what they fill in on the object passed in (marcello3d/node-mongolian#101)',
    dies: 'aliasing.frozen.ledger-event', message: /that is frozen: expected to succeed, got TypeError: Cannot (add property|assign to read only property)/,
  }, changingRecords((record) => {
    if (isRecord(record) && 'runId' in record && record['schemaVersion'] === undefined) (record as { schemaVersion?: number }).schemaVersion = 1;
    return record;
  })),
  wrapping({
    name: 'sorts the tags that it was given',
    source: 'Array.prototype.sort, which sorts in place',
    dies: 'aliasing.frozen.fact', message: /a fact that is frozen: expected to succeed, got TypeError: Cannot assign to read only property/,
  }, changingRecords((record) => {
    // oxlint-disable-next-line typescript/require-array-sort-compare -- the mistake is another
    if (isRecord(record) && Array.isArray(record['tags'])) record['tags'].sort();
    return record;
  })),
  remembering({
    name: 'remembers lists that it gave',
    source: 'memoizee (medikoo/memoizee#32): whoever changes a memoized result changes it for everybody',
    dies: 'aliasing.lists', message: /facts\.listKeys after its first answer was changed: expected/,
  }, () => {
    const keys = new Map<string, string[]>();
    return ({ scope, facts }) => ({
      facts: overriding(facts, {
        put: async (fact) => {
          keys.delete(scope);
          await facts.put(fact);
        },
        delete: async (id) => {
          keys.delete(scope);
          await facts.delete(id);
        },
        listKeys: async (prefix) => {
          if (prefix !== undefined) return await facts.listKeys(prefix);
          const known = keys.get(scope) ?? await facts.listKeys();
          keys.set(scope, known);
          return known;
        },
      }),
    });
  }),
  wrapping({
    name: 'stores all of the buffer behind a view',
    source: 'Node.js: `buffer.buffer` without byteOffset and length is the whole pool, as the documentation of Buffer warns',
    dies: 'aliasing.artifact.view', message: /the part that was put: expected 100 bytes .*, got 1000 bytes/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => await artifacts.put(handle, content instanceof Uint8Array ? new Uint8Array(content.buffer) : content, options),
    }),
  })),
  wrapping({
    name: 'collects the pieces of a stream before it copies them',
    source: '`chunks.push(chunk)` and Buffer.concat at the end: right only where every chunk has memory of its own',
    dies: 'aliasing.artifact.reused-buffer', message: /pieces of one reused buffer: expected .*, got .*ee ee ee/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => {
        if (typeof content !== 'object' || content === null || !(Symbol.asyncIterator in content)) return await artifacts.put(handle, content, options);
        return await artifacts.put(handle, collected(content), options);
      },
    }),
  })),
  remembering({
    name: 'gives out the bytes that it keeps',
    source: 'groupon/node-cached#28: the memory backend leaks references to its contents',
    dies: 'aliasing.artifact.returned', message: /what get and stream gave was overwritten: expected .*, got .*ee ee/,
  }, () => {
    const kept = new Map<string, Uint8Array>();
    return ({ scope, artifacts }) => ({
      artifacts: overriding(artifacts, {
        put: async (handle, content, options) => {
          const ref = await artifacts.put(handle, content, options);
          kept.delete(`${scope} ${handle}`);
          return ref;
        },
        get: async (handle) => {
          const bytes = await artifacts.get(handle);
          const known = kept.get(`${scope} ${handle}`) ?? bytes;
          kept.set(`${scope} ${handle}`, known);
          return known;
        },
      }),
    });
  }),
  remembering({
    name: 'keeps small artifacts in one pool',
    source: 'Node.js: Buffer.from and Buffer.allocUnsafe cut small buffers out of one pool of 8 KiB, all reachable by `.buffer`',
    dies: 'aliasing.artifact.buffer', message: /whole buffer behind what get gave was overwritten|another artifact after that: expected/,
  }, () => {
    const pool = new Uint8Array(POOL_BYTES);
    const kept = new Map<string, Uint8Array>();
    let used = 0;
    return ({ scope, artifacts }) => ({
      artifacts: overriding(artifacts, {
        put: async (handle, content, options) => {
          const ref = await artifacts.put(handle, content, options);
          kept.delete(`${scope} ${handle}`);
          if (content instanceof Uint8Array && used + content.length <= POOL_BYTES) {
            pool.set(content, used);
            kept.set(`${scope} ${handle}`, pool.subarray(used, used + content.length));
            used += content.length;
          }
          return ref;
        },
        get: async (handle) => {
          const bytes = await artifacts.get(handle);
          return kept.get(`${scope} ${handle}`) ?? bytes;
        },
      }),
    });
  }),
];

/** Stores that give the record which they keep in memory to everyone who asks for it. */
function givesOut(name: 'ledger' | 'facts' | 'episodes'): Mutant {
  const one = { ledger: 'ledger-event', facts: 'fact', episodes: 'episode' }[name];
  return remembering({
    name: `gives out the ${one.replace('-', ' ')} that it keeps`,
    source: 'groupon/node-cached#28, rails/rails#24415: memory stores that give the entry itself, not a copy of it',
    dies: `aliasing.returned.${one}`, message: /read again after what was read first was changed: expected/,
  }, () => {
    const kept = new Map<string, unknown>();
    return (store) => {
      const parts = store[name];
      const get = async (id: string): Promise<unknown> => {
        const found: unknown = await parts.get(id);
        const key = `${store.scope} ${id}`;
        if (found === null || (isRecord(kept.get(key)) && sameIn(kept.get(key), found))) return kept.get(key) ?? found;
        kept.set(key, found);
        return found;
      };
      return { [name]: overriding<object>(parts, { get }) };
    };
  });
}

/** Whether it is the same version of a record: those that were replaced are not given out. */
function sameIn(kept: unknown, found: unknown): boolean {
  return isRecord(kept) && isRecord(found) && (kept['value'] === found['value'] || Object.values(kept).includes('scrambled'));
}

async function kept<T>(lists: Map<string, T[]>, scope: string, read: () => Promise<T[]>): Promise<T[]> {
  const list = lists.get(scope) ?? await read();
  lists.set(scope, list);
  return list;
}

async function forgetting<T>(lists: Map<string, unknown>, scope: string, write: () => Promise<T>): Promise<T> {
  lists.delete(scope);
  return await write();
}

async function later<T>(run: () => Promise<T>): Promise<T> {
  await Promise.resolve();
  return await run();
}

async function* collected(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  yield Buffer.concat(pieces);
}
