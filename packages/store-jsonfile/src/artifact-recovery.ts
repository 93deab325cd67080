import { dirname, join } from 'node:path';
import type { ArtifactPaths } from './artifact-paths.ts';
import { parsePending } from './artifact-version.ts';
import { isTemporary, readText, removeQuietly } from './file-steps.ts';
import type { Files } from './files.ts';
import type { StoreContext } from './store-context.ts';

/**
 * Finishes what a killed writer had begun, and clears away the rest. Under the writer's lock, before anything is written; it may itself
 * be broken off and done again.
 * @throws CorruptStoreError if a `.pending` file cannot be read: then nothing is cleared away
 */
export async function recoverArtifacts(context: StoreContext, paths: ArtifactPaths): Promise<void> {
  const { files, durable, unsettled } = context;
  // Whoever created the folder may have been killed before its name was durable.
  if (unsettled) await files.syncFolder(dirname(paths.folder));
  for (const name of (await files.listLarge(paths.folder)) ?? []) {
    if (name.endsWith('.pending')) await finishPending(context, paths, join(paths.folder, name));
  }
  const names = new Set(await files.listLarge(paths.folder));
  for (const name of names) {
    const unused = isTemporary(name) || (name.endsWith('.data') && !names.has(name.replace(/data$/, 'json')));
    if (unused) removeQuietly(files, join(paths.folder, name));
  }
  // An artifact whose put was broken off before its last sync counts from now on.
  if (durable && names.size > 0) await files.syncFolder(paths.folder);
}

/** Puts the files of a committed replacement in place, as far as that has not been done; nothing happens where none is pending. */
export async function finishPending({ files, durable }: StoreContext, paths: ArtifactPaths, path: string): Promise<void> {
  const text = readText(files, path);
  if (text === undefined) return;
  const { data, metadata } = parsePending(text, path);
  const target = path.slice(0, -'.pending'.length);
  await moveIfThere(files, join(paths.folder, data), `${target}.data`);
  await moveIfThere(files, join(paths.folder, metadata), `${target}.json`);
  if (durable) await files.syncFolder(paths.folder);
  files.remove(path);
}

async function moveIfThere(files: Files, from: string, to: string): Promise<void> {
  if (files.identityAt(from) !== undefined) await files.rename(from, to);
}
