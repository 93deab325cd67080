import type { JsonHandler } from './json-reader.ts';
import { emptyShape } from './json-shape.ts';
import type { JsonShape } from './json-shape.ts';
import { parseJsonString } from './json-text.ts';

/** Levels of nesting that are looked at. */
const DEEPEST = 8;
/** Members of one object, and of all objects, that are kept. */
const MEMBERS_OF_ONE = 64;
const MEMBERS_OF_ALL = 512;
/** UTF-16 units of the longest key that is kept. */
const KEY_UNITS = 128;

/** A container that is looked at. */
interface OpenContainer {
  readonly shape: JsonShape;
  readonly object: boolean;
  /** Elements so far. */
  length: number;
  /** Where the next member's value is counted; undefined where it is not looked at. */
  member: JsonShape | undefined;
}

/** Learns the shape of a JSON text, in memory that is bounded whatever the text is. */
export class JsonShapeReader implements JsonHandler {
  readonly shape: JsonShape = emptyShape();
  readonly #containers: OpenContainer[] = [];
  /** How many containers are open that are not looked at. */
  #unseen = 0;
  #members = 0;

  wantsKey(): boolean {
    return this.#unseen === 0;
  }

  wantsString(): boolean {
    return false;
  }

  open(object: boolean): void {
    const shape = this.#next();
    if (shape === undefined || this.#containers.length === DEEPEST) {
      this.#unseen += 1;
      if (shape !== undefined) markUnseen(shape, object);
      return;
    }
    if (object) shape.objects += 1;
    this.#containers.push({ shape, object, length: 0, member: undefined });
  }

  close(): void {
    if (this.#unseen > 0) {
      this.#unseen -= 1;
      return;
    }
    const container = this.#containers.pop();
    if (container === undefined || container.object) return;
    const { shape, length } = container;
    shape.lengths ??= { least: length, most: length };
    shape.lengths.least = Math.min(shape.lengths.least, length);
    shape.lengths.most = Math.max(shape.lengths.most, length);
  }

  key(text: string | undefined): void {
    const container = this.#containers.at(-1);
    if (container === undefined || this.#unseen > 0) return;
    container.member = text === undefined ? undefined : this.#member(container.shape, parseJsonString(text));
    if (container.member === undefined) container.shape.moreMembers = true;
  }

  string(): void {
    this.#next()?.scalars.add('string');
  }

  literal(text: string): void {
    this.#next()?.scalars.add(typeName(text));
  }

  /** Where the value that begins is counted. */
  #next(): JsonShape | undefined {
    if (this.#unseen > 0) return undefined;
    const container = this.#containers.at(-1);
    if (container === undefined) return this.shape;
    if (container.object) return container.member;
    container.length += 1;
    container.shape.element ??= emptyShape();
    return container.shape.element;
  }

  #member(shape: JsonShape, key: string): JsonShape | undefined {
    const known = shape.members.get(key);
    if (known !== undefined) {
      known.count += 1;
      return known.shape;
    }
    if (key.length > KEY_UNITS || shape.members.size === MEMBERS_OF_ONE || this.#members === MEMBERS_OF_ALL) return undefined;
    this.#members += 1;
    const member = { shape: emptyShape(), count: 1 };
    shape.members.set(key, member);
    return member.shape;
  }
}

function markUnseen(shape: JsonShape, object: boolean): void {
  if (object) {
    shape.objects += 1;
    shape.moreMembers = true;
  } else {
    shape.scalars.add('array …');
  }
}

function typeName(literal: string): string {
  if (literal === 'null') return 'null';
  return literal === 'true' || literal === 'false' ? 'boolean' : 'number';
}
