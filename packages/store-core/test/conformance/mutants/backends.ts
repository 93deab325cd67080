import type { Collection, Decide, NameRange, ScanRange, Stored, Term, Upload } from '../../../src/adapter.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { broken, HONEST, type Mutant, overriding, wrapping } from './mutant.ts';

class LosesEndOfBatch extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const { entries, head } = decide(state);
      return { entries: entries.slice(0, 500), head };
    });
  }
}

class ForgetsHead extends MapBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    const removed = super.remove(scope, collection, term);
    const index = this.index(scope, collection);
    index.head = index.summary.latest;
    return removed;
  }
}

class IgnoresDirection extends MapBackend {
  override scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    return super.scan(scope, collection, { ...range, reverse: false });
  }
}

class SortsByUnit extends MapBackend {
  override values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    // oxlint-disable-next-line typescript/require-array-sort-compare -- the mistake that is to be found
    return [...super.values(scope, collection, field, range)].sort();
  }
}

class IgnoresCaseOfScopes extends MapBackend {
  override index(scope: string, collection: Collection): ReturnType<MapBackend['index']> {
    return super.index(scope.toLowerCase(), collection);
  }
}

class SwapsChunks extends MapBackend {
  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    let held: Uint8Array | null = null;
    return {
      ...upload,
      write: (chunk) => {
        if (held === null) held = chunk;
        else void upload.write(chunk);
      },
      commit: (handle, decide) => {
        if (held !== null) void upload.write(held);
        void upload.commit(handle, decide);
      },
    };
  }
}

class KeepsAfterFailure extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const index = this.index(scope, collection);
    index.head += 1;
    super.append(scope, collection, ids, decide);
  }
}

/** Mistakes below the waist. */
export const BACKEND_MUTANTS: readonly Mutant[] = [
  broken({
    name: 'drops what exceeds 500 records of a batch',
    source: 'DynamoDB BatchWriteItem: what exceeds the batch comes back as UnprocessedItems, which callers forget',
    dies: 'events.append.batch-of-hundreds', message: /ids stored/,
  }, () => new LosesEndOfBatch()),
  broken({
    name: 'uses offsets again after a reset',
    source: 'SQLite INTEGER PRIMARY KEY without AUTOINCREMENT: the greatest rowid is used again once it was deleted',
    dies: 'transfer.export.ledger-head', message: /head of a ledger that was emptied/,
  }, () => new ForgetsHead()),
  broken({
    name: 'walks forwards when asked for the newest',
    source: 'key-value stores that have no reverse iterator, emulated by a forward one',
    dies: 'values.timestamps.no-order', message: /stands out of order in the storage: offset 2 was read where one above 0 and below 1 must follow/,
  }, () => new IgnoresDirection()),
  broken({
    name: 'sorts by UTF-16 unit',
    source: 'JavaScript: the default order of Array.prototype.sort, against the byte order of UTF-8 in SQLite and LevelDB',
    dies: 'transfer.export.order', message: /facts/,
  }, () => new SortsByUnit()),
  broken({
    name: 'takes scopes that differ in case for one',
    source: 'one file per key on a file system that folds case, as unstorage\'s fs driver on macOS and Windows',
    dies: 'scopes.separate.similar-names', message: /scope "/,
  }, () => new IgnoresCaseOfScopes()),
  broken({
    name: 'puts chunks in another order',
    source: 'parallel multipart uploads that are joined in order of arrival',
    dies: 'aliasing.artifact.given', message: /CORRUPT/,
  }, () => new SwapsChunks()),
  broken({
    name: 'lets a failed append consume an offset',
    source: 'SQLite AUTOINCREMENT with INSERT OR IGNORE, PostgreSQL sequences: a number once drawn is not given back',
    dies: 'events.append.failures-burn-no-offset', message: /offset after a duplicate/,
  }, () => new KeepsAfterFailure()),
  {
    ...broken({
      name: 'declares snapshots that it does not have',
      source: 'capability flags that are retyped instead of imported',
      dies: 'snapshot.bad-destination', message: /expected INVALID_ARGUMENT, got "UNSUPPORTED"/,
    }, () => new MapBackend()),
    subject: { ...HONEST, capabilities: { ...HONEST.capabilities, snapshot: true } },
  },
  wrapping({
    name: 'takes a limit of 0 for no limit',
    source: 'LangGraph\'s checkpointers, keyv adapters: `if (limit)` instead of `limit !== undefined`',
    dies: 'values.numbers.arguments.zero', message: /events.tail with 0/,
  }, ({ events }) => ({ events: overriding(events, { tail: async (n: number) => await events.tail(n === 0 ? 1000 : n) }) })),
  wrapping({
    name: 'gives out what it keeps',
    source: 'caches in front of a store that hand out the cached object, as in-memory savers do',
    dies: 'aliasing.returned.event', message: /read again/,
  }, ({ events }) => {
    const cache = new Map<string, ReturnType<typeof events.get>>();
    const get = async (id: string): ReturnType<typeof events.get> => {
      const found = cache.get(id) ?? events.get(id);
      cache.set(id, found);
      return await found;
    };
    return { events: overriding(events, { get }) };
  }),
  wrapping({
    name: 'rejects with plain errors',
    source: 'langgraphjs checkpoint-sqlite: 58 times `throw new Error`',
    dies: 'errors.shape', message: /no StoreError/,
  }, ({ events }) => {
    const get = async (id: string): ReturnType<typeof events.get> => {
      return await events.get(id).catch(() => {
        throw new Error('not found');
      });
    };
    return { events: overriding(events, { get }) };
  }),
  wrapping({
    name: 'stays open after close',
    source: 'contextweaver\'s in-memory stores, whose close does nothing',
    dies: 'lifecycle.closed.events-count', message: /expected STORE_CLOSED, but it succeeded/,
  }, () => ({ close: async () => undefined })),
  wrapping({
    name: 'never settles',
    source: 'connection pools without a time limit: a call waits for a connection that nobody gives back',
    dies: 'scopes.list.order', message: /not done after 50 ms/, timeoutMs: 50,
  }, () => ({ scopes: async () => await new Promise<string[]>(() => undefined) })),
];
