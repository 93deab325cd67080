import type { JsonObject, JsonValue } from '../../../contract/json.ts';
import { refuse } from './refusal.ts';
import { isObject } from './values.ts';

/** The outermost object is level 1. */
const MOST_LEVELS = 64;

/** A JSON object as it is stored: a copy, keys in the order of RFC 8785, without undefined members, -0 as 0. */
export function jsonObject(value: unknown, path: string): JsonObject {
  if (value === undefined) return {};
  if (!isPlain(value)) return refuse('INVALID_VALUE', path);
  return objectOf(value, path, 1);
}

function jsonValue(value: unknown, path: string, depth: number): JsonValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.isWellFormed() ? value : refuse('INVALID_VALUE', path);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : refuse('INVALID_VALUE', path);
  // How deep is too deep to name is left open.
  if (depth > MOST_LEVELS) return refuse('INVALID_VALUE');
  if (Array.isArray(value)) return value.map((element: unknown, index) => jsonValue(element, `${path}[${index}]`, depth + 1));
  return isPlain(value) ? objectOf(value, path, depth) : refuse('INVALID_VALUE', path);
}

function objectOf(value: Readonly<Record<string, unknown>>, path: string, depth: number): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))) {
    if (key === '__proto__') refuse('INVALID_VALUE');
    if (!key.isWellFormed()) refuse('INVALID_VALUE');
    if (value[key] !== undefined) copy[key] = jsonValue(value[key], `${path}.${key}`, depth + 1);
  }
  return copy;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
