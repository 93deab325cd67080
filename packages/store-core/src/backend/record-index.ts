import type { Entry, LogState, NameRange, ScanRange, Stored, Summary, Term } from './backend.ts';
import { COLLECTIONS, type Collection } from './collections.ts';
import { SortedNames } from './sorted-names.ts';

/** What an index knows of one record: how it is found, and the backend's own note of where its body is. */
export interface Indexed<Note> {
  /** Its place in the collection. */
  readonly offset: number;
  /** What identifies it. */
  readonly id: string;
  /** The values of the collection's fields, in their order; null where it has none. */
  readonly terms: readonly (string | null)[];
  /** The backend's own: where the body is. */
  readonly note: Note;
}

/**
 * An index of one collection in memory, for backends whose storage has none: by id, by offset, by term, and the sorted distinct
 * values of each field. A lookup is a hash or a binary search; a page costs what it returns.
 */
export class RecordIndex<Note> {
  readonly #fields: readonly string[];
  readonly #byId = new Map<string, Indexed<Note>>();
  /** In rising order of offset, as are the lists of #byTerm. */
  #byOffset: Indexed<Note>[] = [];
  readonly #byTerm: readonly Map<string, Indexed<Note>[]>[];
  /** Made when the values of a field are first asked for, kept up to date from then on. */
  readonly #names = new Map<string, SortedNames>();
  /** The greatest offset ever assigned. */
  head = 0;

  constructor(collection: Collection) {
    this.#fields = COLLECTIONS[collection].fields;
    this.#byTerm = this.#fields.map(() => new Map());
  }

  /** The size of the collection, without counting. */
  get summary(): Summary {
    return { head: this.head, latest: this.#byOffset.at(-1)?.offset ?? 0, count: this.#byOffset.length };
  }

  /** What is known of the record with this id; undefined if there is none. */
  get(id: string): Indexed<Note> | undefined {
    return this.#byId.get(id);
  }

  /** Every record, in rising order of offset. */
  entries(): readonly Indexed<Note>[] {
    return this.#byOffset;
  }

  /** What a decision needs, with the bodies of known records read by `read`. */
  state(ids: readonly string[], read: (record: Indexed<Note>) => Stored): LogState {
    const known = new Map<string, Stored>();
    for (const id of ids) {
      const record = this.#byId.get(id);
      if (record !== undefined) known.set(id, read(record));
    }
    const { head, latest } = this.summary;
    return { head, latest, known };
  }

  /** Adds a record whose offset is greater than every one present, in place of the one with its id. */
  put(entry: Pick<Entry, 'offset' | 'id' | 'terms'>, note: Note): void {
    const previous = this.#byId.get(entry.id);
    if (previous !== undefined) this.#drop(new Set([previous]));
    const record: Indexed<Note> = { offset: entry.offset, id: entry.id, terms: entry.terms, note };
    this.#byId.set(record.id, record);
    this.#byOffset.push(record);
    this.#names.get('id')?.add(record.id);
    record.terms.forEach((value, field) => {
      if (value === null) return;
      const list = this.#byTerm[field]?.get(value);
      if (list !== undefined) {
        list.push(record);
        return;
      }
      this.#byTerm[field]?.set(value, [record]);
      this.#names.get(this.#fields[field] ?? '')?.add(value);
    });
    this.head = Math.max(this.head, record.offset);
  }

  /** One page of records. `size` tells how much of `range.chars` a record takes. */
  scan(range: ScanRange, size: (record: Indexed<Note>) => number): Indexed<Note>[] {
    const list = this.#list(range.term);
    const first = firstAbove(list, range.after);
    const end = firstAbove(list, range.before - 1);
    const page: Indexed<Note>[] = [];
    let chars = 0;
    for (let step = 0; step < end - first && page.length < range.limit && chars < range.chars; step += 1) {
      const record = list[range.reverse ? end - 1 - step : first + step];
      if (record === undefined) break;
      page.push(record);
      chars += size(record);
    }
    return page;
  }

  /** The distinct values of a field, or the ids. */
  values(field: string, range: NameRange): string[] {
    let names = this.#names.get(field);
    if (names === undefined) {
      names = new SortedNames(field === 'id' ? this.#byId.keys() : (this.#byTerm[this.#fields.indexOf(field)]?.keys() ?? []));
      this.#names.set(field, names);
    }
    return names.range(range);
  }

  /** Removes the records with a term (null: all); gives those removed. The head stays. */
  remove(term: Term | null): readonly Indexed<Note>[] {
    const removed = [...this.#list(term)];
    this.#drop(new Set(removed));
    return removed;
  }

  #list(term: Term | null): readonly Indexed<Note>[] {
    if (term === null) return this.#byOffset;
    if (term.field !== 'id') return this.#byTerm[this.#fields.indexOf(term.field)]?.get(term.value) ?? [];
    const record = this.#byId.get(term.value);
    return record === undefined ? [] : [record];
  }

  #drop(removed: ReadonlySet<Indexed<Note>>): void {
    this.#byOffset = without(this.#byOffset, removed);
    const touched = this.#fields.map(() => new Set<string>());
    for (const record of removed) {
      this.#byId.delete(record.id);
      this.#names.get('id')?.remove(record.id);
      record.terms.forEach((value, field) => {
        if (value !== null) touched[field]?.add(value);
      });
    }
    touched.forEach((values, field) => {
      for (const value of values) this.#dropTerm(field, value, removed);
    });
  }

  #dropTerm(field: number, value: string, removed: ReadonlySet<Indexed<Note>>): void {
    const lists = this.#byTerm[field];
    const rest = without(lists?.get(value) ?? [], removed);
    if (rest.length > 0) {
      lists?.set(value, rest);
    } else {
      lists?.delete(value);
      this.#names.get(this.#fields[field] ?? '')?.remove(value);
    }
  }
}

/** Where the offsets greater than `offset` begin, in a list that rises by offset. */
function firstAbove(list: readonly { readonly offset: number }[], offset: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.offset ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The list without some of its members; a single one is cut out in place, which is far cheaper than filtering. */
function without<T extends { readonly offset: number }>(list: T[], removed: ReadonlySet<T>): T[] {
  if (removed.size !== 1) return list.filter((record) => !removed.has(record));
  for (const record of removed) {
    const index = firstAbove(list, record.offset - 1);
    if (list[index] === record) list.splice(index, 1);
  }
  return list;
}
