import type { ScanRange, Stored, Term } from '../backend/backend.ts';
import { COLLECTIONS, type Collection } from '../backend/collections.ts';
import { unseal } from '../backend/sealed-body.ts';
import { CorruptStoreError } from '../errors.ts';
import { recordsInOrder } from './in-order.ts';
import type { Session } from './session.ts';

/** Reads the records of one collection of one scope, each checked against its seal and against what was asked for. */
export class RecordReader<T> {
  readonly #session: Session;
  readonly #collection: Collection;
  readonly #decode: (members: T) => T;

  constructor(session: Session, collection: Collection, decode: (members: T) => T) {
    this.#session = session;
    this.#collection = collection;
    this.#decode = decode;
  }

  async get(id: string): Promise<T | undefined> {
    const stored = await this.#session.backend.get(this.#session.scope, this.#collection, id);
    return stored === undefined ? undefined : this.decode(stored, { field: 'id', value: id });
  }

  async has(id: string): Promise<boolean> {
    return (await this.get(id)) !== undefined;
  }

  /** One page of a range; see {@link ScanRange}. @throws CorruptStoreError if it is out of order. */
  async scan(range: ScanRange): Promise<readonly Stored[]> {
    const page = await this.#session.backend.scan(this.#session.scope, this.#collection, range);
    return recordsInOrder(page, range, (offset) => this.#where(offset));
  }

  /** The greatest offset that was ever assigned. */
  async head(): Promise<number> {
    return (await this.#session.backend.summary(this.#session.scope, this.#collection)).head;
  }

  /** @throws CorruptStoreError if the record is damaged, or is not the one that its place and `term` say. */
  decode(stored: Stored, term: Term | null): T {
    const where = (): string => this.#where(stored.offset);
    const members = unseal<T & Readonly<Record<string, unknown>>>(stored.body, where);
    const field = term?.field === 'id' ? COLLECTIONS[this.#collection].id : term?.field;
    if (members['offset'] !== stored.offset || (term !== null && members[field ?? ''] !== term.value)) {
      throw new CorruptStoreError(`${where()}: another record stands where this one is looked for`, { details: { where: where() } });
    }
    return this.#decode(members);
  }

  #where(offset: number): string {
    return this.#session.backend.where(this.#session.scope, this.#collection, offset);
  }
}
