import type { Term } from '../backend/backend.ts';
import type { Fact, FactStore, StoredFact } from '../contract/fact-store.ts';
import { ItemNotFoundError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { entryAt } from '../records/draft.ts';
import { draftFact, readFact } from '../records/fact.ts';
import { checkIdentifier } from '../values/strings.ts';
import { compareCodePoints } from '../values/unicode.ts';
import { checkPrefix } from './names.ts';
import { lastOfEach, QueryWalk } from './record-query.ts';
import { RecordReader } from './record-reader.ts';
import type { Session } from './session.ts';

/** The facts of one view. */
export class CoreFactStore implements FactStore {
  readonly #session: Session;
  readonly #reader: RecordReader<StoredFact>;

  constructor(session: Session) {
    this.#session = session;
    this.#reader = new RecordReader(session, 'facts', readFact);
  }

  async put(fact: Fact): Promise<void> {
    this.#session.writing();
    const draft = draftFact(fact);
    await this.#session.append('facts', {
      ids: [draft.id],
      decide: (state) => ({ entries: [entryAt(draft, state.head + 1)], result: undefined }),
    });
  }

  async get(id: string): Promise<StoredFact> {
    this.#session.reading();
    const key = checkIdentifier(id, 'id');
    return (await this.#session.read(() => this.#reader.get(key))) ?? this.#missing(key);
  }

  async getByKey(key: string): Promise<StoredFact[]> {
    this.#session.reading();
    return await this.#sorted([[{ field: 'key', value: checkIdentifier(key, 'key') }]]);
  }

  async listKeys(prefix?: string): Promise<string[]> {
    this.#session.reading();
    const range = { prefix: checkPrefix(prefix), after: null, limit: LIMITS.count };
    return [...(await this.#session.read(() => this.#session.backend.values(this.#session.scope, 'facts', 'key', range)))];
  }

  async delete(id: string): Promise<void> {
    this.#session.writing();
    const key = checkIdentifier(id, 'id');
    const removed = await this.#session.write(() => this.#session.backend.remove(this.#session.scope, 'facts', { field: 'id', value: key }));
    if (removed === 0) this.#missing(key);
  }

  async all(): Promise<StoredFact[]> {
    this.#session.reading();
    return await this.#sorted([]);
  }

  async #sorted(conditions: readonly (readonly Term[])[]): Promise<StoredFact[]> {
    const walk = new QueryWalk(this.#reader, { conditions, accepts: null, after: 0, reverse: false, limit: Number.POSITIVE_INFINITY });
    const facts = await this.#session.read(() => walk.rest());
    return lastOfEach(facts, ({ factId }) => factId).sort((a, b) => compareCodePoints(a.factId, b.factId));
  }

  #missing(id: string): never {
    throw new ItemNotFoundError(`scope ${JSON.stringify(this.#session.scope)}: there is no fact ${JSON.stringify(id)}`, { details: { id } });
  }
}
