import type { Backend, OpenArtifact } from '../backend/backend.ts';
import { EpisodeSearches } from '../search/episode-searches.ts';
import type { SelectorTable } from '../selectors/index.ts';
import { readClock } from '../values/timestamps.ts';
import { AppendGroups } from './append-group.ts';
import { CallOrder } from './call-order.ts';
import { InFlight } from './in-flight.ts';
import { type ErrorSource, wrapped } from './wrap-error.ts';

/** What a connection is made of. */
export interface ConnectionParts {
  readonly adapter: ErrorSource;
  readonly backend: Backend;
  readonly readOnly: boolean;
  readonly clock: () => Date;
  readonly selectors: SelectorTable;
}

/** What a store and all its views share: the backend, the order of calls, and the end of it all. */
export class Connection {
  readonly adapter: ErrorSource;
  readonly backend: Backend;
  readonly readOnly: boolean;
  readonly selectors: SelectorTable;
  readonly order: CallOrder = new CallOrder();
  readonly groups: AppendGroups;
  readonly inFlight: InFlight = new InFlight();
  readonly episodeSearches: EpisodeSearches = new EpisodeSearches();
  /** Those that are being read; a broken-off iterator may never close its own. */
  readonly openArtifacts: Set<OpenArtifact> = new Set();
  readonly #clock: () => Date;
  #closing: Promise<void> | null = null;

  constructor(parts: ConnectionParts) {
    this.adapter = parts.adapter;
    this.backend = parts.backend;
    this.readOnly = parts.readOnly;
    this.selectors = parts.selectors;
    this.#clock = parts.clock;
    this.groups = new AppendGroups(parts.backend, this.order);
  }

  get closed(): boolean {
    return this.#closing !== null;
  }

  /** The time of the store's clock, as it is stored. @throws InvalidArgumentError */
  now(): string {
    return readClock(this.#clock);
  }

  /** Closes an artifact that was opened on this connection, once. */
  async closeArtifact(open: OpenArtifact): Promise<void> {
    if (this.openArtifacts.delete(open)) await wrapped(this.adapter, () => open.close());
  }

  /** Refuses calls from now on, waits for those under way, and closes the backend. The same promise every time. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    await this.inFlight.idle();
    for (const open of this.openArtifacts) await this.closeArtifact(open);
    await wrapped(this.adapter, () => this.backend.close());
  }
}
