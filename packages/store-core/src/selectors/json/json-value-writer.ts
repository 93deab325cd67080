import { utf8Length } from '../../values/unicode.ts';
import { canonicalJsonString, indentation, parseJsonString, writeJsonObject } from './json-text.ts';
import { TextBuilder, detached } from '../text/text-builder.ts';

interface OpenObject {
  readonly members: Map<string, string>;
  /** The key of the next value, and the bytes that it takes in front of it. */
  key: string;
  keyBytes: number;
}

interface OpenArray {
  readonly members: undefined;
  readonly body: TextBuilder;
  empty: boolean;
}

/**
 * Writes out one value from what a JSON reader tells of it: indented by 2, keys in code-point order at every depth with
 * the last of equal ones, number text as it was. Gives up, and only counts levels, once there is no room for it.
 */
export class JsonValueWriter {
  readonly #level: number;
  readonly #room: number;
  #frames: (OpenObject | OpenArray)[] = [];
  #depth = 0;
  /** Bytes of all that would be written if every container ended here. */
  #bytes = 0;
  #text: string | undefined;
  #complete = false;

  /** `level` is that of the line where the value begins, `room` how many bytes of UTF-8 it may have. */
  constructor(level: number, room: number) {
    this.#level = level;
    this.#room = room;
  }

  /** Whether the value has ended. */
  get complete(): boolean {
    return this.#complete;
  }

  /** The value, once it is complete; undefined if there was no room. */
  get text(): string | undefined {
    return this.#text;
  }

  open(object: boolean): void {
    this.#begin(2);
    this.#depth += 1;
    if (this.#full) return;
    this.#frames.push(object ? { members: new Map(), key: '', keyBytes: 0 } : { members: undefined, body: new TextBuilder(), empty: true });
  }

  close(): void {
    this.#depth -= 1;
    const frame = this.#frames.pop();
    if (frame === undefined) {
      this.#complete = this.#depth === 0;
      return;
    }
    const level = this.#level + this.#depth;
    if (frame.members !== undefined) {
      if (frame.members.size > 0) this.#count(2 * level);
      this.#end(writeJsonObject(frame.members, level));
    } else if (frame.empty) {
      this.#end('[]');
    } else {
      this.#count(2 * level);
      frame.body.add(`\n${indentation(level)}]`);
      this.#end(frame.body.toString());
    }
  }

  key(text: string | undefined): void {
    const frame = this.#frames.at(-1);
    if (text === undefined) this.#giveUp();
    if (text === undefined || frame?.members === undefined) return;
    frame.key = detached(parseJsonString(text));
    frame.keyBytes = utf8Length(canonicalJsonString(text)) + 2;
    const replaced = frame.members.get(frame.key);
    if (replaced !== undefined) this.#count(-this.#separation - frame.keyBytes - utf8Length(replaced));
  }

  string(text: string | undefined): void {
    if (text === undefined) this.#giveUp();
    this.literal(text === undefined ? '' : canonicalJsonString(text));
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
    const around = frame === undefined ? 0 : this.#separation + (frame.members === undefined ? 0 : frame.keyBytes);
    this.#count(around + bytes);
  }

  #end(text: string): void {
    if (this.#depth === 0) {
      this.#complete = true;
      if (!this.#full) this.#text = text;
    }
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (frame.members !== undefined) {
      frame.members.set(frame.key, text);
    } else {
      frame.body.add(`${frame.empty ? '[' : ','}\n${indentation(this.#level + this.#frames.length)}`);
      frame.body.add(text);
      frame.empty = false;
    }
  }

  #count(bytes: number): void {
    if (this.#full) return;
    this.#bytes += bytes;
    if (this.#full) this.#giveUp();
  }

  #giveUp(): void {
    this.#bytes = Number.POSITIVE_INFINITY;
    this.#frames = [];
  }
}
