import { InvalidArgumentError, InvalidValueError, isStoreError } from '../errors.ts';
import { describe } from './describe.ts';

/** An object whose members are still to be checked. */
export type Members = Readonly<Record<string, unknown>>;

/** The members of a record, all of them known; its getters, if it has any, run when they are read. @throws InvalidValueError */
export function recordMembers(value: unknown, path: string, known: ReadonlySet<string>, prefix: string): Members {
  if (!isObject(value)) {
    throw new InvalidValueError(path, `must be an object, not ${describe(value)}`);
  }
  const unknown = unknownMember(value, known);
  if (unknown !== undefined) {
    throw new InvalidValueError(`${prefix}${unknown}`, 'is not a member of this type; put what is your own into metadata or payload');
  }
  return value;
}

/** The members of an options or query object, each read once, all of them known; `undefined` is an empty one. @throws InvalidArgumentError */
export function optionMembers(value: unknown, name: string, known: ReadonlySet<string>): Members {
  if (value === undefined) return {};
  try {
    return readOptions(value, name, known);
  } catch (cause) {
    if (isStoreError(cause)) throw cause;
    throw new InvalidArgumentError(`${name}: could not be read`, { cause, details: { argument: name } });
  }
}

function readOptions(value: unknown, name: string, known: ReadonlySet<string>): Members {
  if (!isObject(value)) {
    throw new InvalidArgumentError(`${name}: must be an object, not ${describe(value)}`, { details: { argument: name } });
  }
  const unknown = unknownMember(value, known);
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`${name}: unknown key ${JSON.stringify(unknown)}; known are ${[...known].join(', ')}`, {
      details: { argument: name, key: unknown },
    });
  }
  const members: Record<string, unknown> = {};
  for (const key of known) members[key] = value[key];
  return members;
}

/** A true-or-false option. @throws InvalidArgumentError */
export function checkFlag(value: unknown, name: string): boolean {
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  throw new InvalidArgumentError(`${name}: must be true or false, not ${describe(value)}`, { details: { argument: name } });
}

/** Whether it is an object other than an array. */
export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first key that is not known; one whose value is undefined counts too: it is a misspelling all the same. */
function unknownMember(value: Members, known: ReadonlySet<string>): string | undefined {
  const symbol = Object.getOwnPropertySymbols(value).find((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  return symbol?.toString() ?? Object.keys(value).find((key) => !known.has(key));
}
