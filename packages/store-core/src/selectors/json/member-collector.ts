import { LIMITS } from '../../limits.ts';
import type { JsonHandler } from './json-reader.ts';
import { parseJsonString } from './json-text.ts';
import { JsonValueWriter } from './json-value-writer.ts';
import { utf8Length } from '../../values/unicode.ts';

/** Writes out members of the outermost object. */
export class MemberCollector implements JsonHandler {
  readonly #wanted: ReadonlySet<string>;
  /** Undefined: too long to be kept. */
  readonly #members = new Map<string, string | undefined>();
  #bytes = 0;
  #depth = 0;
  #notObject = false;
  /** The wanted member that is being read. */
  #current: { readonly key: string; readonly writer: JsonValueWriter } | undefined;

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  /** Whether the text is no object; known as soon as it begins. */
  get notObject(): boolean {
    return this.#notObject;
  }

  /** The members, written for an object at level 0; undefined where one was too long. */
  get members(): ReadonlyMap<string, string> | undefined {
    const members = new Map<string, string>();
    for (const [key, text] of this.#members) {
      if (text === undefined) return undefined;
      members.set(key, text);
    }
    return members;
  }

  wantsKey(): boolean {
    return this.#current !== undefined || this.#depth === 1;
  }

  wantsString(): boolean {
    return this.#current !== undefined;
  }

  open(object: boolean): void {
    if (this.#depth === 0) this.#notObject = !object;
    this.#depth += 1;
    this.#current?.writer.open(object);
  }

  close(): void {
    this.#depth -= 1;
    this.#current?.writer.close();
    this.#keep();
  }

  key(text: string | undefined): void {
    if (this.#current !== undefined) {
      this.#current.writer.key(text);
      return;
    }
    if (text === undefined) return;
    const key = parseJsonString(text);
    if (!this.#wanted.has(key)) return;
    // It replaces the one before, whatever it is.
    this.#bytes -= utf8Length(this.#members.get(key) ?? '');
    this.#current = { key, writer: new JsonValueWriter(1, LIMITS.selectionBytes - this.#bytes) };
  }

  string(text: string | undefined): void {
    if (this.#depth === 0) this.#notObject = true;
    this.#current?.writer.string(text);
    this.#keep();
  }

  literal(text: string): void {
    if (this.#depth === 0) this.#notObject = true;
    this.#current?.writer.literal(text);
    this.#keep();
  }

  #keep(): void {
    if (this.#current === undefined || !this.#current.writer.complete) return;
    const { key, writer } = this.#current;
    this.#members.set(key, writer.text);
    this.#bytes += utf8Length(writer.text ?? '');
    this.#current = undefined;
  }
}
