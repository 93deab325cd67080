import type { ArtifactStore } from './artifact-store.ts';
import type { EpisodicStore } from './episodic-store.ts';
import type { EventLog } from './event-log.ts';
import type { FactStore } from './fact-store.ts';
import type { Ledger } from './ledger.ts';
import type { SelectorDefinition } from './selector.ts';

/** What an adapter promises. */
export interface Capabilities {
  /** What an acknowledged write survives: nothing, a killed process, or power loss. */
  readonly durability: 'none' | 'process' | 'power';
  /** Who may write at once: one handle, many handles of one process, many processes. */
  readonly writers: 'handle' | 'process' | 'processes';
  /** Whether `snapshot` works; if not, it is UNSUPPORTED. */
  readonly snapshot: boolean;
}

/** Something that `verify` found wrong. */
export interface Finding {
  /** Stable: `CORRUPT`, `DANGLING_ARTIFACT`, or one of the adapter's own. */
  code: string;
  /** The scope and the record, or the file and the place in it. */
  where: string;
  /** What is wrong, as a sentence for people. */
  message: string;
}

/** Options that every `openStore` takes. */
export interface CommonOptions {
  /** The world that the returned store reads and writes. Default: `'default'`. */
  readonly scope?: string | undefined;
  /** What `createdAt` defaults to. Default: the system's clock. */
  readonly clock?: (() => Date) | undefined;
  /** Selectors besides the built-in ones. Default: none. */
  readonly selectors?: readonly SelectorDefinition[] | undefined;
}

/** An open store, seen from one scope. */
export interface Store extends AsyncDisposable {
  /** The scope that this store or view reads and writes. */
  readonly scope: string;
  /** What the adapter promises. */
  readonly capabilities: Capabilities;
  /** The event log of the scope. */
  readonly events: EventLog;
  /** The run ledger of the scope. */
  readonly ledger: Ledger;
  /** The artifacts of the scope. */
  readonly artifacts: ArtifactStore;
  /** The episodes of the scope. */
  readonly episodes: EpisodicStore;
  /** The facts of the scope. */
  readonly facts: FactStore;
  /** Another scope on the same connection. Closing the view does not close the store; closing the store closes the view. @throws InvalidValueError, StoreClosedError */
  withScope(scope: string): Store;
  /** The scopes that hold data, in code-point order. */
  scopes(): Promise<string[]>;
  /** Writes a consistent copy that `openStore` can open; `destination` must not exist. @throws UnsupportedError where there is no file. */
  snapshot(destination: string): Promise<void>;
  /** Checks everything stored, in every scope; yields nothing when all is well. */
  verify(): AsyncIterable<Finding>;
  /** Waits for calls under way. May be called again. */
  close(): Promise<void>;
}
