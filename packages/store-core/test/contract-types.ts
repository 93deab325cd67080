import type {
  ArtifactContent,
  ArtifactRef,
  ContextItem,
  Episode,
  EventQuery,
  Fact,
  ItemKind,
  JsonObject,
  LedgerEvent,
  LedgerQuery,
  Selection,
  Selector,
  Store,
  StoredItem,
  StoredLedgerEvent,
} from '../src/index.ts';

/** The signatures that the contract fixes, as it prints them. Only compiled: a type that drifts from them is an error of the type check. */
interface PrintedStore extends AsyncDisposable {
  readonly scope: string;
  readonly capabilities: {
    readonly durability: 'none' | 'process' | 'power';
    readonly writers: 'handle' | 'process' | 'processes';
    readonly snapshot: boolean;
  };
  readonly events: PrintedEventLog;
  readonly ledger: PrintedLedger;
  readonly artifacts: PrintedArtifactStore;
  readonly episodes: PrintedEpisodicStore;
  readonly facts: PrintedFactStore;
  withScope(scope: string): PrintedStore;
  scopes(): Promise<string[]>;
  snapshot(destination: string): Promise<void>;
  verify(): AsyncIterable<{ code: string; where: string; message: string }>;
  close(): Promise<void>;
}

interface PrintedEventLog {
  append(item: ContextItem, options?: { expectedOffset?: number }): Promise<number>;
  appendMany(items: readonly ContextItem[], options?: { expectedOffset?: number }): Promise<number>;
  get(id: string): Promise<StoredItem>;
  has(id: string): Promise<boolean>;
  all(): Promise<StoredItem[]>;
  filterByKind(...kinds: ItemKind[]): Promise<StoredItem[]>;
  tail(n: number): Promise<StoredItem[]>;
  children(parentId: string): Promise<StoredItem[]>;
  parent(id: string): Promise<StoredItem | null>;
  query(q?: EventQuery): Promise<StoredItem[]>;
  stream(q?: EventQuery): AsyncIterable<StoredItem>;
  count(): Promise<number>;
  latestOffset(): Promise<number>;
}

interface PrintedLedger {
  append(event: LedgerEvent, options?: { expectedOffset?: number }): Promise<{ offset: number; appended: boolean }>;
  appendMany(events: readonly LedgerEvent[], options?: { expectedOffset?: number }): Promise<Array<{ offset: number; appended: boolean }>>;
  get(id: string): Promise<StoredLedgerEvent>;
  has(id: string): Promise<boolean>;
  events(): Promise<StoredLedgerEvent[]>;
  tail(fromOffset?: number): Promise<StoredLedgerEvent[]>;
  eventsForRun(runId: string): Promise<StoredLedgerEvent[]>;
  runs(): Promise<string[]>;
  query(q?: LedgerQuery): Promise<StoredLedgerEvent[]>;
  stream(q?: LedgerQuery): AsyncIterable<StoredLedgerEvent>;
  count(): Promise<number>;
  latestOffset(): Promise<number>;
  reset(options?: { runId?: string }): Promise<number>;
}

interface PrintedArtifactStore {
  put(
    handle: string,
    content: Uint8Array | string | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
    options?: { mediaType?: string; label?: string; ifAbsent?: boolean; ifMatch?: string },
  ): Promise<ArtifactRef>;
  get(handle: string): Promise<Uint8Array>;
  stream(handle: string, range?: { start?: number; end?: number }): AsyncIterable<Uint8Array>;
  ref(handle: string): Promise<ArtifactRef>;
  metadata(handle: string): Promise<ArtifactRef>;
  exists(handle: string): Promise<boolean>;
  delete(handle: string): Promise<void>;
  listRefs(options?: { prefix?: string; after?: string; limit?: number }): Promise<ArtifactRef[]>;
  drilldown(handle: string, selector: Selector): Promise<string>;
  select(handle: string, selector: Selector): Promise<{ text: string; truncated: boolean; next: Selector | null }>;
}

interface PrintedEpisode {
  episodeId: string;
  summary: string;
  tags?: string[];
  metadata?: JsonObject;
  sensitivity?: 'public' | 'internal' | 'confidential' | 'restricted';
}

interface PrintedEpisodicStore {
  add(e: PrintedEpisode): Promise<void>;
  get(id: string): Promise<Required<PrintedEpisode> | null>;
  all(): Promise<Required<PrintedEpisode>[]>;
  latest(n?: number): Promise<Required<PrintedEpisode>[]>;
  search(query: string, options?: { topK?: number }): Promise<Required<PrintedEpisode>[]>;
  delete(id: string): Promise<void>;
}

interface PrintedFact {
  factId: string;
  key: string;
  value: string;
  tags?: string[];
  metadata?: JsonObject;
  sensitivity?: 'public' | 'internal' | 'confidential' | 'restricted';
}

interface PrintedFactStore {
  put(f: PrintedFact): Promise<void>;
  get(id: string): Promise<Required<PrintedFact>>;
  getByKey(key: string): Promise<Required<PrintedFact>[]>;
  listKeys(prefix?: string): Promise<string[]>;
  delete(id: string): Promise<void>;
  all(): Promise<Required<PrintedFact>[]>;
}

interface PrintedItem {
  id: string;
  kind: ItemKind;
  text: string;
  tokenEstimate?: number;
  sensitivity?: 'public' | 'internal' | 'confidential' | 'restricted';
  metadata?: JsonObject;
  parentId?: string | null;
  artifactRef?: ArtifactRef | null;
}

interface PrintedLedgerEvent {
  id: string;
  runId: string;
  turn: number;
  kind: string;
  actor: string;
  payload?: JsonObject;
  createdAt?: Date | string;
  schemaVersion?: number;
  sessionId?: string | null;
  modelProfile?: string | null;
  modelId?: string | null;
}

/** Compiles only where each type on the left can be given as the one on the right. */
export const ASSIGNABLE: readonly [
  (store: Store) => PrintedStore,
  (item: PrintedItem) => ContextItem,
  (item: StoredItem) => Required<PrintedItem> & { readonly offset: number },
  (event: PrintedLedgerEvent) => LedgerEvent,
  (event: StoredLedgerEvent) => Required<PrintedLedgerEvent> & { createdAt: string; readonly offset: number },
  (read: StoredItem | StoredLedgerEvent) => { offset: number },
  (readAndAppended: StoredItem) => ContextItem,
  (content: Parameters<PrintedArtifactStore['put']>[1]) => ArtifactContent,
  (selection: Selection) => { text: string; truncated: boolean; next: Selector | null },
] = [same, same, same, same, same, same, same, same, same];

/** Records and queries can be put together member by member. */
export function assemble(item: ContextItem, event: LedgerEvent, episode: Episode, fact: Fact, query: EventQuery, json: JsonObject): void {
  item.text = 'changed';
  event.turn = 1;
  episode.summary = 'changed';
  fact.value = 'changed';
  query.limit = 1;
  json['member'] = [1, { a: null }];
}

function same<T>(value: T): T {
  return value;
}
