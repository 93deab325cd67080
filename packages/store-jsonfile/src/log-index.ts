import { type Collection, COLLECTIONS, type Entry, type Indexed, readEntry, RecordIndex, type Term } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';
import { type Control, readControl } from './log-line.ts';
import type { LogLine } from './log-scanner.ts';

/** Where a record stands in its file: the first byte of its line, and how many they are. Changes with a compaction. */
export interface Place {
  position: number;
  length: number;
}

/** What the lines of a log amount to. */
export class LogIndex {
  readonly records: RecordIndex<Place>;
  readonly #collection: Collection;
  /** Bytes of the lines of records that are present. */
  #live = 0;

  constructor(collection: Collection) {
    this.#collection = collection;
    this.records = new RecordIndex(collection);
  }

  get live(): number {
    return this.#live;
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

  add(entry: Entry, place: Place): void {
    const previous = this.records.get(entry.id);
    if (previous !== undefined) this.#live -= lineBytes(previous.note);
    this.records.put(entry, place);
    this.#live += lineBytes(place);
  }

  /** The records with a term; null: all. */
  matching(term: Term | null): readonly Indexed<Place>[] {
    const limit = Number.POSITIVE_INFINITY;
    return this.records.scan({ term, after: 0, before: limit, reverse: false, limit, chars: limit }, () => 0);
  }

  /** How many records went. */
  remove(term: Term | null): number {
    const removed = this.records.remove(term);
    for (const { note } of removed) this.#live -= lineBytes(note);
    return removed.length;
  }

  /** After a compaction: the records stand there now, in rising order of offset. */
  move(places: readonly Place[]): void {
    this.records.entries().forEach(({ note }, index) => {
      const { position, length } = places[index] ?? note;
      note.position = position;
      note.length = length;
    });
    this.#live = places.reduce((bytes, place) => bytes + lineBytes(place), 0);
  }

  #applyRecord({ position, length, body }: LogLine, where: () => string): void {
    const entry = readEntry(this.#collection, body, where);
    const { head } = this.records;
    if (entry.offset <= head) throw corrupt(where(), `the offset ${entry.offset} does not follow ${head}`);
    this.add(entry, { position, length });
  }

  #applyControl(control: Control, where: () => string): void {
    const { records } = this;
    if (control.control === 'head') {
      if (control.head < records.summary.latest) throw corrupt(where(), `the head ${control.head} lies before the records`);
      records.head = control.head;
      return;
    }
    const { term, count } = control;
    const known = term === null || term.field === 'id' || COLLECTIONS[this.#collection].fields.includes(term.field);
    const removed = known ? this.remove(term) : -1;
    if (removed !== count) throw corrupt(where(), `removes ${count} records, of which ${Math.max(removed, 0)} are there`);
  }
}

/** With the line end. */
function lineBytes({ length }: Place): number {
  return length + 1;
}
