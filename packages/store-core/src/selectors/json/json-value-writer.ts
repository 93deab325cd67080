import { utf8Length } from '../../values/unicode.ts';
import { canonicalJsonString, indentation, parseJsonString, writeJsonObject } from './json-text.ts';
import { TextBuilder, detached } from '../text/text-builder.ts';

/** A container that has not ended. */
interface Frame {
  /** Undefined for an array. */
  readonly members: Map<string, string> | undefined;
  /** The elements of an array. */
  readonly body: TextBuilder;
  /** The key of the next value in an object, and the bytes that it takes in front of it. */
  key: string;
  keyBytes: number;
  empty: boolean;
}

/**
 * Writes out one value from what a JSON reader tells of it: indented by 2, keys in code-point order at every depth with
 * the last of equal ones, number text as it was. Once it is done, it is to be told nothing more.
 */
export class JsonValueWriter {
  readonly #level: number;
  readonly #room: number;
  readonly #frames: Frame[] = [];
  /** Bytes of all that would be written if every container ended here; Infinity once a string was too long to be told. */
  #bytes = 0;
  #ended: string | undefined;

  /** `level` is that of the line where the value begins, `room` how many bytes of UTF-8 it may have. */
  constructor(level: number, room: number) {
    this.#level = level;
    this.#room = room;
  }

  /** Whether the value has ended, or there is no room for it. */
  get done(): boolean {
    return this.#ended !== undefined || this.#full;
  }

  /** The value, once it is done; undefined if there was no room. */
  get text(): string | undefined {
    return this.#full ? undefined : this.#ended;
  }

  open(object: boolean): void {
    this.#begin(2);
    this.#frames.push({ members: object ? new Map() : undefined, body: new TextBuilder(), key: '', keyBytes: 0, empty: true });
  }

  close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const level = this.#level + this.#frames.length;
    if (!frame.empty) this.#bytes += 2 * level;
    this.#end(frame.members === undefined ? `${frame.body.toString()}${frame.empty ? '[' : `\n${indentation(level)}`}]` : writeJsonObject(frame.members, level));
  }

  key(text: string | undefined): void {
    const frame = this.#frames.at(-1);
    if (text === undefined) this.#bytes = Number.POSITIVE_INFINITY;
    if (text === undefined || frame?.members === undefined) return;
    frame.key = detached(parseJsonString(text));
    frame.keyBytes = utf8Length(canonicalJsonString(text)) + 2;
    const replaced = frame.members.get(frame.key);
    if (replaced !== undefined) this.#bytes -= this.#separation + frame.keyBytes + utf8Length(replaced);
  }

  string(text: string | undefined): void {
    if (text === undefined) this.#bytes = Number.POSITIVE_INFINITY;
    else this.literal(canonicalJsonString(text));
  }

  literal(text: string): void {
    this.#begin(utf8Length(text));
    this.#end(detached(text));
  }

  get #full(): boolean {
    return this.#bytes > this.#room;
  }

  /** What stands around a line of the innermost container: its line end, its comma and its white space. */
  get #separation(): number {
    return 2 + 2 * (this.#level + this.#frames.length);
  }

  #begin(bytes: number): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined) this.#bytes += this.#separation + frame.keyBytes;
    this.#bytes += bytes;
  }

  #end(text: string): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) {
      this.#ended = text;
    } else if (frame.members === undefined) {
      frame.body.add(`${frame.empty ? '[' : ','}\n${indentation(this.#level + this.#frames.length)}`);
      frame.body.add(text);
    } else {
      frame.members.set(frame.key, text);
    }
    if (frame !== undefined) frame.empty = false;
  }
}
