import { dirname, isAbsolute, join, relative } from 'node:path';
import { InvalidArgumentError } from '@cw/store-core';
import { CHUNK_BYTES, COLLECTION_NAMES, type OpenArtifact } from '@cw/store-core/adapter';
import { ArtifactPaths } from './artifact-paths.ts';
import { openArtifact } from './artifact-version.ts';
import { Artifacts } from './artifacts.ts';
import { createFile, createFolders, temporaryPath } from './file-steps.ts';
import type { Files } from './files.ts';
import { loadLog } from './load-log.ts';
import { readPieces } from './log-pieces.ts';
import { encodeName } from './names.ts';
import { logName } from './records.ts';
import { ARTIFACTS, ScopeFolder, writeScope } from './scope-folder.ts';
import { listScopes } from './scope-list.ts';
import type { StoreContext } from './store-context.ts';
import { prepareStore, requireStore, scopesFolder } from './store-folder.ts';

/**
 * Copies the store to a new folder, which appears whole or not at all. Every record is checked on the way. Beside the handle that
 * writes it is the store of one moment; a reader beside a writing process copies every file whole, though not all at the same moment:
 * the records of a scope before its artifacts, so that what a record refers to is in the copy.
 * @throws InvalidArgumentError if something stands at the destination, or it lies in the store itself
 */
export async function takeSnapshot(context: StoreContext, destination: string): Promise<void> {
  const { files, root } = context;
  const refuse = (problem: string): never => {
    throw new InvalidArgumentError(`destination: ${destination} ${problem}`, { details: { argument: 'destination' } });
  };
  if (files.identityAt(destination) !== undefined) refuse('exists already; name a path where nothing is');
  const inside = relative(root, destination);
  if (!inside.startsWith('..') && !isAbsolute(inside)) refuse('lies in the folder of the store itself');
  // A store that somebody has removed would look like an empty one.
  requireStore(files, root);
  const parent = dirname(destination);
  await createFolders(files, parent);
  const copy = temporaryPath(parent);
  files.createFolder(copy);
  try {
    await prepareStore(files, copy, { unsettled: false });
    for (const scope of await listScopes(context)) await copyScope(context, scope, scopesFolder(copy));
    await files.syncFolder(scopesFolder(copy));
    await files.rename(copy, destination);
  } catch (error) {
    files.removeFolder(copy);
    throw error;
  }
  try {
    await files.syncFolder(parent);
  } catch (error) {
    files.removeFolder(destination);
    throw error;
  }
}

async function copyScope(context: StoreContext, scope: string, target: string): Promise<void> {
  const { files } = context;
  const folder = join(target, encodeName(scope));
  await writeScope(files, target, folder, scope);
  // As a reader: what stands behind the last complete write is left out, not removed.
  const reader = { ...context, readOnly: true };
  const source = new ScopeFolder(reader, scope);
  for (const collection of COLLECTION_NAMES) {
    const { file } = (await loadLog(reader, collection, join(source.path, logName(collection)))).index;
    if (file === null) continue;
    try {
      await copyFile(files, join(folder, logName(collection)), piecesOf(files, file.file, file.end.position));
    } finally {
      file.close();
    }
  }
  const paths = { from: new ArtifactPaths(join(source.path, ARTIFACTS)), to: new ArtifactPaths(join(folder, ARTIFACTS)) };
  for (const handle of await new Artifacts(reader, source).handles()) await copyArtifact(files, handle, paths);
  await files.syncFolder(paths.to.folder);
  await files.syncFolder(folder);
}

async function copyArtifact(files: Files, handle: string, { from, to }: { readonly from: ArtifactPaths; readonly to: ArtifactPaths }): Promise<void> {
  const artifact = openArtifact(files, from, handle);
  // Another process may have removed it since the folder was read.
  if (artifact === undefined) return;
  try {
    await copyFile(files, to.data(handle), chunksOf(artifact));
    await createFile(files, to.metadata(handle), `${artifact.body}\n`, true);
  } finally {
    artifact.close();
  }
}

async function copyFile(files: Files, path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const target = files.create(path);
  try {
    let position = 0;
    for await (const piece of pieces) {
      await files.writeAsync(target, piece, position);
      position += piece.length;
    }
    await files.sync(target);
  } finally {
    files.close(target);
  }
}

async function* piecesOf(files: Files, file: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
  let position = 0;
  for await (const piece of readPieces(files, file, 0)) {
    yield piece.subarray(0, end - position);
    position += piece.length;
    if (position >= end) return;
  }
}

async function* chunksOf(artifact: OpenArtifact): AsyncGenerator<Uint8Array, void, undefined> {
  for (let index = 0; ; index += 1) {
    const chunk = await artifact.chunk(index);
    if (chunk === undefined) return;
    yield chunk;
    if (chunk.length < CHUNK_BYTES) return;
  }
}
