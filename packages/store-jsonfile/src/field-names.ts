import { type Awaitable, Breather, type Collection, COLLECTIONS, type Entry, type NameRange, SortedNames } from '@cw/store-core/adapter';
import { sortSlowly } from './sort-slowly.ts';
import type { RecordTable } from './table/record-table.ts';

/** Records that are read at once. */
const STEP = 512;

/** The distinct values of fields, and the ids, in code-point order: read from the log when they are first asked for, kept up to date from then on. */
export class FieldNames {
  readonly #fields: readonly string[];
  readonly #table: RecordTable;
  readonly #read: (records: readonly number[]) => readonly Entry[];
  readonly #names = new Map<string, SortedNames>();

  /** @param read what records say of themselves */
  constructor(collection: Collection, table: RecordTable, read: (records: readonly number[]) => readonly Entry[]) {
    this.#fields = COLLECTIONS[collection].fields;
    this.#table = table;
    this.#read = read;
  }

  /** Whether nothing has to be kept up to date. */
  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  range(field: string, range: NameRange): Awaitable<string[]> {
    const names = this.#names.get(field);
    return names === undefined ? this.#collect(field).then((collected) => collected.range(range)) : names.range(range);
  }

  /** After a record has been added. */
  add({ id, terms }: Entry): void {
    if (this.isEmpty) return;
    this.#names.get('id')?.add(id);
    terms.forEach((value, field) => {
      if (value !== null) this.#names.get(this.#fields[field] ?? '')?.add(value);
    });
  }

  /** After a record has been removed. */
  remove({ id, terms }: Entry): void {
    this.#names.get('id')?.remove(id);
    terms.forEach((value, field) => {
      if (value !== null && this.#table.terms.find(field, value) === -1) this.#names.get(this.#fields[field] ?? '')?.remove(value);
    });
  }

  /** They are read anew when they are next asked for. */
  forget(): void {
    this.#names.clear();
  }

  async #collect(field: string): Promise<SortedNames> {
    for (;;) {
      const { length, removals } = this.#table;
      const names = SortedNames.fromSorted(await sortSlowly(await this.#namesOf(field)));
      // A reader may have followed the log of another process meanwhile.
      if (length !== this.#table.length || removals !== this.#table.removals) continue;
      this.#names.set(field, names);
      return names;
    }
  }

  async #namesOf(field: string): Promise<string[]> {
    const place = this.#fields.indexOf(field);
    const breather = new Breather();
    const names: string[] = [];
    let step: number[] = [];
    const readStep = (): void => {
      for (const { id, terms } of this.#read(step)) names.push(place === -1 ? id : (terms[place] ?? ''));
      step = [];
    };
    for (const record of place === -1 ? this.#records() : this.#recordsWithValue(place)) {
      if (step.push(record) < STEP) continue;
      readStep();
      await breather.breathe();
    }
    if (step.length > 0) readStep();
    return names;
  }

  *#records(): Generator<number, void, undefined> {
    for (let record = 0; record < this.#table.length; record += 1) {
      if (this.#table.isPresent(record)) yield record;
    }
  }

  /** One for each value. */
  *#recordsWithValue(field: number): Generator<number, void, undefined> {
    const { terms, fields } = this.#table;
    for (let term = 0; term < terms.count; term += 1) {
      if (!terms.isPresent(term)) continue;
      const record = terms.anyRecord(term);
      if (fields[field]?.get(record) === term + 1) yield record;
    }
  }
}
