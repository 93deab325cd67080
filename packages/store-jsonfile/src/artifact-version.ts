import { join } from 'node:path';
import { CHUNK_BYTES, type OpenArtifact, seal, unseal } from '@cw/store-core/adapter';
import type { ArtifactPaths } from './artifact-paths.ts';
import { corrupt } from './errors.ts';
import { isTemporary, readText, withoutLineEnd } from './file-steps.ts';
import { type Files, SHORT_BYTES } from './files.ts';

/** A replacement that has been committed: the names of the temporary files that take the places of the old ones. */
export interface Pending {
  readonly data: string;
  readonly metadata: string;
  /** The new sealed body, which the file `metadata` holds too. */
  readonly body: string;
}

/** The text of a `.pending` file. */
export function writePending({ data, metadata, body }: Pending): string {
  return `${seal(JSON.stringify({ data, metadata, body }))}\n`;
}

/** @throws CorruptStoreError */
export function parsePending(text: string, path: string): Pending {
  const { data, metadata, body } = unseal(withoutLineEnd(text), () => path);
  const names = typeof data === 'string' && typeof metadata === 'string' && isTemporary(data) && isTemporary(metadata);
  if (names && typeof body === 'string') return { data, metadata, body };
  throw corrupt(path, 'does not say what replaces what');
}

/** The sealed body of the artifact that a handle has now; undefined: it has none. */
export function readArtifactBody(files: Files, paths: ArtifactPaths, handle: string): string | undefined {
  return readVersion(files, paths, handle)?.body;
}

/**
 * Opens the artifact that a handle has now; undefined: it has none. The files of a version stay readable after it was replaced.
 * @throws CorruptStoreError if there is metadata, but no data
 */
export function openArtifact(files: Files, paths: ArtifactPaths, handle: string): ArtifactFile | undefined {
  // Another process may be replacing it: what was opened is one version if before and after it was the same.
  for (;;) {
    const version = readVersion(files, paths, handle);
    if (version === undefined) return undefined;
    const data = openFirst(files, version.data);
    let current = false;
    try {
      current = stampOf(files, paths, handle) === version.stamp;
    } finally {
      if (!current && data !== undefined) files.close(data);
    }
    if (!current) continue;
    if (data === undefined) throw corrupt(paths.where(handle), 'there is metadata, but no data beside it');
    return openVersion(files, data, version.body);
  }
}

/** An open version, and how many bytes there are of it. */
export interface ArtifactFile extends OpenArtifact {
  size(): number;
  close(): void;
}

interface Version {
  readonly body: string;
  /** Where its bytes are: in the first of these that there is. */
  readonly data: readonly string[];
  /** Tells it from every other version. */
  readonly stamp: string | undefined;
}

function readVersion(files: Files, paths: ArtifactPaths, handle: string): Version | undefined {
  const path = paths.pending(handle);
  const text = readText(files, path);
  if (text !== undefined) {
    const { data, body } = parsePending(text, path);
    return { body, data: [join(paths.folder, data), paths.data(handle)], stamp: text };
  }
  // Before the text: if it is replaced in between, the stamp is an old one, and that will be noticed.
  const stamp = files.version(paths.metadata(handle));
  const body = readText(files, paths.metadata(handle));
  return body === undefined ? undefined : { body: withoutLineEnd(body), data: [paths.data(handle)], stamp };
}

function stampOf(files: Files, paths: ArtifactPaths, handle: string): string | undefined {
  return readText(files, paths.pending(handle)) ?? files.version(paths.metadata(handle));
}

function openFirst(files: Files, paths: readonly string[]): number | undefined {
  for (const path of paths) {
    const file = files.open(path, 'read');
    if (file !== undefined) return file;
  }
  return undefined;
}

function openVersion(files: Files, file: number, body: string): ArtifactFile {
  return {
    body,
    size: () => files.size(file),
    chunk: (index) => {
      const start = index * CHUNK_BYTES;
      const bytes = new Uint8Array(Math.min(CHUNK_BYTES, Math.max(0, files.size(file) - start)));
      if (bytes.length > SHORT_BYTES) return files.readAsync(file, bytes, start).then((count) => part(bytes, count));
      return part(bytes, files.read(file, bytes, start));
    },
    close: () => files.close(file),
  };
}

function part(bytes: Uint8Array, count: number): Uint8Array | undefined {
  return count === 0 ? undefined : bytes.subarray(0, count);
}
