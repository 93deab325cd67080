import { randomInt } from 'node:crypto';
import {
  type Awaitable, Breather, type Collection, COLLECTIONS, type Entry, type NameRange, readEntry, type ScanRange, type Stored, type Summary, type Term,
} from '@cw/store-core/adapter';
import { beginsWithId } from './begins-with-id.ts';
import { corrupt } from './errors.ts';
import { FieldNames } from './field-names.ts';
import { IndexCopy } from './index-copy.ts';
import type { LogFile } from './log-file.ts';
import { type Control, readControl } from './log-line.ts';
import type { LogLine } from './log-scanner.ts';
import { type Found, readBodies } from './record-bodies.ts';
import type { List } from './table/postings.ts';
import { type Place, RecordTable } from './table/record-table.ts';

/** Records between two looks at the clock. */
const STEP = 2048;

/** What the lines of a log amount to: where each record stands, and how it is found. The texts themselves stay in the log, and are read when they are needed. */
export class LogIndex {
  /** The log that the records stand in; null: there is none yet. */
  file: LogFile | null = null;
  /** The greatest offset ever assigned. */
  head = 0;
  readonly table: RecordTable;
  readonly #collection: Collection;
  readonly #names: FieldNames;
  /** What the last lookup of an id has read to make sure, so that it need not be read again. */
  #found: Stored | null = null;

  constructor(collection: Collection, seed: number = randomInt(2 ** 31)) {
    this.#collection = collection;
    this.table = new RecordTable(COLLECTIONS[collection].fields.length, seed, {
      hasId: (record, id) => {
        this.#found = this.#read([record])[0] ?? null;
        if (this.#found === null) return false;
        return beginsWithId(collection, this.#found.body, this.#found.offset, id) || this.#entry(record).id === id;
      },
      hasValue: (record, field, value) => this.#entry(record).terms[field] === value,
    });
    this.#names = new FieldNames(collection, this.table, (records) => this.#entries(records));
  }

  get summary(): Summary {
    return { head: this.head, latest: this.table.latest, count: this.table.count };
  }

  /** Takes in the lines of one write. @throws CorruptStoreError naming the line. */
  apply(lines: readonly LogLine[], path: string): void {
    for (const line of lines) {
      const where = (): string => `${path}:${line.number}`;
      const control = readControl(line.body, where);
      if (control === null) this.#applyRecord(line, where);
      else this.#applyControl(control, where);
    }
  }

  /** Adds a record whose offset is greater than every one present, in place of the one with its id. */
  add(entry: Entry, place: Place): void {
    const previous = this.table.find(entry.id);
    if (previous !== -1) this.#remove(previous);
    this.table.add(entry.offset, entry.id, entry.terms, place);
    this.#names.add(entry);
    this.head = Math.max(this.head, entry.offset);
  }

  get(id: string): Stored | undefined {
    if (this.table.find(id) === -1) return undefined;
    const found = this.#found ?? undefined;
    this.#found = null;
    return found;
  }

  /** One page of records: where they are. `range.chars` counts the bytes of their lines. */
  scan(range: ScanRange): Found[] {
    const list = this.#list(range.term);
    const first = this.#firstAbove(list, range.after);
    const end = this.#firstAbove(list, range.before - 1);
    const page: Found[] = [];
    let chars = 0;
    for (let step = 0; step < end - first && page.length < range.limit && chars < range.chars; step += 1) {
      const record = list.at(range.reverse ? end - 1 - step : first + step);
      if (!this.table.isPresent(record)) continue;
      const place = this.table.place(record);
      page.push(place);
      chars += place.length;
    }
    return page;
  }

  /** The distinct values of a field, or the ids. */
  values(field: string, range: NameRange): Awaitable<string[]> {
    return this.#names.range(field, range);
  }

  /** How many records have a term (null: all). */
  count(term: Term | null): number {
    if (term === null) return this.table.count;
    if (term.field === 'id') return this.#list(term).length;
    const found = this.#term(term);
    return found === -1 ? 0 : this.table.terms.recordsPresent(found);
  }

  /** Removes the records with a term (null: all), some at a time between two values that it gives. The head stays. Gives how many there were. */
  *remove(term: Term | null): Generator<void, number, undefined> {
    const list = this.#list(term);
    const before = this.table.count;
    // To take one name after the other away, all of the records would have to be read.
    if (list.length > 1) this.#names.forget();
    // From the newest down, so that which one is the last is known at once each time.
    for (let index = list.length - 1; index >= 0; index -= 1) {
      const record = list.at(index);
      if (this.table.isPresent(record)) this.#remove(record);
      if (index % STEP === 0) yield;
    }
    return before - this.table.count;
  }

  /** The records that are present, in rising order of offset. */
  *records(): Generator<number, void, undefined> {
    for (let record = 0; record < this.table.end; record += 1) {
      if (this.table.isPresent(record)) yield record;
    }
  }

  /** Whether it should be made anew, as it knows more of what is gone than of what is there. */
  get isSparse(): boolean {
    return this.table.isSparse;
  }

  /** Whether a table of hashes is just growing. */
  get isGrowing(): boolean {
    return this.table.ids.slots === null || this.table.terms.table.slots === null;
  }

  /** An index without the numbers of records that are gone, for the same log. */
  async rebuilt(): Promise<LogIndex> {
    const copy = new IndexCopy(this);
    const breather = new Breather();
    for (const record of this.records()) {
      copy.take(record, this.table.place(record));
      if (record % STEP === 0) await breather.breathe();
    }
    copy.index.file = this.file;
    return copy.index;
  }

  /** An empty index of the same collection, whose hashes are the same. */
  emptied(): LogIndex {
    return new LogIndex(this.#collection, this.table.seed);
  }

  /** What records that are present say of themselves. @throws CorruptStoreError */
  #entries(records: readonly number[]): Entry[] {
    return this.#read(records).map(({ offset, body }, index) => {
      const where = (): string => `${this.file?.path}:${this.file?.lineAt(this.table.positions.get(records[index] ?? 0))}`;
      const entry = readEntry(this.#collection, body, where);
      if (entry.offset !== offset) throw corrupt(where(), 'another record stands where this one is looked for');
      return entry;
    });
  }

  #read(records: readonly number[]): Stored[] {
    if (this.file === null) throw new TypeError('a record that is present stands in a file');
    return readBodies(this.file, records.map((record) => this.table.place(record)));
  }

  #entry(record: number): Entry {
    const [entry] = this.#entries([record]);
    if (entry === undefined) throw new TypeError('one record has one entry');
    return entry;
  }

  #remove(record: number): void {
    const entry = this.#names.isEmpty ? null : this.#entry(record);
    this.table.remove(record);
    if (entry !== null) this.#names.remove(entry);
  }

  #list(term: Term | null): List {
    if (term === null) return this.table.all();
    if (term.field === 'id') {
      const record = this.table.find(term.value);
      return { length: record === -1 ? 0 : 1, at: () => record };
    }
    const found = this.#term(term);
    return found === -1 ? { length: 0, at: () => 0 } : this.table.terms.records(found);
  }

  #term({ field, value }: Term): number {
    return this.table.terms.find(COLLECTIONS[this.#collection].fields.indexOf(field), value);
  }

  /** Where the offsets greater than `offset` begin in a list. */
  #firstAbove(list: List, offset: number): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.table.offsets.get(list.at(middle)) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #applyRecord({ position, length, body }: LogLine, where: () => string): void {
    const entry = readEntry(this.#collection, body, where);
    if (entry.offset <= this.head) throw corrupt(where(), `the offset ${entry.offset} does not follow ${this.head}`);
    this.add(entry, { position, length });
  }

  #applyControl(control: Control, where: () => string): void {
    if (control.control === 'head') {
      if (control.head < this.table.latest) throw corrupt(where(), `the head ${control.head} lies before the records`);
      this.head = control.head;
      return;
    }
    const { term, count } = control;
    const known = term === null || term.field === 'id' || COLLECTIONS[this.#collection].fields.includes(term.field);
    const before = this.table.count;
    if (known) for (const _step of this.remove(term));
    const removed = before - this.table.count;
    if (removed !== count) throw corrupt(where(), `removes ${count} records, of which ${removed} are there`);
  }
}
