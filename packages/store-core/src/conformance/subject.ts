import type { Capabilities, Store } from '../contract/store.ts';

/** What the kit passes to `open`: spread it into the options of your `openStore`. It holds only what the case needs. */
export interface OpenEnv {
  /** What `createdAt` is to default to. */
  readonly clock: () => Date;
  /** The scope to open. Default: the adapter's. */
  readonly scope?: string;
  /** Whether writes are to be refused. Default: the adapter's. */
  readonly readOnly?: boolean;
}

/** Harm done to stored data behind the adapter's back. */
export type Damage =
  /** One byte of the artifact's content changes. */
  | { readonly kind: 'artifact-bytes'; readonly scope: string; readonly handle: string }
  /** The artifact's bytes are gone, its metadata stays. */
  | { readonly kind: 'artifact-lost'; readonly scope: string; readonly handle: string }
  /** What is stored of an event can no longer be read as an event. */
  | { readonly kind: 'event'; readonly scope: string; readonly id: string }
  /** What is stored says that a newer version wrote it, whose format this one does not know. */
  | { readonly kind: 'newer-format' };

/** An empty place that no other case knows, as a temporary folder. */
export interface Place {
  /** Opens the store of this place: `openStore({ path, ...env })`. It may be called again, after a close and, unless only one handle may write, before. */
  open(env: OpenEnv): Promise<Store>;
  /** Removes the place. Everything that the kit opened here has been closed. */
  destroy(): Promise<void>;
  /** For an adapter that can take snapshots: a path where nothing is, and how to open what a snapshot wrote there. */
  readonly snapshot?: { readonly destination: string; open(env: OpenEnv): Promise<Store> };
  /**
   * For an adapter that many processes write with: `hold` keeps the storage busy, as another process does that is in the middle of a
   * write, until the function that it gives is called; `open` opens this place so that it does not wait for that for long.
   */
  readonly busy?: { open(env: OpenEnv): Promise<Store>; hold(): Promise<() => Promise<void>> };
  /**
   * For the cases with processes: a module (a URL) whose exported `open(params, env)` opens this place in a process of its own.
   * `params` must survive JSON.
   */
  readonly child?: { readonly module: string; readonly params: Readonly<Record<string, unknown>> };
  /** For the cases about damage, called while nothing is open here. */
  damage?(damage: Damage): Promise<void>;
}

/** What the kit tries out: an adapter, and how to get places for it. */
export interface ConformanceSubject {
  /** How reports and tests call it: the package, and what is special about it. */
  readonly name: string;
  /** The adapter's own declaration: import it, never retype it. */
  readonly capabilities: Capabilities;
  /** A new empty place; each case gets its own. */
  place(): Promise<Place>;
  /** Whether `openStore` takes `readOnly`. Default: false. */
  readonly readOnly?: boolean;
}
