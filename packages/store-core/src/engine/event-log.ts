import type { Term } from '../backend/backend.ts';
import type { AppendOptions, ContextItem, EventLog, EventQuery, ItemKind, StoredItem } from '../contract/event-log.ts';
import { DuplicateItemError, ItemNotFoundError } from '../errors.ts';
import { draftItem, readItem } from '../records/context-item.ts';
import { entryAt, type Draft } from '../records/draft.ts';
import { optionMembers } from '../values/members.ts';
import { checkCount } from '../values/numbers.ts';
import { checkIdentifier } from '../values/strings.ts';
import type { AppendOutcome, AppendState } from './append-group.ts';
import { checkBatch, checkExpectedOffset, requireOffset } from './append-options.ts';
import { checkKinds, checkWindow } from './query-options.ts';
import { QueryWalk, type RecordQuery } from './record-query.ts';
import { RecordReader } from './record-reader.ts';
import type { Session } from './session.ts';
import { streamQuery } from './stream-query.ts';

const QUERY_KEYS: ReadonlySet<string> = new Set(['kinds', 'since', 'limit', 'order']);

/** The event log of one view. */
export class CoreEventLog implements EventLog {
  readonly #session: Session;
  readonly #reader: RecordReader<StoredItem>;

  constructor(session: Session) {
    this.#session = session;
    this.#reader = new RecordReader(session, 'events', readItem);
  }

  async append(item: ContextItem, options?: AppendOptions): Promise<number> {
    this.#session.writing();
    return await this.#append([draftItem(item, 'item', '')], checkExpectedOffset(options));
  }

  async appendMany(items: readonly ContextItem[], options?: AppendOptions): Promise<number> {
    this.#session.writing();
    const drafts = checkBatch(items, 'items').map((item, index) => draftItem(item, `items[${index}]`, `items[${index}].`));
    return await this.#append(drafts, checkExpectedOffset(options));
  }

  async get(id: string): Promise<StoredItem> {
    this.#session.reading();
    const key = checkIdentifier(id, 'id');
    const item = await this.#session.read(() => this.#reader.get(key));
    return item ?? this.#missing(key);
  }

  async has(id: string): Promise<boolean> {
    this.#session.reading();
    const key = checkIdentifier(id, 'id');
    return await this.#session.read(() => this.#reader.has(key));
  }

  async all(): Promise<StoredItem[]> {
    return await this.query();
  }

  async filterByKind(...kinds: ItemKind[]): Promise<StoredItem[]> {
    return await this.query({ kinds });
  }

  async tail(n: number): Promise<StoredItem[]> {
    this.#session.reading();
    const newestFirst = await this.#list({ ...EVERYTHING, reverse: true, limit: checkCount(n, 'n') });
    return newestFirst.reverse();
  }

  async children(parentId: string): Promise<StoredItem[]> {
    this.#session.reading();
    return await this.#list({ ...EVERYTHING, conditions: [[{ field: 'parentId', value: checkIdentifier(parentId, 'parentId') }]] });
  }

  async parent(id: string): Promise<StoredItem | null> {
    this.#session.reading();
    const key = checkIdentifier(id, 'id');
    return await this.#session.read(async () => {
      const item = (await this.#reader.get(key)) ?? this.#missing(key);
      return item.parentId === null ? null : ((await this.#reader.get(item.parentId)) ?? null);
    });
  }

  async query(query?: EventQuery): Promise<StoredItem[]> {
    this.#session.reading();
    return await this.#list(checkQuery(query));
  }

  stream(query?: EventQuery): AsyncIterable<StoredItem> {
    return streamQuery(this.#session, this.#reader, query, checkQuery);
  }

  async count(): Promise<number> {
    this.#session.reading();
    return (await this.#session.read(() => this.#session.backend.summary(this.#session.scope, 'events'))).count;
  }

  async latestOffset(): Promise<number> {
    this.#session.reading();
    return (await this.#session.read(() => this.#session.backend.summary(this.#session.scope, 'events'))).latest;
  }

  #append(drafts: readonly Draft[], expected: number | undefined): Promise<number> {
    const ids = drafts.map((draft) => draft.id);
    return this.#session.append('events', { ids, decide: (state) => this.#decide(drafts, expected, state) });
  }

  #decide(drafts: readonly Draft[], expected: number | undefined, state: AppendState): AppendOutcome<number> {
    const seen = new Set<string>();
    for (const { id } of drafts) {
      if (seen.has(id)) throw this.#duplicate(id, 'stands twice in the batch');
      if (state.known(id) !== undefined) throw this.#duplicate(id, 'is in the log already');
      seen.add(id);
    }
    requireOffset(expected, state.latest, this.#session.scope);
    const entries = drafts.map((draft, index) => entryAt(draft, state.head + 1 + index));
    return { entries, result: state.head + entries.length };
  }

  async #list(query: RecordQuery<StoredItem>): Promise<StoredItem[]> {
    const walk = new QueryWalk(this.#reader, query);
    return await this.#session.read(() => walk.rest());
  }

  #missing(id: string): never {
    throw new ItemNotFoundError(`scope ${JSON.stringify(this.#session.scope)}: no event has the id ${JSON.stringify(id)}`, { details: { id } });
  }

  #duplicate(id: string, problem: string): DuplicateItemError {
    return new DuplicateItemError(`scope ${JSON.stringify(this.#session.scope)}: the event id ${JSON.stringify(id)} ${problem}`, { details: { id } });
  }
}

const EVERYTHING: RecordQuery<StoredItem> = { conditions: [], accepts: null, after: 0, reverse: false, limit: Number.POSITIVE_INFINITY };

function checkQuery(query: unknown): RecordQuery<StoredItem> {
  const members = optionMembers(query, 'query', QUERY_KEYS);
  const kinds = checkKinds(members['kinds']);
  const conditions = kinds === undefined ? [] : [kinds.map((value): Term => ({ field: 'kind', value }))];
  return { conditions, accepts: null, ...checkWindow(members) };
}
