import type { Term } from '../backend/backend.ts';
import type { AppendOptions } from '../contract/event-log.ts';
import type { Ledger, LedgerAppendResult, LedgerEvent, LedgerQuery, StoredLedgerEvent } from '../contract/ledger.ts';
import { IdempotencyConflictError, ItemNotFoundError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { entryAt } from '../records/draft.ts';
import { draftLedgerEvent, readLedgerEvent, type LedgerDraft } from '../records/ledger-event.ts';
import { optionMembers } from '../values/members.ts';
import { checkCount } from '../values/numbers.ts';
import { checkIdentifier } from '../values/strings.ts';
import type { AppendOutcome, AppendState } from './append-group.ts';
import { checkBatch, checkExpectedOffset, requireOffset } from './append-options.ts';
import { Breather } from './breather.ts';
import { checkLedgerQuery, WHOLE_LEDGER } from './ledger-query.ts';
import { QueryWalk, type RecordQuery } from './record-query.ts';
import { RecordReader } from './record-reader.ts';
import type { Session } from './session.ts';
import { streamQuery } from './stream-query.ts';

const RESET_KEYS: ReadonlySet<string> = new Set(['runId']);

/** The ledger of one view. */
export class CoreLedger implements Ledger {
  readonly #session: Session;
  readonly #reader: RecordReader<StoredLedgerEvent>;

  constructor(session: Session) {
    this.#session = session;
    this.#reader = new RecordReader(session, 'ledger', readLedgerEvent);
  }

  async append(event: LedgerEvent, options?: AppendOptions): Promise<LedgerAppendResult> {
    this.#session.writing();
    const draft = draftLedgerEvent(event, 'event', '', () => this.#session.connection.now());
    const expected = checkExpectedOffset(options);
    return await this.#session.append('ledger', {
      ids: [draft.id],
      decide: (state) => {
        const { entries, result } = this.#decide([draft], expected, state);
        const [only] = result;
        if (only === undefined) throw new TypeError('one event has one result');
        return { entries, result: only };
      },
    });
  }

  async appendMany(events: readonly LedgerEvent[], options?: AppendOptions): Promise<LedgerAppendResult[]> {
    this.#session.writing();
    const now = (): string => this.#session.connection.now();
    const drafts = checkBatch(events, 'events').map((event, index) => draftLedgerEvent(event, `events[${index}]`, `events[${index}].`, now));
    const expected = checkExpectedOffset(options);
    const ids = drafts.map((draft) => draft.id);
    return await this.#session.append('ledger', { ids, decide: (state) => this.#decide(drafts, expected, state) });
  }

  async get(id: string): Promise<StoredLedgerEvent> {
    this.#session.reading();
    const key = checkIdentifier(id, 'id');
    const event = await this.#session.read(() => this.#reader.get(key));
    if (event !== undefined) return event;
    throw new ItemNotFoundError(`scope ${JSON.stringify(this.#session.scope)}: no ledger event has the id ${JSON.stringify(key)}`, {
      details: { id: key },
    });
  }

  async has(id: string): Promise<boolean> {
    this.#session.reading();
    const key = checkIdentifier(id, 'id');
    return await this.#session.read(() => this.#reader.has(key));
  }

  async events(): Promise<StoredLedgerEvent[]> {
    return await this.query();
  }

  async tail(fromOffset?: number): Promise<StoredLedgerEvent[]> {
    this.#session.reading();
    return await this.#list({ ...WHOLE_LEDGER, after: fromOffset === undefined ? 0 : checkCount(fromOffset, 'fromOffset') });
  }

  async eventsForRun(runId: string): Promise<StoredLedgerEvent[]> {
    this.#session.reading();
    return await this.#list({ ...WHOLE_LEDGER, conditions: [[{ field: 'runId', value: checkIdentifier(runId, 'runId') }]] });
  }

  async runs(): Promise<string[]> {
    this.#session.reading();
    return await this.#session.read(async () => {
      const { backend, scope } = this.#session;
      const runIds = await backend.values(scope, 'ledger', 'runId', { prefix: '', after: null, limit: LIMITS.count });
      const breather = new Breather();
      const firstSeen: { runId: string; offset: number }[] = [];
      for (const runId of runIds) {
        const first = { ...FIRST_RECORD, term: { field: 'runId', value: runId } };
        const [stored] = await this.#reader.scan(first);
        if (stored !== undefined) firstSeen.push({ runId, offset: stored.offset });
        await breather.breathe();
      }
      return firstSeen.toSorted((a, b) => a.offset - b.offset).map(({ runId }) => runId);
    });
  }

  async query(query?: LedgerQuery): Promise<StoredLedgerEvent[]> {
    this.#session.reading();
    return await this.#list(checkLedgerQuery(query));
  }

  stream(query?: LedgerQuery): AsyncIterable<StoredLedgerEvent> {
    return streamQuery(this.#session, this.#reader, query, checkLedgerQuery);
  }

  async count(): Promise<number> {
    this.#session.reading();
    return (await this.#session.read(() => this.#session.backend.summary(this.#session.scope, 'ledger'))).count;
  }

  async latestOffset(): Promise<number> {
    this.#session.reading();
    return (await this.#session.read(() => this.#session.backend.summary(this.#session.scope, 'ledger'))).latest;
  }

  async reset(options?: { readonly runId?: string | undefined }): Promise<number> {
    this.#session.writing();
    const { runId } = optionMembers(options, 'options', RESET_KEYS);
    const term: Term | null = runId === undefined ? null : { field: 'runId', value: checkIdentifier(runId, 'runId') };
    return await this.#session.write(() => this.#session.backend.remove(this.#session.scope, 'ledger', term));
  }

  #decide(drafts: readonly LedgerDraft[], expected: number | undefined, state: AppendState): AppendOutcome<LedgerAppendResult[]> {
    const fresh = new Map<string, { readonly draft: LedgerDraft; readonly offset: number }>();
    const result = drafts.map((draft): LedgerAppendResult => {
      const inBatch = fresh.get(draft.id);
      const known = inBatch === undefined ? state.known(draft.id) : undefined;
      const first = inBatch?.offset ?? known?.offset;
      if (first === undefined) {
        const offset = state.head + 1 + fresh.size;
        fresh.set(draft.id, { draft, offset });
        return { offset, appended: true };
      }
      const content = inBatch?.draft.content ?? (known === undefined ? undefined : this.#contentOf(known));
      if (content !== draft.content) throw this.#conflict(draft.id, first);
      return { offset: first, appended: false };
    });
    // A retry of what is all there already has succeeded, whatever came after it.
    if (fresh.size > 0 || drafts.length === 0) requireOffset(expected, state.latest, this.#session.scope);
    return { entries: Array.from(fresh.values(), ({ draft, offset }) => entryAt(draft, offset)), result };
  }

  #contentOf(known: { readonly offset: number; readonly body: string }): string {
    // Written out once more rather than cut out of the stored text, whose layout an older version may have made.
    const event = this.#reader.decode(known, null);
    return draftLedgerEvent(event, 'event', '', () => event.createdAt).content;
  }

  #conflict(id: string, offset: number): IdempotencyConflictError {
    return new IdempotencyConflictError(
      `scope ${JSON.stringify(this.#session.scope)}: the ledger holds other content under the id ${JSON.stringify(id)}, at offset ${offset}`,
      { details: { id, offset } },
    );
  }

  async #list(query: RecordQuery<StoredLedgerEvent>): Promise<StoredLedgerEvent[]> {
    const walk = new QueryWalk(this.#reader, query);
    return await this.#session.read(() => walk.rest());
  }
}

const FIRST_RECORD = { after: 0, before: LIMITS.count, reverse: false, limit: 1, chars: 1 };
