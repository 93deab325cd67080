import { BackendError, InvalidValueError, isStoreError, type Store, StoreClosedError, type StoredItem } from '../../../src/index.ts';
import { turns } from '../../../src/conformance/turns.ts';
import { MapBackend, openOn } from '../../support/map-backend.ts';
import { HONEST, type Mutant, opening, overriding, remembering, wrapping, wrapStore } from './mutant.ts';

/** The stores that are open now, for the mutant whose stores all hang on one connection. */
const connected = new Set<Store>();

/** Mistakes with close, and with what comes before and after it. */
export const LIFECYCLE_MUTANTS: readonly Mutant[] = [
  wrapping({
    name: 'does not wait for what is under way when it closes',
    source: 'ueberDB (ether/ueberDB#74): close ends the database without waiting for what is still to be written',
    dies: 'lifecycle.close.waits', message: /what settles last: expected "close", got/,
  }, (store) => ({ close: async () => void store.close() })),
  wrapping({
    name: 'closes a view without waiting for its puts',
    source: 'handles on a shared connection whose close only marks them as closed',
    dies: 'lifecycle.views.close-waits-for-stream', message: /what settles while the stream is open: expected \[\], got \["close"\]/,
  }, (store) => (store.scope === 'default' ? {} : { close: async () => void store.close() })),
  remembering({
    name: 'cuts off the calls under way when it closes',
    source: 'ioredis: disconnect rejects the commands that are still pending with "Connection is closed."',
    dies: 'lifecycle.close.during-each-call', message: /events\.append, under way when the store was closed: expected "fulfilled", got "rejected"/,
  }, () => {
    const closed = new Set<Store>();
    return (store) => {
      const cutOff = async <T>(call: Promise<T>): Promise<T> => {
        const result = await call;
        if (closed.has(store)) throw new StoreClosedError('the connection was closed');
        return result;
      };
      return {
        events: overriding(store.events, { append: async (item, options) => await cutOff(store.events.append(item, options)) }),
        close: async () => {
          closed.add(store);
          await store.close();
        },
      };
    };
  }),
  remembering({
    name: 'breaks off streams that come in when it closes',
    source: 'AbortController: uploads under way are aborted with the client',
    dies: 'lifecycle.close.waits-for-stream', message: /what settles while the stream is open: expected \[\], got \["put"\]/,
  }, () => (store) => {
    const closing = Promise.withResolvers<never>();
    closing.promise.catch(() => undefined);
    return {
      artifacts: overriding(store.artifacts, {
        put: async (handle, content, options) => {
          const put = store.artifacts.put(handle, content, options);
          put.catch(() => undefined);
          const streams = typeof content === 'object' && content !== null && Symbol.asyncIterator in content;
          return await (streams ? Promise.race([put, closing.promise]) : put);
        },
      }),
      close: async () => {
        closing.reject(new StoreClosedError('the upload was aborted'));
        await store.close();
      },
    };
  }),
  wrapping({
    name: 'refuses to be closed twice',
    source: 'node:sqlite: DatabaseSync.close throws where the database is not open, as its documentation says',
    dies: 'lifecycle.close.idempotent', message: /two closes at once: expected to succeed, got "STORE_CLOSED" \(database is not open\)/,
  }, (store) => {
    let closed = false;
    return {
      close: async () => {
        if (closed) throw new StoreClosedError('database is not open');
        closed = true;
        await store.close();
      },
    };
  }),
  wrapping({
    name: 'refuses to be closed while it closes',
    source: 'node-postgres: a second end of a Pool rejects with "Called end on pool more than once"',
    dies: 'lifecycle.close.idempotent', message: /two closes at once: expected to succeed, got "STORE_CLOSED" \(Called end/,
  }, (store) => {
    let closing = false;
    return {
      close: async () => {
        if (closing) throw new StoreClosedError('Called end on pool more than once');
        closing = true;
        await store.close().finally(() => {
          closing = false;
        });
      },
    };
  }),
  wrapping({
    name: 'does nothing when it is disposed of',
    source: 'a [Symbol.asyncDispose] for the type checker\'s sake, beside the close that does the work',
    dies: 'lifecycle.close.dispose', message: /a call after dispose: expected STORE_CLOSED, but it succeeded/,
  }, () => ({ [Symbol.asyncDispose]: async () => undefined })),
  wrapping({
    name: 'takes calls until it has closed',
    source: 'a flag that is set when close ends, not when it begins',
    dies: 'lifecycle.close.refuses-at-once', message: /append while close waits: expected STORE_CLOSED, but it succeeded/,
  }, (store) => ({
    close: async () => {
      await turns(1);
      await store.close();
    },
  })),
  remembering({
    name: 'cannot close while an iterator stands',
    source: 'SQLite: sqlite3_close is SQLITE_BUSY while a statement is not finalized',
    dies: 'lifecycle.close.broken-off-iterator', message: /a close while an iterator stands: expected to succeed, got "BACKEND" \(unable to close/,
  }, () => {
    const open = new Set<object>();
    return (store) => ({
      events: overriding(store.events, { stream: (query) => noted(store.events.stream(query), open) }),
      close: async () => {
        if (open.size > 0) throw new BackendError('unable to close due to unfinalized statements');
        await store.close();
      },
    });
  }),
  opening(HONEST, {
    name: 'closes the connection of all stores with one of them',
    source: 'one connection for the process, as Mongoose\'s default one, which disconnect ends for everybody',
    dies: 'lifecycle.close.independent', message: /a call on the other store: expected to succeed, got "STORE_CLOSED"/,
  }, async (open, env) => {
    const store = await open(env);
    connected.add(store);
    return overriding(store, {
      close: async () => {
        const all = [...connected];
        connected.clear();
        await Promise.all([...all, store].map(async (each) => await each.close()));
      },
    });
  }),
  remembering({
    name: 'answers from memory after it was closed',
    source: 'caches in front of a store that do not know that it was closed',
    dies: 'lifecycle.closed.events-get', message: /events\.get after close: expected STORE_CLOSED, but it succeeded/,
  }, () => {
    const kept = new Map<string, StoredItem>();
    return ({ scope, events }) => ({
      events: overriding(events, {
        append: async (item, options) => {
          const offset = await events.append(item, options);
          await events.get(item.id).then((stored) => kept.set(`${scope} ${item.id}`, stored), () => undefined);
          return offset;
        },
        get: async (id) => await events.get(id).catch((error: unknown) => {
          const stored = kept.get(`${scope} ${id}`);
          if (stored !== undefined && isStoreError(error) && error.code === 'STORE_CLOSED') return structuredClone(stored);
          throw error;
        }),
      }),
    });
  }),
  ...(['events', 'ledger', 'artifacts', 'episodes', 'facts'] as const).map((name) => staysOpen(name)),
  wrapping({
    name: 'lists scopes, and checks itself, after close',
    source: 'methods of the connection that go by the gate of the store\'s other methods',
    dies: 'lifecycle.closed.scopes', message: /scopes after close: expected STORE_CLOSED, but it succeeded/,
  }, (store) => ({
    scopes: async () => await store.scopes().catch(ifClosed([])),
    verify: () => unlessClosed(store.verify()),
    snapshot: async (destination) => await store.snapshot(destination).catch(ifClosed(undefined)),
  })),
  wrapping({
    name: 'gives views of a closed store',
    source: 'factories that only make an object, and leave it to its first call to find out',
    dies: 'lifecycle.closed.with-scope', message: /withScope after close: expected STORE_CLOSED, but it succeeded/,
  }, (store) => ({
    withScope: (scope) => {
      try {
        return store.withScope(scope);
      } catch (error) {
        if (isStoreError(error) && error.code === 'STORE_CLOSED') return overriding(store, { scope });
        throw error;
      }
    },
  })),
  wrapping({
    name: 'looks at arguments before it looks whether it is open',
    source: 'methods that begin with their checks, and find the handle closed only where they use it',
    dies: 'lifecycle.closed.before-validation', message: /events\.get with a wrong argument after close: expected STORE_CLOSED, got "INVALID_VALUE"/,
  }, ({ events }) => ({
    events: overriding(events, {
      get: async (id) => {
        if (id === '') throw new InvalidValueError('id', 'must not be empty');
        return await events.get(id);
      },
    }),
  })),
  ...([
    ['events', 'events-stream', (store) => ({ events: overriding(store.events, { stream: (query) => ahead(store.events.stream(query)) }) })],
    ['ledger', 'ledger-stream', (store) => ({ ledger: overriding(store.ledger, { stream: (query) => ahead(store.ledger.stream(query)) }) })],
    ['artifacts', 'artifacts-stream', (store) => ({ artifacts: overriding(store.artifacts, { stream: (handle, range) => ahead(store.artifacts.stream(handle, range)) }) })],
    ['findings', 'verify', (store) => ({ verify: () => ahead(store.verify()) })],
  ] as const satisfies ReadonlyArray<readonly [string, string, (store: Store) => Partial<Store>]>).map(([what, id, change]) => wrapping({
    name: `goes on with an iterator of ${what} after close`,
    source: 'iterators over pages that were fetched ahead, as abstract-level\'s nextv; leveldown went on with the database gone (Level/leveldown#37)',
    dies: `lifecycle.iterators.${id}`, message: /a step in scope view after close: expected STORE_CLOSED, but it succeeded/,
  }, change)),
  remembering({
    name: 'closes the store with a view of it',
    source: 'unstorage: prefixStorage copies the members of the storage, its `dispose` too (unjs/unstorage#33 shows how)',
    dies: 'lifecycle.views.close-view', message: /a call on another view of the scope: expected to succeed, got "STORE_CLOSED"/,
  }, () => {
    let root: Store | undefined;
    return (store) => {
      root ??= store;
      const first = root;
      return { close: async () => await first.close(), [Symbol.asyncDispose]: async () => await first.close() };
    };
  }),
  opening(HONEST, {
    name: 'gives views a connection of their own, and forgets to close it',
    source: 'pools: whoever asks for another database gets another connection, which nobody ends',
    dies: 'lifecycle.views.close-store', message: /the order in which they settle|a call on a view: expected STORE_CLOSED/,
  }, async (_, env) => {
    const backend = new Unclosed();
    const [store, twin] = [await openOn(backend, { ...env }), await openOn(backend, { ...env })];
    return overriding(store, {
      withScope: (scope: string) => {
        store.withScope(scope);
        return twin.withScope(scope);
      },
    });
  }),
  remembering({
    name: 'gives each view data of its own',
    source: 'SQLite: each connection to :memory: is a database of its own, as its documentation says',
    dies: 'lifecycle.views.same-scope', message: /has in another view of the scope: expected true, got false/,
  }, () => {
    let views = 0;
    return (store) => ({
      withScope: (scope: string) => {
        const named = store.withScope(scope);
        views += 1;
        return scope.length < 20 ? overriding(store.withScope(`${scope} ${views}`), { scope }) : named;
      },
    });
  }),
  wrapping({
    name: 'has undefined for what is not there',
    source: 'Map.prototype.get, and Keyv, which gives undefined, where unstorage and Web Storage give null',
    dies: 'lifecycle.fresh.reads', message: /episodes\.get in a new store: expected null, got undefined/,
  }, ({ episodes }) => ({ episodes: overriding(episodes, { get: async (id) => (await episodes.get(id)) ?? undefined as never }) })),
  wrapping({
    name: 'has nothing where it should reject',
    source: 'LangGraph\'s checkpointers: getTuple of an unknown thread gives undefined',
    dies: 'lifecycle.fresh.not-found', message: /facts\.get.*: expected ITEM_NOT_FOUND, but it succeeded/,
  }, ({ facts }) => ({
    facts: overriding(facts, {
      get: async (id) => await facts.get(id).catch((error: unknown) => {
        if (isStoreError(error) && error.code === 'ITEM_NOT_FOUND') return undefined as never;
        throw error;
      }),
    }),
  })),
];

class Unclosed extends MapBackend {
  override close(): void {
    // Somebody else may use it.
  }
}

/** A store one of whose parts works on when it was closed. */
function staysOpen(name: 'events' | 'ledger' | 'artifacts' | 'episodes' | 'facts'): Mutant {
  const one = { events: 'events-tail', ledger: 'ledger-runs', artifacts: 'artifacts-get', episodes: 'episodes-all', facts: 'facts-put' }[name];
  return opening(HONEST, {
    name: `leaves its ${name} open when it closes`,
    source: 'stores made of several, as one file or table each, of which close forgets one',
    dies: `lifecycle.closed.${one}`, message: /after close: expected STORE_CLOSED, but it succeeded/,
  }, async (_, env) => {
    const backend = new Unclosed();
    const [store, twin] = [await openOn(backend, { ...env }), await openOn(backend, { ...env })];
    return wrapStore(store, ({ scope }) => ({ [name]: twin.withScope(scope)[name] }));
  });
}

function ifClosed<T>(answer: T): (error: unknown) => T {
  return (error) => {
    if (isStoreError(error) && error.code === 'STORE_CLOSED') return answer;
    throw error;
  };
}

async function* unlessClosed<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    ifClosed(undefined)(error);
  }
}

/** All of it is fetched at the first step. */
async function* ahead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  yield* list;
}

/** Stands in `open` from its first step to its end. */
function noted<T>(items: AsyncIterable<T>, open: Set<object>): AsyncIterable<T> {
  return {
    async* [Symbol.asyncIterator]() {
      const token = {};
      open.add(token);
      try {
        yield* items;
      } finally {
        open.delete(token);
      }
    },
  };
}
