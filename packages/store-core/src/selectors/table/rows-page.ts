import type { CustomSelection } from '../../contract/selector.ts';
import { SelectorError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import { describe } from '../../values/describe.ts';
import { utf8Length } from '../../values/unicode.ts';
import { fieldsOf, writeFields } from './record-fields.ts';
import type { RecordReader, TextRecord } from './record-reader.ts';
import type { RowsOptions } from './rows-options.ts';
import { nextEnd, stoppedAtLimit, tooLong } from '../selection-limit.ts';
import { TextBuilder } from '../text/text-builder.ts';

/** So many column names are told where one is missing. */
const NAMES_TOLD = 50;

/** Picks records, and the columns of each. */
export class RowsPage {
  readonly #options: RowsOptions;
  readonly #delimiter: string;
  readonly #end: number;
  /** Indexes; undefined for all columns, and before the header that names them was read. */
  #columns: readonly number[] | undefined;
  #headerRead: boolean;
  /** The next record, from 0, the header not counted. */
  #row = 0;
  #text = new TextBuilder();
  #bytes = 0;
  #empty = true;
  #stopped: 'no' | 'end' | 'full' = 'no';

  constructor(options: RowsOptions, delimiter: string) {
    this.#options = options;
    this.#delimiter = delimiter;
    this.#end = options.end === undefined ? Number.POSITIVE_INFINITY : Math.max(options.start, options.end);
    this.#headerRead = !options.header;
    if (!options.header) this.#columns = options.columns?.map((column) => indexOf(column, []));
  }

  /** Whether nothing more will be taken, although there is more. */
  get stopped(): boolean {
    return this.#stopped !== 'no';
  }

  /** Takes what the reader has, until nothing more is wanted. */
  takeFrom(reader: RecordReader): void {
    while (!this.stopped) {
      if (this.#headerRead && this.#row === this.#end) {
        // What follows is not read: it may be a record of any length.
        if (reader.hasMore) this.#stopped = 'end';
        return;
      }
      const record = reader.next();
      if (record === undefined) return;
      this.#take(record);
    }
  }

  /** @throws SelectorError where a column is named and there is no header, or where the first record did not fit. */
  selection(): CustomSelection {
    if (!this.#headerRead) this.#readHeader([]);
    if (this.#stopped === 'full' && this.#row <= this.#options.start) throw tooLong('rows', `record ${this.#row} (from 0), written out,`);
    const truncated = this.stopped;
    const selection = { text: this.#text.toString(), truncated, next: truncated ? this.#next() : null };
    return this.#stopped === 'full' ? stoppedAtLimit(selection) : selection;
  }

  #take(record: TextRecord): void {
    if (!this.#headerRead) {
      this.#readHeader(fieldsOf(record, this.#delimiter));
      this.#write(record);
      return;
    }
    if (this.#row >= this.#options.start) {
      this.#write(record);
      if (this.stopped) return;
    }
    this.#row += 1;
  }

  #readHeader(names: readonly string[]): void {
    this.#headerRead = true;
    this.#columns = this.#options.columns?.map((column) => indexOf(column, names));
  }

  #write(record: TextRecord): void {
    const line = `${this.#empty ? '' : '\n'}${record.mark}${this.#written(record)}`;
    this.#bytes += utf8Length(line);
    if (this.#bytes > LIMITS.selectionBytes) {
      this.#stopped = 'full';
      return;
    }
    this.#text.add(line);
    this.#empty = false;
  }

  #written(record: TextRecord): string {
    if (this.#columns === undefined) return record.quoted === undefined ? record.text : writeFields(record.quoted, this.#delimiter);
    const fields = fieldsOf(record, this.#delimiter);
    return writeFields(this.#columns.map((column) => fields[column] ?? ''), this.#delimiter);
  }

  #next(): CustomSelection['next'] {
    const { given, start, end } = this.#options;
    if (end === undefined) return { ...given, start: this.#row };
    return end > start ? { ...given, start: this.#row, end: nextEnd(this.#row, end - start) } : null;
  }
}

function indexOf(column: string | number, names: readonly string[]): number {
  if (typeof column === 'number') return column;
  const index = names.indexOf(column);
  if (index !== -1) return index;
  const told = names.slice(0, NAMES_TOLD).map((name) => describe(name));
  const known = told.length === 0 ? 'there is no header' : `the header has ${told.join(', ')}${names.length > told.length ? ', …' : ''}`;
  throw new SelectorError(`rows: there is no column ${describe(column)}; ${known}`, { details: { type: 'rows', column } });
}
