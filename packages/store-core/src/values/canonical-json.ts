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
  readonly within: { readonly value: object; readonly path: string }[];
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
  return writeValue(value, path, { characters: 0, root: path, within: [] });
}

function writeValue(value: unknown, path: string, progress: Progress): string {
  switch (typeof value) {
    case 'string':
      return count(JSON.stringify(checkWellFormed(value, path)), progress);
    case 'number':
    case 'boolean':
      if (typeof value === 'number' && !Number.isFinite(value)) throw new InvalidValueError(path, `JSON has no ${value}`);
      // String(-0) is "0".
      return count(String(value), progress);
    case 'object':
      if (value === null) return count('null', progress);
      return writeNested(value, path, progress);
    default:
      throw new InvalidValueError(path, `JSON cannot hold ${describe(value)}`);
  }
}

function writeNested(value: object, path: string, progress: Progress): string {
  const { within } = progress;
  if (within.length === LIMITS.jsonDepth) throw tooDeep(value, path, progress);
  count('[]', progress);
  within.push({ value, path });
  const json = Array.isArray(value) ? writeArray(value, path, progress) : writeObject(value, path, progress);
  within.pop();
  return json;
}

function writeArray(array: readonly unknown[], path: string, progress: Progress): string {
  // Array.prototype is itself an array; the prototype of a subclass is not.
  if (!Array.isArray(Object.getPrototypeOf(array))) throw notPlain(array, path);
  refuseSymbols(array, path);
  const parts: string[] = [];
  for (let index = 0; index < array.length; index += 1) {
    const at = `${path}[${index}]`;
    if (!Object.hasOwn(array, index)) throw new InvalidValueError(at, 'is a hole in the array');
    parts.push(writeValue(array[index], at, progress));
  }
  if (Object.keys(array).length > array.length) throw new InvalidValueError(path, 'is an array with members besides its elements');
  return `[${parts.join(',')}]`;
}

function writeObject(object: object, path: string, progress: Progress): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  // Object.prototype of any realm has no prototype of its own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw notPlain(object, path);
  refuseSymbols(object, path);
  const parts: string[] = [];
  // oxlint-disable-next-line typescript/require-array-sort-compare -- the order of RFC 8785 is that of UTF-16 units, which is the default
  for (const key of Object.keys(object).toSorted()) {
    const at = memberPath(path, key);
    const value: unknown = readMember(object, key, at);
    if (value === undefined) continue;
    if (key === '__proto__') throw new InvalidValueError(at, 'a member must not be called __proto__');
    const name = count(JSON.stringify(checkWellFormed(key, at)), progress);
    parts.push(`${name}:${writeValue(value, at, progress)}`);
  }
  return `{${parts.join(',')}}`;
}

function readMember(object: object, key: string, path: string): unknown {
  try {
    return Reflect.get(object, key);
  } catch (cause) {
    throw new InvalidValueError(path, 'could not be read', { cause });
  }
}

function refuseSymbols(value: object, path: string): void {
  if (Object.getOwnPropertySymbols(value).some((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol))) {
    throw new InvalidValueError(path, 'has a member under a symbol, which JSON cannot hold');
  }
}

function count(text: string, progress: Progress): string {
  progress.characters += text.length;
  if (progress.characters > LIMITS.jsonBytes) throw tooLong(progress.root);
  return text;
}

/** Looks for a cycle only now: one is always too deep. */
function tooDeep(value: object, path: string, { within }: Progress): InvalidValueError {
  const nested = [...within, { value, path }];
  const again = nested.find((inner, index) => nested.findIndex((outer) => outer.value === inner.value) < index);
  if (again === undefined) return new InvalidValueError(path, `is nested deeper than ${LIMITS.jsonDepth} levels`);
  return new InvalidValueError(again.path, 'contains itself, which JSON cannot express');
}

function tooLong(path: string): InvalidValueError {
  return new InvalidValueError(path, `is longer than ${LIMITS.jsonBytes} bytes of canonical JSON; store it as an artifact`);
}

function notPlain(value: object, path: string): InvalidValueError {
  return new InvalidValueError(path, `must be plain JSON, not ${describe(value)}`);
}

function memberPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
