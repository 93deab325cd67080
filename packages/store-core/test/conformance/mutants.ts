import type { Collection, Decide, NameRange, ScanRange, Stored, Term, Upload } from '../../src/adapter.ts';
import type { ConformanceSubject, OpenEnv } from '../../src/conformance/index.ts';
import type { Store } from '../../src/index.ts';
import { MapBackend, openOn } from '../support/map-backend.ts';

/** An adapter that is broken on purpose, and the case in which it is found out. */
export interface Mutant {
  readonly name: string;
  readonly subject: ConformanceSubject;
  /** The id of the case. */
  readonly dies: string;
  /** What its message says. */
  readonly message: RegExp;
  /** The case is given no more time than this. Default: the kit's. */
  readonly timeoutMs?: number;
}

/** The honest adapter that the mutants are made of. */
export const HONEST: ConformanceSubject = subjectOf('honest', () => new MapBackend());

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

class SurvivesClose extends MapBackend {
  override close(): void {
    // Nothing is cleared.
  }
}

const survivor = new SurvivesClose();

/** Each modelled on a mistake that stores have shipped. */
export const MUTANTS: readonly Mutant[] = [
  broken('drops what exceeds 500 records of a batch', () => new LosesEndOfBatch(), 'events.append.batch-of-hundreds', /ids stored/),
  broken('uses offsets again after a reset', () => new ForgetsHead(), 'transfer.export.ledger-head', /head of a ledger that was emptied/),
  broken('walks forwards when asked for the newest', () => new IgnoresDirection(), 'values.timestamps.no-order', /the newest two/),
  broken('sorts by UTF-16 unit', () => new SortsByUnit(), 'transfer.export.order', /facts/),
  broken('takes scopes that differ in case for one', () => new IgnoresCaseOfScopes(), 'scopes.separate.similar-names', /scope "/),
  broken('puts chunks in another order', () => new SwapsChunks(), 'aliasing.artifact.given', /CORRUPT/),
  broken('lets a failed append consume an offset', () => new KeepsAfterFailure(), 'events.append.failures-burn-no-offset', /offset after a duplicate/),
  broken('keeps what it says it does not keep', () => survivor, 'durability.reopen.export', /durability none/),
  {
    ...broken('declares snapshots that it does not have', () => new MapBackend(), 'snapshot.bad-destination', /expected INVALID_ARGUMENT, got "UNSUPPORTED"/),
    subject: { ...HONEST, capabilities: { ...HONEST.capabilities, snapshot: true } },
  },
  wrapping('takes a limit of 0 for no limit', 'values.numbers.arguments.zero', /events.tail with 0/, (store) => {
    const { events } = store;
    return { events: overriding(events, { tail: async (n: number) => await events.tail(n === 0 ? 1000 : n) }) };
  }),
  wrapping('gives out what it keeps', 'aliasing.returned.event', /read again/, (store) => {
    const { events } = store;
    const cache = new Map<string, ReturnType<typeof events.get>>();
    const get = async (id: string): ReturnType<typeof events.get> => {
      const found = cache.get(id) ?? events.get(id);
      cache.set(id, found);
      return await found;
    };
    return { events: overriding(events, { get }) };
  }),
  wrapping('rejects with plain errors', 'errors.shape', /no StoreError/, (store) => {
    const { events } = store;
    const get = async (id: string): ReturnType<typeof events.get> => {
      return await events.get(id).catch(() => {
        throw new Error('not found');
      });
    };
    return { events: overriding(events, { get }) };
  }),
  wrapping('stays open after close', 'lifecycle.closed.events-count', /expected STORE_CLOSED, but it succeeded/, () => ({ close: async () => undefined })),
  {
    ...wrapping('never settles', 'scopes.list.order', /not done after 50 ms/, () => ({ scopes: async () => await new Promise<string[]>(() => undefined) })),
    timeoutMs: 50,
  },
];

function subjectOf(name: string, backend: () => MapBackend, wrap: (store: Store) => Store = (store) => store): ConformanceSubject {
  const open = async (env: OpenEnv): Promise<Store> => wrap(await openOn(backend(), { ...env }));
  return { name, capabilities: new MapBackend().capabilities, place: async () => ({ open, destroy: async () => undefined }) };
}

function broken(name: string, backend: () => MapBackend, dies: string, message: RegExp): Mutant {
  return { name, subject: subjectOf(name, backend), dies, message };
}

function wrapping(name: string, dies: string, message: RegExp, change: (store: Store) => Partial<Store>): Mutant {
  return { name, subject: subjectOf(name, () => new MapBackend(), (store) => overriding(store, change(store))), dies, message };
}

/** The same object but for some of its members. Methods are called on the object itself, as they use private members. */
function overriding<T extends object>(target: T, change: Partial<T>): T {
  return new Proxy(target, {
    get(object, key): unknown {
      if (Object.hasOwn(change, key)) return Reflect.get(change, key);
      const value: unknown = Reflect.get(object, key, object);
      return typeof value === 'function' ? value.bind(object) : value;
    },
  });
}
