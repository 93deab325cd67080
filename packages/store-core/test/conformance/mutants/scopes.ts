import { isStoreError, type Store } from '../../../src/index.ts';
import type { Collection, Decide, Term } from '../../../src/adapter.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { toFlag } from './conversions.ts';
import { broken, HONEST, type Mutant, opening, overriding, remembering, wrapping } from './mutant.ts';

class IdsAcrossScopes extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const elsewhere = [...this.records].flatMap(([key, index]) => {
        const [, other] = JSON.parse(key) as [string, Collection];
        if (collection !== 'events' || other !== collection) return [];
        return ids.flatMap((id) => {
          const found = index.get(id);
          return found === undefined ? [] : [[id, { offset: found.offset, body: found.note }] as const];
        });
      });
      return decide({ ...state, known: new Map([...elsewhere, ...state.known]) });
    });
  }
}

class RemovesByPrefix extends MapBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    if (term !== null) return super.remove(scope, collection, term);
    const alike = this.scopes().filter((other) => other.startsWith(scope));
    const removed = alike.map((other) => super.remove(other, collection, term));
    return removed[alike.indexOf(scope)] ?? 0;
  }
}

class SharesBytes extends MapBackend {
  override removeArtifact(scope: string, handle: string): boolean {
    const bytes = JSON.stringify(this.versions(scope).get(handle)?.chunks.map((chunk) => [...chunk]));
    for (const versions of this.artifacts.values()) {
      for (const [other, version] of versions) {
        if (JSON.stringify(version.chunks.map((chunk) => [...chunk])) === bytes) versions.set(other, { ...version, chunks: [] });
      }
    }
    return super.removeArtifact(scope, handle);
  }
}

/** Mistakes with scopes, and with what a store is opened with. */
export const SCOPE_MUTANTS: readonly Mutant[] = [
  broken({
    name: 'has one event of an id in all scopes',
    source: 'tables with a column for the tenant whose primary key is the id alone',
    dies: 'scopes.separate.same-names', message: /DUPLICATE_ITEM/,
  }, () => new IdsAcrossScopes()),
  broken({
    name: 'empties the scopes whose names begin alike',
    source: 'Redis: a namespace is cleared by SCAN MATCH `name*`, which takes `name2` with it',
    dies: 'scopes.separate.reset', message: /has in a scope whose name begins alike: other.*expected true, got false/,
  }, () => new RemovesByPrefix()),
  broken({
    name: 'keeps the same bytes once, and does not count who needs them',
    source: 'cacache: rm.content takes the content away from every entry that refers to it, as its README says',
    dies: 'scopes.separate.artifact-delete', message: /CORRUPT/,
  }, () => new SharesBytes()),
  wrapping({
    name: 'lists scopes as a dictionary would',
    source: 'localeCompare, and the locales of PostgreSQL: punctuation and case come in an order of their own',
    dies: 'scopes.list.order', message: /scopes: expected at \[\d+\]/,
  }, (store) => ({ scopes: async () => (await store.scopes()).toSorted((a, b) => a.localeCompare(b, 'en')) })),
  wrapping({
    name: 'always lists the default scope',
    source: 'PostgreSQL: every new database has the schema `public`, whether or not anything is in it',
    dies: 'transfer.import.empty', message: /scopes: expected \[\], got \["default"\]/,
  }, (store) => ({ scopes: async () => await withSeen(store, new Set(['default'])) })),
  remembering({
    name: 'lists scopes that hold nothing any more',
    source: 'MongoDB: a collection stays in listCollections when its last document is deleted',
    dies: 'scopes.list.holding-data', message: /listed after it lost an artifact: expected false, got true/,
  }, () => {
    const seen = new Set<string>();
    return (store) => ({ scopes: async () => await withSeen(store, seen, (scopes) => scopes.forEach((scope) => seen.add(scope))) });
  }),
  remembering({
    name: 'makes a scope of whatever is looked at',
    source: 'Python\'s defaultdict, and caches that make an entry for every key that is asked for',
    dies: 'lifecycle.fresh.reads-leave-no-trace', message: /scopes after reads of an empty scope: expected .*"default".*, got .*"other"/,
  }, () => {
    const seen = new Set<string>();
    return (store) => ({
      events: overriding(store.events, {
        count: async () => {
          const count = await store.events.count();
          if (store.scope !== 'default') seen.add(store.scope);
          return count;
        },
      }),
      scopes: async () => await withSeen(store, seen),
    });
  }),
  remembering({
    name: 'makes a scope before it knows whether the write succeeds',
    source: 'a row for each tenant, inserted on the first write and outside of its transaction',
    dies: 'scopes.list.failed-writes', message: /scopes: expected \[\], got \["a"\]/,
  }, () => {
    const seen = new Set<string>();
    return (store) => ({
      events: overriding(store.events, {
        append: async (item, options) => await store.events.append(item, options).catch((error: unknown) => {
          if (isStoreError(error) && error.code === 'OFFSET_CONFLICT') seen.add(store.scope);
          throw error;
        }),
      }),
      scopes: async () => await withSeen(store, seen),
    });
  }),
  wrapping({
    name: 'forgets scopes of which only the offsets are left',
    source: '`SELECT DISTINCT scope` over the records: a scope that was emptied is in none of them',
    dies: 'scopes.list.reset-ledger', message: /scopes after the reset: expected .*"a".*, got \[\]/,
  }, (store) => ({
    scopes: async () => {
      const scopes = await store.scopes();
      const held = await Promise.all(scopes.map(async (scope) => await holdsRecords(store.withScope(scope))));
      return scopes.filter((_, index) => held[index]);
    },
  })),
  opening(HONEST, {
    name: 'opens the default scope whatever it is told',
    source: 'options that are taken but not handed on, as unstorage\'s localStorage driver with its `base` (unjs/unstorage#352)',
    dies: 'scopes.open.scope', message: /scope: expected "tenant", got "default"/,
  }, async (open, env) => await open(typeof env.scope === 'string' && env.scope !== '' && env.scope.isWellFormed() ? { ...env, scope: 'default' } : env)),
  opening(HONEST, {
    name: 'takes any scope for default where it is no name',
    source: 'defaults by `||`: the empty string, null and 0 are not told from nothing',
    dies: 'open.options.scope', message: /the scope: the empty string: expected INVALID_VALUE, but it succeeded/,
  }, async (open, { scope, ...env }) => await open(scope !== undefined && toFlag(scope) ? { ...env, scope } : env)),
  opening(HONEST, {
    name: 'ignores options that it does not know',
    source: 'SQLite: parameters of a URI that it does not know are ignored, as its documentation says; so is `{ ...defaults, ...options }`',
    dies: 'open.options.unknown', message: /the option Scope: undefined: expected INVALID_ARGUMENT, but it succeeded/,
  }, async (open, { clock, ...rest }) => await open({ clock, ...('scope' in rest ? { scope: rest.scope } : {}) })),
  opening(HONEST, {
    name: 'takes the system\'s clock for what is no clock',
    source: 'checks that correct what they should refuse: `typeof clock === \'function\' ? clock : Date.now`',
    dies: 'open.options.clock', message: /the clock null: expected INVALID_ARGUMENT, but it succeeded/,
  }, async (open, { clock, ...rest }) => await open(typeof clock === 'function' ? { clock, ...rest } : { clock: () => new Date(), ...rest })),
  remembering({
    name: 'lets others change what it says of itself',
    source: 'a `capabilities` object that is exported as it is, and shared by all instances',
    dies: 'open.capabilities', message: /after an attempt to change those of the store: expected at \.durability/,
  }, () => {
    let capabilities: Store['capabilities'] | undefined;
    return (store) => ({ capabilities: (capabilities ??= { ...store.capabilities }) });
  }),
  wrapping({
    name: 'says the scope of its store in every view',
    source: 'views made by Object.create or a spread, whose members are those of what they were made of',
    dies: 'lifecycle.views.scope-names', message: /the scope of a view: expected "a", got "default"/,
  }, () => ({ scope: 'default' })),
  wrapping({
    name: 'hides from exports that a view is a store',
    source: 'views that are wrapped once more, to log or to count, and lose what the inner object is known by',
    dies: 'transfer.export.no-store', message: /INVALID_ARGUMENT: store: must be an open store/,
  }, (store) => ({ withScope: (scope: string) => relay(store.withScope(scope)) })),
];

/** A new object with the members that the type has. */
function relay(view: Store): Store {
  const { scope, capabilities, events, ledger, artifacts, episodes, facts } = view;
  return {
    scope, capabilities, events, ledger, artifacts, episodes, facts,
    withScope: (name) => relay(view.withScope(name)),
    scopes: async () => await view.scopes(),
    snapshot: async (destination) => await view.snapshot(destination),
    verify: () => view.verify(),
    close: async () => await view.close(),
    [Symbol.asyncDispose]: async () => await view.close(),
  };
}

async function withSeen(store: Store, seen: ReadonlySet<string>, note: (scopes: readonly string[]) => void = () => undefined): Promise<string[]> {
  const scopes = await store.scopes();
  note(scopes);
  const found = [...new Set([...scopes, ...seen])];
  return scopes.length === found.length ? scopes : found.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

async function holdsRecords({ events, ledger, artifacts, episodes, facts }: Store): Promise<boolean> {
  if ((await events.count()) > 0 || (await ledger.count()) > 0 || (await artifacts.listRefs({ limit: 1 })).length > 0) return true;
  return (await episodes.latest(1)).length > 0 || (await facts.listKeys()).length > 0;
}
