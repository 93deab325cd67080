import type { ConformanceSubject, OpenEnv } from '../../../src/conformance/index.ts';
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

/** A subject on a backend in memory, with its stores wrapped. */
export function subjectOf(name: string, backend: () => MapBackend, wrap: (store: Store) => Store = (store) => store): ConformanceSubject {
  const open = async (env: OpenEnv): Promise<Store> => wrap(await openOn(backend(), { ...env }));
  return { name, capabilities: new MapBackend().capabilities, place: async () => ({ open, destroy: async () => undefined }) };
}

/** A mutant whose backend is broken. */
export function broken(death: Death, backend: () => MapBackend): Mutant {
  return { ...death, subject: subjectOf(death.name, backend) };
}

/** A mutant whose stores, and their views, differ from honest ones in what `change` gives. */
export function wrapping(death: Death, change: (store: Store) => Partial<Store>): Mutant {
  return { ...death, subject: subjectOf(death.name, () => new MapBackend(), (store) => wrapStore(store, change)) };
}

/** The same for the stores of any subject. */
export function wrappingStoresOf(subject: ConformanceSubject, death: Death, change: (store: Store) => Partial<Store>): Mutant {
  return {
    ...death,
    subject: {
      ...subject,
      name: death.name,
      place: async () => {
        const place = await subject.place();
        return { ...place, open: async (env) => wrapStore(await place.open(env), change) };
      },
    },
  };
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

function wrapStore(store: Store, change: (store: Store) => Partial<Store>): Store {
  return overriding(store, { withScope: (scope: string) => wrapStore(store.withScope(scope), change), ...change(store) });
}
