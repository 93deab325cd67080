import { LIMITS } from '../../limits.ts';
import { parseFields, separatorOf } from './record-fields.ts';
import { tooLong } from '../selection-limit.ts';

/** What may stand around a record: a byte-order mark before it, the first half of a CRLF after it. */
const AROUND_RECORD = 2;

/** A record of CSV or TSV. */
export interface TextRecord {
  /** The byte-order mark that stands before the first record, if there is one; otherwise empty. */
  readonly mark: string;
  /** The text, without its line end. */
  readonly text: string;
  /** The fields, where the text has quotes; otherwise it is split at the delimiter. */
  readonly quoted: readonly string[] | undefined;
}

/**
 * Splits text that is cut anywhere into records (RFC 4180). They end at LF, CRLF or CR outside quotes; a final line end adds
 * no record. What RFC 4180 does not allow is read as well: a quote inside a field that does not begin with one is text,
 * text after a closing quote belongs to the field, and a quote that is never closed goes to the end.
 */
export class RecordReader {
  readonly #separator: RegExp;
  readonly #type: string;
  /** Text that was looked at, and where the next record begins in it. */
  #text = '';
  #at = 0;
  #waiting: string[] = [];
  #waitingUnits = 0;
  /**
   * So much must wait before the text is looked at again; 0 unless it ends in the middle of a record. A record that grows
   * over many texts would be read over and over.
   */
  #worthwhile = 0;
  #first = true;
  #finished = false;
  // Where the next of these stands, at #at or after it; Infinity where there is none.
  #quote = -1;
  #return = -1;

  /** `type` is the selector that an error is about. */
  constructor(delimiter: string, type: string) {
    this.#separator = separatorOf(delimiter);
    this.#type = type;
  }

  /** Whether there is text after the records that were read. */
  get hasMore(): boolean {
    return this.#at < this.#text.length || this.#waiting.length > 0;
  }

  add(text: string): void {
    this.#waiting.push(text);
    this.#waitingUnits += text.length;
    if (this.#waitingUnits >= this.#worthwhile) this.#accept();
  }

  /** No more text follows. */
  finish(): void {
    this.#finished = true;
    this.#accept();
  }

  /** The next record; undefined where more text is needed. @throws SelectorError for a record that is longer than a selection may be. */
  next(): TextRecord | undefined {
    if (this.#at >= this.#text.length || this.#worthwhile > 0) return undefined;
    const record = this.#read();
    const unread = this.#text.length - this.#at;
    const units = record === undefined ? unread - AROUND_RECORD : record.text.length;
    if (units > LIMITS.selectionBytes) throw tooLong(this.#type, 'a record');
    if (record === undefined) this.#worthwhile = unread;
    return record;
  }

  #accept(): void {
    this.#text = [this.#text.slice(this.#at), ...this.#waiting].join('');
    this.#at = 0;
    this.#quote = -1;
    this.#return = -1;
    this.#waiting = [];
    this.#waitingUnits = 0;
    this.#worthwhile = 0;
  }

  #read(): TextRecord | undefined {
    const text = this.#text;
    const mark = this.#first && text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const start = this.#at + mark.length;
    if (this.#quote < start) this.#quote = indexOrInfinity(text.indexOf('"', start));
    if (this.#return < start) this.#return = indexOrInfinity(text.indexOf('\r', start));
    let end = Math.min(indexOrInfinity(text.indexOf('\n', start)), this.#return, text.length);
    let quoted: readonly string[] | undefined;
    if (this.#quote < end) {
      const parsed = parseFields(text, start, this.#separator, this.#finished);
      if (parsed === undefined) return undefined;
      end = parsed.end;
      quoted = parsed.fields;
    }
    // At the end of the text, a line end is still to come, or the LF of a CRLF.
    const last = text.startsWith('\r', end) ? end + 1 : end;
    if (last === text.length && !this.#finished) return undefined;
    this.#at = text.startsWith('\n', last) ? last + 1 : last;
    this.#first = false;
    return { mark, text: text.slice(start, end), quoted };
  }
}

function indexOrInfinity(index: number): number {
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}
