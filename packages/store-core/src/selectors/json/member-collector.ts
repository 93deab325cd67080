import { LIMITS } from '../../limits.ts';
import type { JsonHandler } from './json-reader.ts';
import { NotJsonError } from './json-reader.ts';
import { parseJsonString } from './json-text.ts';
import { JsonValueWriter } from './json-value-writer.ts';
import { utf8Length } from '../../values/unicode.ts';

/** The wanted member that is being read. */
interface Current {
  readonly key: string;
  /** The bytes of its line without the value: line end, white space, key and comma. */
  readonly around: number;
  readonly writer: JsonValueWriter;
}

/** Writes out members of the outermost object. Text that is no object it refuses with NotJsonError as soon as that begins. */
export class MemberCollector implements JsonHandler {
  readonly #wanted: ReadonlySet<string>;
  /** Undefined: too long to be kept. */
  readonly #members = new Map<string, string | undefined>();
  /** Bytes of the object that would be written if it ended here. */
  #bytes = 2;
  #depth = 0;
  #current: Current | undefined;

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  /** The members, written for an object at level 0; undefined where they are longer than a selection may be. */
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
    if (!object) this.#refuseOutermost();
    this.#depth += 1;
    this.#current?.writer.open(object);
    this.#keep();
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
    const around = '\n  : ,'.length + utf8Length(JSON.stringify(key));
    // It replaces the one before, whatever it is.
    const replaced = this.#members.get(key);
    if (replaced !== undefined) this.#bytes -= around + utf8Length(replaced);
    this.#current = { key, around, writer: new JsonValueWriter(1, LIMITS.selectionBytes - this.#bytes - around) };
  }

  string(text: string | undefined): void {
    this.#refuseOutermost();
    this.#current?.writer.string(text);
    this.#keep();
  }

  literal(text: string): void {
    this.#refuseOutermost();
    this.#current?.writer.literal(text);
    this.#keep();
  }

  #refuseOutermost(): void {
    if (this.#depth === 0) throw new NotJsonError('the text is no object');
  }

  #keep(): void {
    if (this.#current === undefined || !this.#current.writer.done) return;
    const { key, around, writer } = this.#current;
    this.#members.set(key, writer.text);
    if (writer.text !== undefined) this.#bytes += around + utf8Length(writer.text);
    this.#current = undefined;
  }
}
