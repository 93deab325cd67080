import { LIMITS } from '../../limits.ts';
import type { JsonHandler } from './json-reader.ts';
import { parseJsonString } from './json-text.ts';
import { JsonValueWriter } from './json-value-writer.ts';

/** Finds the value at the end of a path of keys and indexes. */
export class PointerFollower implements JsonHandler {
  readonly #path: readonly string[];
  /** How many containers are open, and how many of these are on the path: the outer ones. */
  #depth = 0;
  #level = 0;
  /** For each container on the path, the index of the next value in an array; undefined for an object. */
  #indexes: (number | undefined)[] = [];
  /** In an object on the path: whether the key before the next value is the one on the path. */
  #keyMatches = false;
  #writer: JsonValueWriter | undefined;
  #found = false;
  #text: string | undefined;

  constructor(path: readonly string[]) {
    this.#path = path;
  }

  /** Whether there is such a value, so far. */
  get found(): boolean {
    return this.#found;
  }

  /** The value that was found; undefined if it is too long to be kept. */
  get text(): string | undefined {
    return this.#text;
  }

  wantsKey(): boolean {
    return this.#writer !== undefined || this.#depth === this.#level;
  }

  wantsString(): boolean {
    return this.#writer !== undefined || this.#isNext();
  }

  open(object: boolean): void {
    const reached = this.#reach();
    if (reached === 'end') this.#writer = new JsonValueWriter(0, LIMITS.selectionBytes);
    this.#writer?.open(object);
    this.#keep();
    this.#depth += 1;
    if (reached === 'path') {
      this.#level += 1;
      this.#indexes.push(object ? undefined : 0);
    }
  }

  close(): void {
    if (this.#depth === this.#level) {
      this.#level -= 1;
      this.#indexes.pop();
    }
    this.#depth -= 1;
    this.#writer?.close();
    this.#keep();
  }

  key(text: string | undefined): void {
    if (this.#writer !== undefined) this.#writer.key(text);
    else this.#keyMatches = text !== undefined && parseJsonString(text) === this.#path[this.#level - 1];
  }

  string(text: string | undefined): void {
    if (this.#writer !== undefined) {
      this.#writer.string(text);
      this.#keep();
    } else if (this.#reach() === 'end') {
      this.#found = true;
      this.#text = text === undefined ? undefined : parseJsonString(text).toWellFormed();
    }
  }

  literal(text: string): void {
    if (this.#writer !== undefined) {
      this.#writer.literal(text);
      this.#keep();
    } else if (this.#reach() === 'end') {
      this.#found = true;
      this.#text = text;
    }
  }

  /** A value begins: where the path leads to it, whatever was found before is replaced. */
  #reach(): 'end' | 'path' | 'elsewhere' {
    const next = this.#isNext();
    if (this.#depth === this.#level) {
      const index = this.#indexes.at(-1);
      if (index !== undefined) this.#indexes[this.#level - 1] = index + 1;
    }
    if (!next) return 'elsewhere';
    this.#found = false;
    return this.#level === this.#path.length ? 'end' : 'path';
  }

  /** Whether the next value is on the path. */
  #isNext(): boolean {
    if (this.#depth !== this.#level) return false;
    if (this.#level === 0) return true;
    const index = this.#indexes[this.#level - 1];
    return index === undefined ? this.#keyMatches : this.#path[this.#level - 1] === String(index);
  }

  #keep(): void {
    if (this.#writer === undefined || !this.#writer.done) return;
    this.#found = true;
    this.#text = this.#writer.text;
    this.#writer = undefined;
  }
}
