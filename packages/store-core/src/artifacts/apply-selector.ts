import type { CustomSelection } from '../contract/selector.ts';
import { isStoreError, SelectorError } from '../errors.ts';
import type { ParsedSelector } from '../selectors/index.ts';
import { readArtifactRef } from '../records/artifact-ref.ts';
import { describe } from '../values/describe.ts';
import { type ArtifactVersion, SupersededError } from './artifact-version.ts';

/** Lets a selector read a version. What one of the user's own throws or returns amiss is a SelectorError. */
export async function applySelector({ definition, options }: ParsedSelector, version: ArtifactVersion): Promise<CustomSelection> {
  const { record } = version;
  const source = {
    ref: readArtifactRef(record),
    bytes: (start = 0, end = record.sizeBytes) => version.bytes(start, end),
  };
  let selection: unknown;
  try {
    selection = await definition.select(source, options);
  } catch (cause) {
    if (isStoreError(cause) || cause instanceof SupersededError) throw cause;
    const reason = cause instanceof Error ? cause.message : describe(cause);
    throw new SelectorError(`${definition.type}: ${reason}`, { cause, details: { type: definition.type } });
  }
  if (isSelection(selection)) return selection;
  throw new SelectorError(`${definition.type}: select must give { text, truncated, next }, not ${describe(selection)}`, {
    details: { type: definition.type },
  });
}

function isSelection(value: unknown): value is CustomSelection {
  if (typeof value !== 'object' || value === null) return false;
  const { text, truncated, next }: { readonly text?: unknown; readonly truncated?: unknown; readonly next?: unknown } = value;
  return typeof text === 'string' && typeof truncated === 'boolean' && typeof next === 'object';
}
