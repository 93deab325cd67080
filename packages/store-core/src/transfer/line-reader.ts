import { BackendError, InvalidValueError, isStoreError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { compareCodePoints } from '../values/unicode.ts';

/** One line of an export, read but not yet checked beyond its type. */
export interface ImportLine {
  /** From 1. */
  readonly number: number;
  readonly type: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** Reads the lines of an export one at a time, and can look at the next without taking it. */
export class LineReader {
  readonly #lines: AsyncIterator<unknown> | Iterator<unknown>;
  #next: ImportLine | null = null;
  #taken = 0;
  #ended = false;

  constructor(lines: AsyncIterable<unknown> | Iterable<unknown>) {
    this.#lines = Symbol.asyncIterator in lines ? lines[Symbol.asyncIterator]() : lines[Symbol.iterator]();
  }

  /** Lines taken so far. */
  get taken(): number {
    return this.#taken;
  }

  /** The next line, left where it is. @throws InvalidValueError if there is none, or it cannot be read. */
  async peek(): Promise<ImportLine> {
    this.#next ??= await this.#read();
    return this.#next;
  }

  /** Takes the line that `peek` gave, or the next. */
  async take(): Promise<ImportLine> {
    const line = await this.peek();
    this.#next = null;
    this.#taken += 1;
    return line;
  }

  /** The next line if it has this type. */
  async takeIf(type: string): Promise<ImportLine | undefined> {
    return (await this.peek()).type === type ? await this.take() : undefined;
  }

  /** Nothing may follow, but the empty string that splitting a text at its line feeds leaves at the end. @throws InvalidValueError */
  async expectEnd(): Promise<void> {
    let step = await this.#step();
    if (step.done !== true && step.value === '') step = await this.#step();
    if (step.done !== true) throw badLine(this.#taken + 1, 'follows the end of the export');
  }

  /** Breaks off the lines, unless they have ended. */
  async stop(): Promise<void> {
    if (!this.#ended) await this.#lines.return?.();
  }

  async #read(): Promise<ImportLine> {
    const number = this.#taken + 1;
    const step = await this.#step();
    if (step.done === true) throw badLine(number, 'is missing: the export ends before its last line; it was cut short');
    return parseLine(number, step.value);
  }

  async #step(): Promise<IteratorResult<unknown>> {
    try {
      const step = await this.#lines.next();
      this.#ended = step.done === true;
      return step;
    } catch (cause) {
      this.#ended = true;
      if (isStoreError(cause)) throw cause;
      const reason = cause instanceof Error ? cause.message : describe(cause);
      throw new BackendError(`lines: they could not be read on after line ${this.#taken}: ${reason}`, { cause });
    }
  }
}

/** The members of a line, which holds no others than these and its type. @throws InvalidValueError */
export function lineMembers({ number, members }: ImportLine, ...known: readonly string[]): Readonly<Record<string, unknown>> {
  const unknown = Object.keys(members).find((name) => name !== 'type' && !known.includes(name));
  if (unknown === undefined) return members;
  throw badLine(number, `has the unknown member ${JSON.stringify(unknown)}, which would be lost`);
}

/** Names come in code-point order, each once, so that an export of what is imported is the same again. @throws InvalidValueError */
export function requireAfter(line: number, name: string, previous: string | null): void {
  if (previous === null || compareCodePoints(previous, name) < 0) return;
  throw badLine(line, `${JSON.stringify(name)} is out of order after ${JSON.stringify(previous)}, or stands there twice`);
}

/** An error about one line. */
export function badLine(number: number, problem: string, cause?: unknown): InvalidValueError {
  return new InvalidValueError(`line ${number}`, problem, { details: { line: number }, ...(cause === undefined ? {} : { cause }) });
}

function parseLine(number: number, line: unknown): ImportLine {
  if (typeof line !== 'string') throw badLine(number, `must be a string, not ${describe(line)}`);
  let members: unknown;
  try {
    members = JSON.parse(line);
  } catch (cause) {
    throw badLine(number, 'is not JSON', cause);
  }
  if (typeof members === 'object' && members !== null && 'type' in members && typeof members.type === 'string') {
    return { number, type: members.type, members: { ...members } };
  }
  throw badLine(number, 'is not a line of an export: an object with a type');
}
