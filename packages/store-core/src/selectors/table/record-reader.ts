import { LIMITS } from '../../limits.ts';
import { parseFields, separatorOf } from './record-fields.ts';
import { tooLong } from '../selection-limit.ts';

/** What may stand around a record: a byte-order mark before it, the first half of a CRLF after it. */
const AROUND_RECORD = 2;

/** The end of a line, or a quote, which may have line ends behind it. */
const MARKED = /["\r\n]/g;

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
  /** Text that has come, and where the next record begins in it. */
  #text = '';
  #at = 0;
  /** So much of it must be unread to be looked at again: a record that grows over many texts would be read over and over. */
  #enough = 1;
  #first = true;
  #finished = false;

  /** `type` is the selector that an error is about. */
  constructor(delimiter: string, type: string) {
    this.#separator = separatorOf(delimiter);
    this.#type = type;
  }

  /** Whether there is text after the records that were read. */
  get hasMore(): boolean {
    return this.#at < this.#text.length;
  }

  add(text: string): void {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
  }

  /** No more text follows. */
  finish(): void {
    this.#finished = true;
    this.#enough = 1;
  }

  /** The next record; undefined where more text is needed. @throws SelectorError for a record that is longer than a selection may be. */
  next(): TextRecord | undefined {
    const unread = this.#text.length - this.#at;
    if (unread < this.#enough) return undefined;
    const record = this.#read();
    this.#enough = record === undefined ? 2 * unread : 1;
    const units = record === undefined ? unread - AROUND_RECORD : record.text.length;
    if (units > LIMITS.selectionBytes) throw tooLong(this.#type, 'a record');
    return record;
  }

  #read(): TextRecord | undefined {
    const text = this.#text;
    const mark = this.#first && text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const start = this.#at + mark.length;
    MARKED.lastIndex = start;
    const marked = MARKED.exec(text);
    let end = marked?.index ?? text.length;
    let quoted: readonly string[] | undefined;
    if (marked?.[0] === '"') {
      const parsed = parseFields(text, start, this.#separator);
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
