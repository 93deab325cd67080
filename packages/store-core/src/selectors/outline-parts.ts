import { SelectorError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { JsonReader, NotJsonError } from './json/json-reader.ts';
import { writeShape } from './json/json-shape.ts';
import { JsonShapeReader } from './json/json-shape-reader.ts';
import { fieldsOf } from './table/record-fields.ts';
import { countLineFeeds } from './text/line-text.ts';
import { RecordReader } from './table/record-reader.ts';

/** So many columns are told by name. */
const COLUMNS_TOLD = 200;

/** Learns one thing about a text that comes in pieces. */
export interface OutlinePart {
  add(text: string): void;
  /** What to tell, as lines. */
  finish(): readonly string[];
}

/** Counts lines, as `lines` does. */
export class LineCount implements OutlinePart {
  #ended = 0;
  #last = '';

  add(text: string): void {
    this.#ended += countLineFeeds(text.replaceAll(/\r\n?/g, '\n'), 0, Number.POSITIVE_INFINITY);
    // A CRLF that two pieces cut is one line end.
    if (this.#last === '\r' && text.startsWith('\n')) this.#ended -= 1;
    this.#last = text.slice(-1);
  }

  finish(): readonly string[] {
    const unended = this.#last !== '' && this.#last !== '\n' && this.#last !== '\r';
    return [`lines: ${this.#ended + (unended ? 1 : 0)}`];
  }
}

/** Tells the shape of a JSON text; what is not JSON only where it was declared to be. */
export class JsonOutline implements OutlinePart {
  readonly #declared: boolean;
  readonly #shape = new JsonShapeReader();
  readonly #reader = new JsonReader(this.#shape);
  #problem: string | undefined;

  constructor(declared: boolean) {
    this.#declared = declared;
  }

  add(text: string): void {
    this.#try(() => this.#reader.add(text));
  }

  finish(): readonly string[] {
    this.#try(() => this.#reader.finish());
    const { shape } = this.#shape;
    if (this.#problem !== undefined) return this.#declared ? [`JSON: cannot be read, ${this.#problem}`] : [];
    // A word or a number alone is text rather than JSON.
    return this.#declared || shape.scalars.size === 0 ? [`JSON: ${writeShape(shape)}`] : [];
  }

  #try(step: () => void): void {
    if (this.#problem !== undefined) return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof NotJsonError)) throw error;
      this.#problem = error.message;
    }
  }
}

/** Tells the columns and counts the rows of a table. */
export class TableOutline implements OutlinePart {
  readonly #delimiter: string;
  readonly #reader: RecordReader;
  #columns: readonly string[] | undefined;
  #rows = 0;
  #problem: string | undefined;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
    this.#reader = new RecordReader(delimiter, 'outline');
  }

  add(text: string): void {
    this.#try(() => this.#reader.add(text));
  }

  finish(): readonly string[] {
    this.#try(() => this.#reader.finish());
    const columns = this.#columns ?? [];
    const told = columns.slice(0, COLUMNS_TOLD).map((name) => describe(name));
    if (columns.length > told.length) told.push('…');
    const rows = this.#problem === undefined ? String(this.#rows) : `${this.#rows} and more, ${this.#problem}`;
    return [`delimiter: ${describe(this.#delimiter)}`, `columns: ${columns.length}`, ...told.map((name) => `  ${name}`), `rows: ${rows}`];
  }

  #try(step: () => void): void {
    if (this.#problem !== undefined) return;
    try {
      step();
      for (let record = this.#reader.next(); record !== undefined; record = this.#reader.next()) {
        if (this.#columns === undefined) this.#columns = fieldsOf(record, this.#delimiter);
        else this.#rows += 1;
      }
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      this.#problem = error.message;
    }
  }
}
