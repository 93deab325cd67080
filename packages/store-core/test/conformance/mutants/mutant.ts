import type { ConformanceSubject, OpenEnv, Place } from '../../../src/conformance/index.ts';
import type { Store } from '../../../src/index.ts';
import { MapBackend, openOn } from '../../support/map-backend.ts';

/** An adapter that is broken on purpose, and the case in which it is found out. */
export interface Mutant {
  /** What it does wrong, as "takes a limit of 0 for no limit". Unique. */
  readonly name: string;
  /** Whose mistake it is modelled on: a store, and where it can be seen; or the kind of storage that invites it. */
  readonly source: string;
  readonly subject: ConformanceSubject;
  /** The id of the case. */
  readonly dies: string;
  /** What its message says: enough to lead the author to the mistake. */
  readonly message: RegExp;
  /** The case is given no more time than this. Default: the kit's. */
  readonly timeoutMs?: number;
}

/** How a mutant is found out, and whose mistake it is. */
export type Death = Pick<Mutant, 'name' | 'source' | 'dies' | 'message'> & { readonly timeoutMs?: number };

/** The honest adapter that most mutants are made of. */
export const HONEST: ConformanceSubject = subjectOf('honest', () => new MapBackend());

/** A subject on a backend in memory. */
function subjectOf(name: string, backend: () => MapBackend): ConformanceSubject {
  const open = async (env: OpenEnv): Promise<Store> => await openOn(backend(), { ...env });
  return { name, capabilities: new MapBackend().capabilities, place: async () => ({ open, destroy: async () => undefined }) };
}

/** A mutant whose backend is broken. */
export function broken(death: Death, backend: () => MapBackend): Mutant {
  return { ...death, subject: subjectOf(death.name, backend) };
}

/** What a mutant does otherwise than the honest store that it is given, which may be a view. */
export type Change = (store: Store) => Partial<Store>;

/** A mutant whose stores, and their views, differ from honest ones in what `change` gives. */
export function wrapping(death: Death, change: Change): Mutant {
  return wrappingStoresOf(HONEST, death, change);
}

/** The same, where a store that is opened and its views remember something together. */
export function remembering(death: Death, begin: () => Change): Mutant {
  return rememberingStoresOf(HONEST, death, begin);
}

/** As `wrapping`, for the stores of any subject. */
export function wrappingStoresOf(subject: ConformanceSubject, death: Death, change: Change): Mutant {
  return rememberingStoresOf(subject, death, () => change);
}

/** As `remembering`, for the stores of any subject. */
export function rememberingStoresOf(subject: ConformanceSubject, death: Death, begin: () => Change): Mutant {
  return opening(subject, death, async (open, env) => wrapStore(await open(env), begin()));
}

/** A mutant that opens the stores of a subject in its own way. */
export function opening(subject: ConformanceSubject, death: Death, open: (honest: Place['open'], env: OpenEnv) => Promise<Store>): Mutant {
  const place = async (): Promise<Place> => {
    const honest = await subject.place();
    return { ...honest, open: async (env) => await open(async (other) => await honest.open(other), env) };
  };
  return { ...death, subject: { ...subject, name: death.name, place } };
}

/** The same object but for some of its members. Methods are called on the object itself, as they use private members. */
export function overriding<T extends object>(target: T, change: Partial<T>): T {
  return new Proxy(target, {
    get(object, key): unknown {
      if (Object.hasOwn(change, key)) return Reflect.get(change, key);
      const value: unknown = Reflect.get(object, key, object);
      return typeof value === 'function' ? value.bind(object) : value;
    },
  });
}

/** A store and its views, changed. */
export function wrapStore(store: Store, change: Change): Store {
  return overriding(store, { withScope: (scope: string) => wrapStore(store.withScope(scope), change), ...change(store) });
}
