import type { Capabilities, Store } from '../contract/store.ts';
import type { CaseContext, CasePlace, OtherPlace } from './context.ts';
import { CountingExpect } from './expect.ts';
import { ManualClock } from './manual-clock.ts';
import type { ConformanceSubject, Damage, OpenEnv, Place } from './subject.ts';

/** Thrown by `couldNotRun`; ends a case. */
export class CouldNotRun extends Error {
  override readonly name = 'CouldNotRun';
}

/** One run of one case: the context it is given, and all that is to be cleared away after it. */
export class CaseSession implements CaseContext {
  readonly capabilities: Capabilities;
  readonly readOnly: boolean;
  readonly clock: ManualClock = new ManualClock();
  readonly expect: CountingExpect = new CountingExpect();
  readonly random: () => number;
  readonly #effort: number;
  readonly #subject: ConformanceSubject;
  readonly #stores: Store[] = [];
  readonly #places: Place[] = [];
  #place: Promise<Place> | undefined;
  #absence: string | undefined;
  #observed: Partial<Capabilities> = {};

  constructor(subject: ConformanceSubject, random: () => number, effort: number) {
    this.#subject = subject;
    this.#effort = effort;
    this.capabilities = subject.capabilities;
    this.readOnly = subject.readOnly === true;
    this.random = random;
  }

  /** Why the case holds by absence; undefined if it does not. */
  get absence(): string | undefined {
    return this.#absence;
  }

  get observed(): Partial<Capabilities> {
    return this.#observed;
  }

  rounds(count: number): number {
    return Math.max(1, Math.round(count * this.#effort));
  }

  async open(options: object = {}): Promise<Store> {
    return await this.#open(await this.#ownPlace(), options);
  }

  async openWith(options: object): Promise<Store> {
    return await this.open(options);
  }

  async handsOn(option: string): Promise<boolean> {
    const place = await this.#createPlace();
    const { env, looked } = watched({ clock: this.clock.now, [option]: undefined });
    // An adapter that refuses the option has been handed it; anything else that is wrong with `open` shows in the case itself.
    await place.open(env).then(async (store) => await store.close(), () => undefined);
    return looked.has(option);
  }

  async newPlace(): Promise<OtherPlace> {
    const place = await this.#createPlace();
    return { ...this.#casePlace(place), child: async () => this.#childOf(place), snapshotPlace: async () => this.#snapshotOf(place) };
  }

  async snapshotPlace(): Promise<CasePlace & { readonly destination: string }> {
    return this.#snapshotOf(await this.#ownPlace());
  }

  async busyPlace(): Promise<CasePlace & { hold(): Promise<() => Promise<void>> }> {
    const { busy } = await this.#ownPlace();
    if (busy === undefined) return this.couldNotRun('the subject\'s place has no `busy`: how to keep its storage busy');
    return { ...this.#casePlace(busy), hold: async () => await busy.hold() };
  }

  async damage(damage: Damage): Promise<void> {
    const place = await this.#ownPlace();
    if (place.damage === undefined) return this.couldNotRun('the subject\'s place has no `damage`');
    await place.damage(damage);
  }

  async child(): Promise<NonNullable<Place['child']>> {
    return this.#childOf(await this.#ownPlace());
  }

  absent(reason: string): void {
    this.#absence = reason;
  }

  observe(capabilities: Partial<Capabilities>): void {
    this.#observed = { ...this.#observed, ...capabilities };
  }

  couldNotRun(reason: string): never {
    throw new CouldNotRun(reason);
  }

  /** Closes every store and removes every place; what goes wrong there is thrown once all was tried. */
  async end(): Promise<void> {
    const problems: unknown[] = [];
    for (const store of this.#stores.toReversed()) await store.close().catch((error: unknown) => problems.push(error));
    for (const place of this.#places.toReversed()) await place.destroy().catch((error: unknown) => problems.push(error));
    if (problems.length > 0) throw problems[0];
  }

  #casePlace(place: Pick<Place, 'open'>): CasePlace {
    const open = async (options: object = {}): Promise<Store> => await this.#open(place, options);
    return { open, openWith: open };
  }

  #childOf({ child }: Place): NonNullable<Place['child']> {
    return child ?? this.couldNotRun('the subject\'s place has no `child`');
  }

  #snapshotOf({ snapshot }: Place): CasePlace & { readonly destination: string } {
    if (snapshot === undefined) return this.couldNotRun('the subject\'s place has no `snapshot`: a free path, and how to open it');
    return { ...this.#casePlace(snapshot), destination: snapshot.destination };
  }

  async #open(place: Pick<Place, 'open'>, options: object): Promise<Store> {
    const env: OpenEnv = { clock: this.clock.now, ...options };
    const store = await place.open(env);
    this.#stores.push(store);
    return store;
  }

  async #ownPlace(): Promise<Place> {
    this.#place ??= this.#createPlace();
    return await this.#place;
  }

  async #createPlace(): Promise<Place> {
    let place: Place;
    try {
      place = await this.#subject.place();
    } catch (error) {
      throw new CouldNotRun(`the subject gave no place: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    this.#places.push(place);
    return place;
  }
}

/** An env that notes which of its options are looked at; a spread looks at all of them. */
function watched(options: OpenEnv & Readonly<Record<string, unknown>>): { readonly env: OpenEnv; readonly looked: ReadonlySet<PropertyKey> } {
  const looked = new Set<PropertyKey>();
  const env = new Proxy(options, {
    get(target, key): unknown {
      looked.add(key);
      return Reflect.get(target, key);
    },
    ownKeys(target) {
      const keys = Reflect.ownKeys(target);
      for (const key of keys) looked.add(key);
      return keys;
    },
  });
  return { env, looked };
}
