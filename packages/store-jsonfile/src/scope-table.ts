import type { Finding } from '@cw/store-core';
import { type Awaitable, type Collection, COLLECTION_NAMES, type Summary } from '@cw/store-core/adapter';
import type { Remembered } from './records.ts';
import { ScopeFiles } from './scope-files.ts';
import type { StoreContext } from './store-context.ts';

/** Scopes that stay open after their last use. Each holds up to four files, and a process may open about a thousand. */
const OPEN_SCOPES = 100;

interface Used {
  readonly files: ScopeFiles;
  /** Calls under way. */
  uses: number;
}

/** The scopes that are open; those not used for longest are closed when there are too many. */
export class ScopeTable {
  readonly #context: StoreContext;
  /** The last one used last. */
  readonly #scopes = new Map<string, Used>();
  /** Of scopes that were open, so that to ask all of them what they hold does not load all of them each time. */
  readonly #remembered = new Map<string, ReadonlyMap<Collection, Remembered>>();
  readonly #closing = new Set<Promise<void>>();
  #last: readonly [name: string, scope: Used] | null = null;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Runs a call in a scope, which stays open until it has settled. */
  use<T>(name: string, run: (files: ScopeFiles) => Awaitable<T>): Awaitable<T> {
    const scope = this.#take(name);
    let result: Awaitable<T>;
    try {
      result = run(scope.files);
    } catch (error) {
      scope.uses -= 1;
      throw error;
    }
    if (result instanceof Promise) {
      return result.finally(() => {
        scope.uses -= 1;
      });
    }
    scope.uses -= 1;
    return result;
  }

  /** Keeps a scope open until the given function is called. */
  hold(name: string): () => void {
    const scope = this.#take(name);
    return () => {
      scope.uses -= 1;
    };
  }

  /** What is known of a scope that is open; undefined where it is not. */
  peek(name: string): ScopeFiles | undefined {
    return this.#scopes.get(name)?.files;
  }

  /** What has been taken away under the scopes that are open. */
  *findings(): Generator<Finding, void, undefined> {
    for (const { files } of this.#scopes.values()) yield* files.findings();
  }

  /** The size of a collection of a scope that is not open any more, if its log is as it was; undefined: it has to be looked for. */
  remembered(name: string, collection: Collection): Summary | undefined {
    const remembered = this.#scopes.has(name) ? undefined : this.#remembered.get(name)?.get(collection);
    if (remembered === undefined || this.#context.files.version(remembered.path) !== remembered.version) return undefined;
    return remembered.summary;
  }

  async close(): Promise<void> {
    const scopes = [...this.#scopes.values()];
    this.#scopes.clear();
    this.#last = null;
    for (const { files } of scopes) await files.close();
    await Promise.all(this.#closing);
  }

  #take(name: string): Used {
    if (this.#last?.[0] === name) {
      this.#last[1].uses += 1;
      return this.#last[1];
    }
    const scope = this.#scopes.get(name) ?? { files: new ScopeFiles(this.#context, name), uses: 0 };
    scope.uses += 1;
    this.#scopes.delete(name);
    this.#scopes.set(name, scope);
    this.#last = [name, scope];
    if (this.#scopes.size > OPEN_SCOPES) this.#closeUnused();
    return scope;
  }

  #closeUnused(): void {
    for (const [name, { files, uses }] of this.#scopes) {
      if (this.#scopes.size <= OPEN_SCOPES) return;
      if (uses > 0) continue;
      this.#remember(name, files);
      this.#scopes.delete(name);
      const closing = files.close().finally(() => this.#closing.delete(closing));
      this.#closing.add(closing);
    }
  }

  /** What was remembered before of a log that has not been loaded since stays. */
  #remember(name: string, { records }: ScopeFiles): void {
    const all = new Map(this.#remembered.get(name));
    for (const collection of COLLECTION_NAMES) {
      const remembered = records[collection].remembered();
      if (remembered !== null) all.set(collection, remembered);
    }
    this.#remembered.set(name, all);
  }
}
