import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { systemCode } from './errors.ts';
import type { Files } from './files.ts';

const TEMPORARY = /^[0-9a-f-]{36}\.tmp$/;

/** A path in `folder` at which nothing stands. What is left there by a crash, the next writer sweeps away. */
export function temporaryPath(folder: string): string {
  return join(folder, `${randomUUID()}.tmp`);
}

/** Whether a name is one that {@link temporaryPath} gives. */
export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}

/** The text of a file; undefined where there is none. */
export function readText(files: Files, path: string): string | undefined {
  const file = files.open(path, 'read');
  if (file === undefined) return undefined;
  try {
    const bytes = Buffer.allocUnsafe(files.size(file));
    return bytes.toString('utf8', 0, files.read(file, bytes, 0));
  } finally {
    files.close(file);
  }
}

/** The text of a file that holds one line. Without its end, too, the line is whole: its seal tells. */
export function withoutLineEnd(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** Creates a file with this text, on the device if `synced`. What was created goes again if that fails. */
export async function createFile(files: Files, path: string, text: string, synced: boolean): Promise<void> {
  const file = files.create(path);
  try {
    try {
      files.write(file, Buffer.from(text), 0);
      if (synced) await files.sync(file, text.length);
    } finally {
      files.close(file);
    }
  } catch (error) {
    removeQuietly(files, path);
    throw error;
  }
}

/** Puts a file in place in one step: whoever looks finds it whole, or not at all. */
export async function placeFile(files: Files, path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const temporary = temporaryPath(folder);
  await createFile(files, temporary, text, true);
  try {
    await files.rename(temporary, path);
  } catch (error) {
    removeQuietly(files, temporary);
    throw error;
  }
  await files.syncFolder(folder);
}

/** Creates a folder with its parents, and makes their names durable: each before there is anything in it. */
export async function createFolders(files: Files, path: string): Promise<void> {
  const parent = dirname(path);
  if (files.kind(path) !== undefined) {
    // Whoever created it may have been killed before its name was durable.
    await syncIfAllowed(files, parent);
    return;
  }
  await createFolders(files, parent);
  try {
    files.createFolder(path);
  } catch (error) {
    // Another process may have been as quick.
    if (files.kind(path) !== 'folder') throw error;
  }
  await files.syncFolder(parent);
}

/** A folder of somebody else's may be one that cannot be opened; to see that its names last is up to them. */
async function syncIfAllowed(files: Files, folder: string): Promise<void> {
  try {
    await files.syncFolder(folder);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '')) throw error;
  }
}

/** Removes what nothing refers to any more. Should it fail, the next writer's sweep does it: nothing depends on it. */
export function removeQuietly(files: Files, path: string): void {
  try {
    files.remove(path);
  } catch {
    // See above.
  }
}

/** As removeQuietly, of a file that may be large. */
export async function removeLargeQuietly(files: Files, path: string): Promise<void> {
  try {
    await files.removeLarge(path);
  } catch {
    // See above.
  }
}
