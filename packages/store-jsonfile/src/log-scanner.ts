import { isInnerEnd, isSealed, NOTHING, splitLine } from './log-line.ts';

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

/** What stands behind the last complete write: nothing, something of one, or all of one but the very last line end. */
export type Tail =
  | { readonly kind: 'clean' | 'unfinished' }
  /** Where the line end belongs, and the lines in front of it. */
  | { readonly kind: 'unended'; readonly end: number; readonly lines: readonly LogLine[] };

/** Lines of which something is missing, as after a power failure, or because they were damaged. */
interface Gap {
  readonly lines: number[];
  /** All of the write in front of it, if only its line end is missing. */
  readonly before: Tail;
}

const LINE_FEED = 10;
const SPACE = 32;

/** Cuts the bytes of a log, given piece by piece, into lines and these into writes. */
export class LogScanner {
  readonly #visitor: LogVisitor;
  /** The lines of a write that is not complete yet, and how many are to come. */
  #batch: LogLine[] = [];
  #left = 0;
  #gap: Gap | null = null;
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
   * What a crash left after the last write that is complete. A process that is killed breaks a write off anywhere. A power failure can also leave
   * zeros in it, anywhere: each part of it came to the device or not. Such a write was never acknowledged.
   * But a complete line that does not match its seal, or with another byte where its end should be, was damaged later.
   */
  finish(): Tail {
    if (this.#gap !== null) return this.#gap.before;
    for (const line of this.#batch) this.#checkSeal(line.number, line.body);
    const tail = Buffer.concat(this.#begun);
    const whole = this.#wholeWrite(tail.toString());
    if (whole !== null) return whole;
    // Of a line within a write, which ends with a space, the line feed may be missing.
    const cut = tail.includes(0) || (tail.at(-1) === SPACE && splitLine(tail.toString()).more > 0);
    if (!cut && isSealed(splitLine(tail.toString('utf8', 0, tail.length - 1)).body)) this.#visitor.damaged(this.#lines + 1, 'the line end is damaged');
    return { kind: tail.length === 0 && this.#batch.length === 0 ? 'clean' : 'unfinished' };
  }

  #line(text: string, length: number): void {
    const position = this.#position;
    const number = this.#lines + 1;
    const holed = text.includes(NOTHING);
    if (holed) this.#gap = { lines: [...(this.#gap?.lines ?? []), number], before: this.#gap?.before ?? this.#wholeWrite(text) ?? { kind: 'unfinished' } };
    this.#position += length + 1;
    this.#lines = number;
    if (this.#gap !== null) this.#lineAfterGap(this.#gap, text, number, holed);
    else this.#lineOfWrite({ position, length, number, ...splitLine(text) });
  }

  #lineOfWrite({ more, ...line }: LogLine & { readonly more: number }): void {
    const expected = this.#left;
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

  /** Up to the last of them, lines may all be of one write that a power failure has left in part; unless one ends a write. */
  #lineAfterGap(gap: Gap, text: string, number: number, holed: boolean): void {
    this.#batch = [];
    this.#left = 0;
    if (!holed) this.#checkSeal(number, splitLine(text).body);
    if (isInnerEnd(text)) return;
    this.#gap = null;
    for (const line of gap.lines) this.#visitor.damaged(line, 'something is missing');
  }

  /** The write under way, if this text completes it but for the line end, whatever comes instead of that. */
  #wholeWrite(text: string): Tail | null {
    const [kept = ''] = text.split(NOTHING, 1);
    const { more, body } = splitLine(kept);
    const inStep = this.#left === 0 || this.#left === 1;
    if (!inStep || more > 0 || !isSealed(body)) return null;
    const length = Buffer.byteLength(kept);
    const line = { position: this.#position, length, number: this.#lines + 1, body };
    return { kind: 'unended', end: this.#position + length, lines: [...this.#batch, line] };
  }

  #checkSeal(number: number, body: string): void {
    if (!isSealed(body)) this.#visitor.damaged(number, 'the record does not match its checksum');
  }
}
