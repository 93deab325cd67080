import type { Collection, Decide, NameRange, ScanRange, Stored, StoredArtifact, Term, Upload } from '../../src/adapter.ts';
import type { ConformanceSubject } from '../../src/conformance/index.ts';
import type { Store } from '../../src/index.ts';
import { fresh } from '../../src/conformance/model/programs/fresh.ts';
import { MapBackend, openOn } from '../support/map-backend.ts';

/** A store that is broken on purpose, for the model to find out. */
export interface BrokenStore {
  readonly name: string;
  readonly subject: ConformanceSubject;
  /** What the failure says of the command that tells. */
  readonly problem: RegExp;
}

class UsesOffsetsAgain extends MapBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    const removed = super.remove(scope, collection, term);
    const index = this.index(scope, collection);
    index.head = index.summary.latest;
    return removed;
  }
}

class BurnsOffsets extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const { entries, head } = decide(state);
      return { entries, head: entries.length === 0 && collection === 'events' ? head + 1 : head };
    });
  }
}

class WalksForwards extends MapBackend {
  override scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    return super.scan(scope, collection, { ...range, reverse: false });
  }
}

class SortsByUnit extends MapBackend {
  override listArtifacts(scope: string, range: NameRange): readonly StoredArtifact[] {
    return [...super.listArtifacts(scope, range)].sort((a, b) => (a.handle < b.handle ? -1 : 1));
  }
}

class TakesPrefixForPattern extends MapBackend {
  override values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    const pattern = new RegExp(`^${range.prefix.replaceAll(/[^\p{L}\p{N}_%]/gu, '.').replaceAll('%', '.*').replaceAll('_', '.')}`, 'u');
    return super.values(scope, collection, field, { ...range, prefix: '' }).filter((value) => pattern.test(value));
  }
}

class ComposesHandles extends MapBackend {
  override getArtifact(scope: string, handle: string): string | undefined {
    const same = [...this.versions(scope).keys()].find((other) => other.normalize('NFC') === handle.normalize('NFC'));
    return super.getArtifact(scope, same ?? handle);
  }
}

class OverwritesWhenRefused extends MapBackend {
  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    return {
      ...upload,
      commit: (handle, decide) => {
        const before = this.versions(scope).get(handle);
        this.versions(scope).delete(handle);
        try {
          void upload.commit(handle, (current) => decide(before?.body ?? current));
        } catch (error) {
          if (before !== undefined && before.chunks.length > 0) this.versions(scope).set(handle, before);
          throw error;
        }
      },
    };
  }
}

class SurvivesClose extends MapBackend {
  override close(): void {
    // Nothing is cleared.
  }
}

/** Each modelled on a mistake that stores have shipped. */
export const BROKEN_STORES: readonly BrokenStore[] = [
  backed('uses offsets again after a reset', /expected \d in all, at \[\d\] .* got/, () => new UsesOffsetsAgain()),
  backed('lets a refused append consume an offset', /expected \d, got \d$/, () => new BurnsOffsets()),
  backed('walks forwards when asked for the newest', /got CORRUPT$/, () => new WalksForwards()),
  backed('sorts handles by UTF-16 unit', /got CORRUPT$/, () => new SortsByUnit()),
  backed('takes a prefix for a pattern', /expected \[\], got \["/, () => new TakesPrefixForPattern()),
  backed('takes composed and decomposed handles for one', /expected/, () => new ComposesHandles()),
  backed('loses an empty artifact when a put is refused', /expected \d in all, at \[0\] .*got/, () => new OverwritesWhenRefused()),
  backed('keeps what it says it does not keep', /expected 2 in all, at \[0\] .*got/, () => new SurvivesClose(), true),
  wrapped('takes a limit of 0 for no limit', /expected \[\], got \[\{/, ({ events }) => ({ events: overriding(events, { tail: async (n) => await events.tail(n === 0 ? 1000 : n) }) })),
  wrapped('takes kinds out of the first items only', /expected \[\{|expected .* in all/, ({ events }) => ({
    events: overriding(events, {
      query: async (query) => {
        const { kinds, ...window } = cloned(query ?? {});
        const [, first] = await Promise.all([events.query(query), events.query(window)]);
        return first.filter(({ kind }) => kinds?.includes(kind) ?? true);
      },
    }),
  })),
  wrapped('gives out what it keeps', /asked once more: .*scrambled/, ({ facts }) => {
    const cache = new Map<string, ReturnType<typeof facts.get>>();
    const get = async (id: string): ReturnType<typeof facts.get> => {
      const found = cache.get(id) ?? facts.get(id);
      cache.set(id, found);
      return await found;
    };
    const forgetting = <A, R>(call: (argument: A) => Promise<R>) => async (argument: A): Promise<R> => {
      cache.clear();
      return await call.call(facts, argument);
    };
    return { facts: overriding(facts, { get, put: forgetting(facts.put), delete: forgetting(facts.delete) }) };
  }),
  wrapped('reads what was given only after others had their turn', /expected undefined, got INVALID_VALUE at added/, ({ episodes }) => ({
    episodes: overriding(episodes, {
      add: async (episode) => {
        await Promise.resolve();
        await episodes.add(episode);
      },
    }),
  })),
  wrapped('lets a read overtake a write', /call 2 of these: expected/, ({ facts }) => ({
    facts: overriding(facts, {
      put: async (fact) => {
        const copy = cloned(fact);
        await Promise.resolve();
        await facts.put(copy);
      },
    }),
  })),
  wrapped('ranks ties by the newest', /expected at \[0\]\.episodeId/, ({ episodes }) => ({
    episodes: overriding(episodes, { search: async (query, options) => (await episodes.search(query, { topK: 100, ...options })).reverse() }),
  })),
  wrapped('rejects with plain errors', /no StoreError/, ({ ledger }) => ({
    ledger: overriding(ledger, {
      get: async (id) => await ledger.get(id).catch(() => {
        throw new Error('not found');
      }),
    }),
  })),
  wrapped('stays open after close', /expected STORE_CLOSED, but it succeeded/, () => ({ close: async () => undefined })),
];

/** One of its calls never settles. */
export const NEVER_SETTLES: ConformanceSubject = wrapped('never settles', /nothing within/, ({ ledger }) => ({
  ledger: overriding(ledger, { runs: async () => await new Promise<string[]>(() => undefined) }),
})).subject;

function backed(name: string, problem: RegExp, backend: () => MapBackend, keeps = false): BrokenStore {
  const place = async (): ReturnType<ConformanceSubject['place']> => {
    const only = backend();
    return { open: async (env) => await openOn(keeps ? only : backend(), { ...env }), destroy: async () => undefined };
  };
  return { name, problem, subject: { name, capabilities: new MapBackend().capabilities, place } };
}

function wrapped(name: string, problem: RegExp, change: (store: Store) => Partial<Store>): BrokenStore {
  const { subject } = backed(name, problem, () => new MapBackend());
  const place = async (): ReturnType<ConformanceSubject['place']> => {
    const inner = await subject.place();
    const open: typeof inner.open = async (env) => {
      const store = await inner.open(env);
      return overriding(store, change(store));
    };
    return { ...inner, open };
  };
  return { name, problem, subject: { ...subject, place } };
}

/** A copy of an argument, which may hold what cannot be copied. */
function cloned<T>(value: T): T {
  return fresh(value) as T;
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
