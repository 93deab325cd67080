import { InvalidValueError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { describe } from './describe.ts';
import { readable } from './readable.ts';
import { checkWellFormed } from './strings.ts';
import { exceedsUtf8 } from './unicode.ts';

/** What has been written so far: values shared many times over are found too long before they are written out. */
interface Progress {
  /** Of what stands between the values and the keys, not all is counted. */
  characters: number;
  readonly root: string;
  /** The objects and arrays that are being written, the outermost first. */
  readonly within: object[];
  /** The keys and indexes that lead to the value that is being written. A path is put together for an error alone. */
  readonly keys: (string | number)[];
}

/**
 * The canonical text of a JSON object (RFC 8785: members by UTF-16 unit, numbers as ECMAScript writes them).
 * Members whose value is `undefined` are dropped and -0 becomes 0; everything that JSON cannot hold is refused.
 * @throws InvalidValueError naming the path, as `metadata.calls[3].at`.
 */
export function canonicalObject(value: unknown, path: string): string {
  if (value === undefined) return '{}';
  const json = readable(path, () => writeRoot(value, path));
  if (exceedsUtf8(json, LIMITS.jsonBytes)) throw tooLong(path);
  return json;
}

function writeRoot(value: unknown, path: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidValueError(path, `must be an object, not ${describe(value)}`);
  }
  return writeValue(value, { characters: 0, root: path, within: [], keys: [] });
}

function writeValue(value: unknown, progress: Progress): string {
  switch (typeof value) {
    case 'string':
      return count(writeString(value, progress), progress);
    case 'number':
    case 'boolean':
      if (typeof value === 'number' && !Number.isFinite(value)) throw new InvalidValueError(pathOf(progress), `JSON has no ${value}`);
      // String(-0) is "0".
      return count(String(value), progress);
    case 'object':
      if (value === null) return count('null', progress);
      return writeNested(value, progress);
    default:
      throw new InvalidValueError(pathOf(progress), `JSON cannot hold ${describe(value)}`);
  }
}

function writeString(text: string, progress: Progress): string {
  if (!text.isWellFormed()) checkWellFormed(text, pathOf(progress));
  return JSON.stringify(text);
}

function writeNested(value: object, progress: Progress): string {
  const { within } = progress;
  if (within.length === LIMITS.jsonDepth) throw tooDeep(value, progress);
  count('[]', progress);
  within.push(value);
  const json = Array.isArray(value) ? writeArray(value, progress) : writeObject(value, progress);
  within.pop();
  return json;
}

function writeArray(array: readonly unknown[], progress: Progress): string {
  // Array.prototype is itself an array; the prototype of a subclass is not.
  if (!Array.isArray(Object.getPrototypeOf(array))) throw notPlain(array, progress);
  refuseSymbols(array, progress);
  const { keys } = progress;
  const parts: string[] = [];
  for (let index = 0; index < array.length; index += 1) {
    keys.push(index);
    if (!Object.hasOwn(array, index)) throw new InvalidValueError(pathOf(progress), 'is a hole in the array');
    parts.push(writeValue(array[index], progress));
    keys.pop();
  }
  if (Object.keys(array).length > array.length) throw new InvalidValueError(pathOf(progress), 'is an array with members besides its elements');
  return `[${parts.join(',')}]`;
}

function writeObject(object: object, progress: Progress): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  // Object.prototype of any realm has no prototype of its own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw notPlain(object, progress);
  refuseSymbols(object, progress);
  const { keys } = progress;
  const parts: string[] = [];
  // oxlint-disable-next-line typescript/require-array-sort-compare -- the order of RFC 8785 is that of UTF-16 units, which is the default
  for (const key of Object.keys(object).toSorted()) {
    keys.push(key);
    const value: unknown = readMember(object, key, progress);
    if (value !== undefined) {
      if (key === '__proto__') throw new InvalidValueError(pathOf(progress), 'a member must not be called __proto__');
      const name = count(writeString(key, progress), progress);
      parts.push(`${name}:${writeValue(value, progress)}`);
    }
    keys.pop();
  }
  return `{${parts.join(',')}}`;
}

function readMember(object: object, key: string, progress: Progress): unknown {
  try {
    return Reflect.get(object, key);
  } catch (cause) {
    throw new InvalidValueError(pathOf(progress), 'could not be read', { cause });
  }
}

function refuseSymbols(value: object, progress: Progress): void {
  if (Object.getOwnPropertySymbols(value).some((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol))) {
    throw new InvalidValueError(pathOf(progress), 'has a member under a symbol, which JSON cannot hold');
  }
}

function count(text: string, progress: Progress): string {
  progress.characters += text.length;
  if (progress.characters > LIMITS.jsonBytes) throw tooLong(progress.root);
  return text;
}

/** Looks for a cycle only now: one is always too deep. */
function tooDeep(value: object, progress: Progress): InvalidValueError {
  const nested = [...progress.within, value];
  const again = nested.findIndex((inner, index) => nested.indexOf(inner) < index);
  if (again === -1) return new InvalidValueError(pathOf(progress), `is nested deeper than ${LIMITS.jsonDepth} levels`);
  return new InvalidValueError(pathOf(progress, again), 'contains itself, which JSON cannot express');
}

function tooLong(path: string): InvalidValueError {
  return new InvalidValueError(path, `is longer than ${LIMITS.jsonBytes} bytes of canonical JSON; store it as an artifact`);
}

function notPlain(value: object, progress: Progress): InvalidValueError {
  return new InvalidValueError(pathOf(progress), `must be plain JSON, not ${describe(value)}`);
}

/** Of the value that is being written, or of one that it is in: as `metadata.calls[3].at`. */
function pathOf({ root, keys }: Progress, depth: number = keys.length): string {
  return keys.slice(0, depth).reduce<string>((path, key) => path + partOf(key), root);
}

function partOf(key: string | number): string {
  return /^[A-Za-z_$][\w$]*$/.test(String(key)) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
