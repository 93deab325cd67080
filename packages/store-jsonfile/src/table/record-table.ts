import { Column } from './column.ts';
import { HashTable } from './hash-table.ts';
import type { List } from './postings.ts';
import { Terms } from './terms.ts';
import { hashText } from './text-hash.ts';
import { WideColumn } from './wide-column.ts';

/** Records that are gone whose numbers are never worth being cleared away. */
const TOLERATED = 1024;

/** Where a record stands in its file: the first byte of its line, and how many they are. */
export interface Place {
  readonly position: number;
  readonly length: number;
}

/** What tells about a record that is present, from its text. */
export interface RecordTexts {
  hasId(record: number, id: string): boolean;
  hasValue(record: number, field: number, value: string): boolean;
}

/**
 * Where the records of one collection are, and how they are found, in 60 to 110 bytes for each: numbered in rising order of offset,
 * known by hashes instead of texts. A lookup is a hash, and a look at the record that has it; a page is a binary search.
 */
export class RecordTable {
  /** Of the hashes. */
  readonly seed: number;
  readonly terms: Terms;
  readonly offsets: WideColumn = new WideColumn();
  readonly positions: WideColumn = new WideColumn();
  /** Of the line, in bytes; 0: the record is gone. */
  readonly lengths: Column = new Column();
  readonly hashes: Column = new Column();
  /** Of each field the term plus one; 0: none. */
  readonly fields: readonly Column[];
  /** Finds records by the hashes of their ids. */
  readonly ids: HashTable = new HashTable(this.hashes);
  readonly #texts: RecordTexts;
  #count = 0;
  /** Bytes of the lines of the records that are present. */
  #bytes = 0;
  #removals = 0;
  #end = 0;
  /** Where records that are gone stand in front of one, the end of those before them: whoever looks for the last need not go over them one by one. */
  readonly #ends = new Map<number, number>();

  constructor(fields: number, seed: number, texts: RecordTexts) {
    this.seed = seed;
    this.fields = Array.from({ length: fields }, () => new Column());
    this.terms = new Terms(fields, seed, (record) => this.isPresent(record), (record, field, value, term) => this.#isOf(record, field, term) && texts.hasValue(record, field, value));
    this.#texts = texts;
  }

  /** Numbers that have been given. */
  get length(): number {
    return this.offsets.length;
  }

  /** Behind the last record that is present. */
  get end(): number {
    return this.#end;
  }

  /** Records that are present. */
  get count(): number {
    return this.#count;
  }

  /** Bytes of their lines, with the line ends. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How often a record has gone. */
  get removals(): number {
    return this.#removals;
  }

  /** The greatest offset that is present; 0: there is none. */
  get latest(): number {
    return this.#end === 0 ? 0 : this.offsets.get(this.#end - 1);
  }

  /** Whether more is gone than there, so that it should be made anew. */
  get isSparse(): boolean {
    return this.length - this.#count > Math.max(this.#count, TOLERATED);
  }

  isPresent(record: number): boolean {
    return this.lengths.get(record) > 0;
  }

  place(record: number): Place & { readonly offset: number } {
    return { offset: this.offsets.get(record), position: this.positions.get(record), length: this.lengths.get(record) };
  }

  /** -1: there is none. */
  find(id: string): number {
    return this.ids.find(hashText(this.seed, id), (record) => this.isPresent(record) && this.#texts.hasId(record, id));
  }

  /** Adds a record that follows the others, and whose id is not present. */
  add(offset: number, id: string, values: readonly (string | null)[], place: Place): void {
    const record = this.#push(offset, hashText(this.seed, id), place);
    this.fields.forEach((column, field) => {
      const value = values[field] ?? null;
      column.push(value === null ? 0 : this.terms.findOrAdd(field, value) + 1);
    });
    this.#link(record);
  }

  /** Adds a record of another table with the same seed. @param termOf the term here that is one there */
  adopt(from: RecordTable, record: number, place: Place, termOf: (term: number) => number): void {
    const own = this.#push(from.offsets.get(record), from.hashes.get(record), place);
    this.fields.forEach((column, field) => {
      const term = from.fields[field]?.get(record) ?? 0;
      column.push(term === 0 ? 0 : termOf(term - 1) + 1);
    });
    this.#link(own);
  }

  /** Makes what the columns hold, which were filled in from elsewhere, known: so many at a time between two values that it gives. The tables of hashes are not its business. */
  *linkAll(step: number): Generator<void, void, undefined> {
    this.terms.create();
    for (let first = 0; first < this.length; first += step) {
      this.#linkSome(first, Math.min(first + step, this.length));
      yield;
    }
  }

  remove(record: number): void {
    this.#bytes -= this.lengths.get(record) + 1;
    this.#count -= 1;
    this.#removals += 1;
    this.lengths.set(record, 0);
    for (const column of this.fields) {
      const term = column.get(record);
      if (term > 0) this.terms.dropRecord(term - 1);
    }
    while (this.#end > 0 && !this.isPresent(this.#end - 1)) this.#end = this.#ends.get(this.#end - 1) ?? this.#end - 1;
  }

  /** Every record, also those that are gone. */
  all(): List {
    return { length: this.length, at: (index) => index };
  }

  #push(offset: number, hash: number, { position, length }: Place): number {
    this.positions.push(position);
    this.lengths.push(length);
    this.hashes.push(hash);
    return this.offsets.push(offset);
  }

  #linkSome(first: number, end: number): void {
    // A column at a time is twice as fast as a record at a time.
    for (const column of this.fields) {
      for (let record = first; record < end; record += 1) {
        const term = column.get(record);
        if (term > 0 && this.isPresent(record)) this.terms.addRecord(term - 1, record);
      }
    }
    for (let record = first; record < end; record += 1) {
      if (this.isPresent(record)) this.#include(record);
    }
  }

  #link(record: number): void {
    this.ids.insert(record);
    for (const column of this.fields) {
      const term = column.get(record);
      if (term > 0) this.terms.addRecord(term - 1, record);
    }
    this.#include(record);
  }

  #include(record: number): void {
    this.#count += 1;
    this.#bytes += this.lengths.get(record) + 1;
    if (this.#end < record) this.#ends.set(record, this.#end);
    this.#end = record + 1;
  }

  /** Whether a record has a term in a field: a term of another field may have the same hash, and that record too. */
  #isOf(record: number, field: number, term: number): boolean {
    return this.fields[field]?.get(record) === term + 1;
  }
}
