import type { JsonValue } from '@cw/store-core';
import { TranscriptError } from './transcript-error.ts';

/** Parses JSON without changing a value: what a number cannot hold is refused, not rounded. @throws TranscriptError */
export function parseJson(text: string): JsonValue {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what JSON.parse gives is JSON
    return JSON.parse(text, refuseRounding) as JsonValue;
  } catch (cause) {
    if (cause instanceof TranscriptError) throw cause;
    throw new TranscriptError(`is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

const INTEGER = /^-?\d+$/;

function refuseRounding(key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const source = context?.source ?? String(value);
  const rounded = INTEGER.test(source) && !Number.isSafeInteger(value);
  if (rounded || !Number.isFinite(value)) throw new TranscriptError(`${key}: the number ${source} does not fit a double; write it as a string`);
  return value;
}
