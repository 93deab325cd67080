import type { JsonObject, JsonValue } from '@cw/store-core';
import { TranscriptError } from './transcript-error.ts';

/** @throws TranscriptError naming the member (`messages[3].tool_calls[0].id`), as all of these. */
export function objectAt(value: JsonValue | undefined, path: string): JsonObject {
  if (isObject(value)) return value;
  throw new TranscriptError(`${path}: must be an object`);
}

export function stringAt(value: JsonValue | undefined, path: string): string {
  if (typeof value === 'string') return value;
  throw new TranscriptError(`${path}: must be a string`);
}

/** Of an array that may be left out. */
export function arrayAt(value: JsonValue | undefined, path: string): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  if (isArray(value)) return value;
  throw new TranscriptError(`${path}: must be an array`);
}

/** The text of a member, '' for anything else. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}

// Array.isArray does not narrow a readonly array away.
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
