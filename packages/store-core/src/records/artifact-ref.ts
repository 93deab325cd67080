import type { ArtifactRef } from '../contract/artifact-store.ts';
import { InvalidHandleError, InvalidValueError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { checkHandle } from '../values/handles.ts';
import { recordMembers } from '../values/members.ts';
import { checkStoredCount } from '../values/numbers.ts';
import { checkIdentifier, checkText } from '../values/strings.ts';

const MEMBERS: ReadonlySet<string> = new Set(['handle', 'mediaType', 'sizeBytes', 'label', 'contentHash']);
const SHA_256 = /^[0-9a-f]{64}$/;

/** Whether a value is a SHA-256 in lower-case hexadecimal. */
export function isContentHash(value: unknown): value is string {
  return typeof value === 'string' && SHA_256.test(value);
}

/** A reference inside a record, checked and in canonical JSON; `null` for none. @throws InvalidValueError */
export function writeArtifactRef(value: unknown, path: string): string {
  return value === null || value === undefined ? 'null' : JSON.stringify(checkArtifactRef(value, path));
}

/** A reference from outside, its members in canonical order. @throws InvalidValueError */
export function checkArtifactRef(value: unknown, path: string): ArtifactRef {
  const ref = recordMembers(value, path, MEMBERS, `${path}.`);
  return {
    contentHash: checkContentHash(ref['contentHash'], `${path}.contentHash`),
    handle: checkHandleMember(ref['handle'], `${path}.handle`),
    label: checkText(ref['label'], `${path}.label`),
    mediaType: checkIdentifier(ref['mediaType'], `${path}.mediaType`),
    sizeBytes: checkStoredCount(ref['sizeBytes'], `${path}.sizeBytes`, 0),
  };
}

function checkContentHash(value: unknown, path: string): string {
  if (isContentHash(value)) return value;
  throw new InvalidValueError(path, `must be a SHA-256 in lower-case hexadecimal, not ${describe(value)}`);
}

function checkHandleMember(value: unknown, path: string): string {
  try {
    return checkHandle(value);
  } catch (cause) {
    if (cause instanceof InvalidHandleError) throw new InvalidValueError(path, cause.message, { cause });
    throw cause;
  }
}

/** The members of an artifact's sealed body. */
export interface ArtifactRecord extends ArtifactRef {
  /** Bytes of every chunk but the last. */
  readonly chunkBytes: number;
  /** The CRC-32 of each chunk, so that a part can be verified without reading the whole. */
  readonly chunkCrc32: readonly string[];
}

/** The reference that people see, from the members of an artifact's sealed body. */
export function readArtifactRef({ handle, mediaType, sizeBytes, label, contentHash }: ArtifactRef): ArtifactRef {
  return { handle, mediaType, sizeBytes, label, contentHash };
}

