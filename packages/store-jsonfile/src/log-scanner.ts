import { isSealed, splitLine } from './log-line.ts';

/** One line of a log, and where it stands. */
export interface LogLine {
  /** Of its first byte. */
  readonly position: number;
  /** Bytes without the line end. */
  readonly length: number;
  /** From 1. */
  readonly number: number;
  readonly body: string;
}

/** What a scan finds. */
export interface LogVisitor {
  /** The lines of one write, all of them there. Their seals have not been checked. */
  batch(lines: readonly LogLine[]): void;
  /** A line that cannot be part of any write. If this returns, the scan goes on behind it. */
  damaged(number: number, problem: string): void;
}

/** A place between two writes. */
export interface LogPlace {
  readonly position: number;
  /** How many lines stand before it. */
  readonly lines: number;
}

/** What stands behind the last complete write: nothing, the beginning of one, or all of one but the very last line end. */
export type Tail =
  | { readonly kind: 'clean' | 'unfinished' }
  /** Where the line end belongs. */
  | { readonly kind: 'unended'; readonly end: number };

const LINE_FEED = 10;

/** Cuts the bytes of a log, given piece by piece, into lines and these into writes. */
export class LogScanner {
  readonly #visitor: LogVisitor;
  /** The lines of a write that is not complete yet, and how many are to come. */
  #batch: LogLine[] = [];
  #left = 0;
  /** The beginning of a line whose end has not come yet. */
  #begun: Buffer[] = [];
  #position: number;
  #lines: number;
  #end: LogPlace;

  constructor(visitor: LogVisitor, start: LogPlace) {
    this.#visitor = visitor;
    this.#position = start.position;
    this.#lines = start.lines;
    this.#end = start;
  }

  /** The end of the last complete write. */
  get end(): LogPlace {
    return this.#end;
  }

  /** The bytes stay the caller's. */
  feed(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      const piece = bytes.subarray(start, end);
      if (this.#begun.length === 0) {
        this.#line(bytes.toString('utf8', start, end), piece.length);
      } else {
        const line = Buffer.concat([...this.#begun, piece]);
        this.#begun = [];
        this.#line(line.toString(), line.length);
      }
      start = end + 1;
    }
    if (start < bytes.length) this.#begun.push(Buffer.from(bytes.subarray(start)));
  }

  /**
   * What a crash left after the last line end. A write breaks off anywhere, and a power failure can put zeros behind it:
   * that is unfinished, and was never acknowledged. But a complete line that does not match its seal, or with another byte where its end
   * should be, was damaged later.
   */
  finish(): Tail {
    for (const { number, body } of this.#batch) {
      if (!isSealed(body)) this.#visitor.damaged(number, 'the record does not match its checksum');
    }
    const tail = Buffer.concat(this.#begun);
    const text = tail.toString().replace(/\0+$/, '');
    const { more, body } = splitLine(text);
    const inStep = this.#left === 0 || more === this.#left - 1;
    if (inStep && more === 0 && isSealed(body)) return { kind: 'unended', end: this.#position + Buffer.byteLength(text) };
    if (isSealed(splitLine(tail.toString('utf8', 0, tail.length - 1)).body)) this.#visitor.damaged(this.#lines + 1, 'the line end is damaged');
    return { kind: tail.length === 0 && this.#batch.length === 0 ? 'clean' : 'unfinished' };
  }

  #line(text: string, length: number): void {
    const { more, body } = splitLine(text);
    const expected = this.#left;
    const line = { position: this.#position, length, number: this.#lines + 1, body };
    this.#position += length + 1;
    this.#lines += 1;
    this.#left = more;
    if (expected > 0 && more !== expected - 1) {
      this.#batch = [];
      this.#visitor.damaged(line.number, `${expected} more lines of one write should stand here, not ${more + 1}`);
    }
    this.#batch.push(line);
    if (more > 0) return;
    const batch = this.#batch;
    this.#batch = [];
    this.#visitor.batch(batch);
    this.#end = { position: this.#position, lines: this.#lines };
  }
}
