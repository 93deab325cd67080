import { Column } from './column.ts';
import { HashTable } from './hash-table.ts';
import { type List, Postings } from './postings.ts';
import { Recent } from './recent.ts';
import { hashText } from './text-hash.ts';

/** What tells whether a record has a value, and that term, in a field; it is asked for records that are present only. */
export type HasTerm = (record: number, field: number, value: string, term: number) => boolean;

/**
 * The values of the fields by which records are found, each with the records that have it, in rising order. A value is known by its
 * hash; what it is, its records tell.
 */
export class Terms {
  /** One for each term, in the order in which they came. */
  readonly hashes: Column = new Column();
  readonly #seeds: readonly number[];
  /** Of terms that have records which are not present any more, how many these are. */
  readonly #gone = new Map<number, number>();
  /** Finds them by their hashes. */
  readonly table: HashTable = new HashTable(this.hashes);
  readonly #postings = new Postings();
  readonly #recent: readonly Recent[];
  readonly #isPresent: (record: number) => boolean;
  readonly #hasTerm: HasTerm;

  constructor(fields: number, seed: number, isPresent: (record: number) => boolean, hasTerm: HasTerm) {
    // The same value means something else in another field.
    this.#seeds = Array.from({ length: fields }, (_, field) => hashText(seed, String(field)));
    this.#recent = Array.from({ length: fields }, () => new Recent());
    this.#isPresent = isPresent;
    this.#hasTerm = hasTerm;
  }

  get count(): number {
    return this.hashes.length;
  }

  /** The term that a record is present of; -1: none. */
  find(field: number, value: string): number {
    const seed = this.#seeds[field];
    if (seed === undefined) return -1;
    const recent = this.#recent[field]?.get(value);
    if (recent !== undefined && this.isPresent(recent)) return recent;
    const found = this.table.find(hashText(seed, value), (term) => this.isPresent(term) && this.#hasTerm(this.anyRecord(term), field, value, term));
    if (found !== -1) this.#recent[field]?.set(value, found);
    return found;
  }

  /** The term, which is added if there is none. */
  findOrAdd(field: number, value: string): number {
    const found = this.find(field, value);
    if (found !== -1) return found;
    const term = this.add(hashText(this.#seeds[field] ?? 0, value));
    this.#recent[field]?.set(value, term);
    return term;
  }

  /** A term that is known to be new. */
  add(hash: number): number {
    const term = this.hashes.push(hash);
    this.#postings.create(1);
    this.table.insert(term);
    return term;
  }

  /** Makes as many empty terms as there are hashes, which were filled in from elsewhere. */
  create(): void {
    this.#postings.create(this.count);
  }

  addRecord(term: number, record: number): void {
    this.#postings.add(term, record);
  }

  /** That a record is not present any more; it stays in the list. */
  dropRecord(term: number): void {
    this.#gone.set(term, (this.#gone.get(term) ?? 0) + 1);
  }

  isPresent(term: number): boolean {
    return this.recordsPresent(term) > 0;
  }

  recordsPresent(term: number): number {
    return this.#postings.length(term) - (this.#gone.get(term) ?? 0);
  }

  /** Of the records that a term ever had, also those that are not present any more. */
  records(term: number): List {
    return this.#postings.list(term);
  }

  /** One that is present, of a term that is. */
  anyRecord(term: number): number {
    const list = this.records(term);
    let index = list.length - 1;
    while (index > 0 && !this.#isPresent(list.at(index))) index -= 1;
    return list.at(index);
  }
}
