import { join } from 'node:path';
import { BackendError } from '@cw/store-core';
import { corrupt, notOurs } from './errors.ts';
import { isTemporary, placeFile, readText, removeQuietly } from './file-steps.ts';
import type { Files } from './files.ts';
import { isLockFile } from './lock.ts';
import type { StoreContext } from './store-context.ts';

/** What says that a folder is a store, and how it is laid out. */
export const FORMAT_FILE = 'format.json';
const FORMAT = '@cw/store-jsonfile';
const VERSION = 1;

const SCOPES = 'scopes';

/** The folder with a folder for every scope. */
export function scopesFolder(root: string): string {
  return join(root, SCOPES);
}

/** Whether a file in the folder of a store belongs there. */
export function belongsToStore(name: string): boolean {
  return name === FORMAT_FILE || name === SCOPES || isPassing(name);
}

/**
 * Whether the path holds a store (true), or nothing yet that would be in the way of one.
 * @throws SchemaVersionError if it is something else, or a store of a newer version; CorruptStoreError if the format cannot be read.
 */
export function isStore(files: Files, root: string): boolean {
  const kind = files.kind(root);
  if (kind === undefined) return false;
  if (kind !== 'folder') throw notOurs(root, 'is not a store: a store of this adapter is a folder');
  // In this order: whatever else a store holds comes after its format, also where another process is creating it right now.
  const other = files.list(root)?.find((name) => name !== FORMAT_FILE && !isPassing(name) && !isEmptyFolder(files, root, name));
  const text = readText(files, join(root, FORMAT_FILE));
  if (text !== undefined) {
    checkFormat(root, text);
    return true;
  }
  if (other !== undefined) throw notOurs(root, `is not a store: it holds ${JSON.stringify(other)}, and no ${FORMAT_FILE}; choose an empty folder`);
  return false;
}

/** For a reader, which creates nothing. @throws SchemaVersionError, BackendError if there is nothing at all. */
export function requireStore(files: Files, root: string): void {
  if (isStore(files, root)) return;
  if (files.kind(root) !== undefined) throw notOurs(root, `is not a store: it has no ${FORMAT_FILE}`);
  throw new BackendError(`${root}: there is no store; open it without readOnly to create one`, { details: { path: root, reason: 'ENOENT' } });
}

/**
 * Makes the folder a store unless it is one, and clears away what a crash has left. Under the writer's lock.
 * @param unsettled see {@link StoreContext.unsettled}
 */
export async function prepareStore(files: Files, root: string, { unsettled }: Pick<StoreContext, 'unsettled'>): Promise<void> {
  const exists = isStore(files, root);
  for (const name of files.list(root) ?? []) {
    if (isTemporary(name) || (isLockFile(name) && name !== 'writer.lock')) removeQuietly(files, join(root, name));
  }
  const scopes = scopesFolder(root);
  const isNew = files.kind(scopes) === undefined;
  if (isNew) files.createFolder(scopes);
  // Last, as from then on it is a store; this makes both names durable.
  if (!exists) await placeFile(files, join(root, FORMAT_FILE), `${JSON.stringify({ format: FORMAT, version: VERSION })}\n`);
  else if (isNew || unsettled) await files.syncFolder(root);
  if (unsettled) await files.syncFolder(scopes);
  for (const name of files.list(scopes) ?? []) {
    if (isTemporary(name)) files.removeFolder(join(scopes, name));
  }
}

function checkFormat(root: string, text: string): void {
  const path = join(root, FORMAT_FILE);
  const { format, version } = parseFormat(path, text);
  if (typeof format !== 'string' || typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    throw corrupt(path, 'does not tell the format of the store');
  }
  if (format !== FORMAT) throw notOurs(root, `is not a store of this adapter: its format is ${JSON.stringify(format)}`);
  if (version > VERSION) {
    throw notOurs(root, `was written by a newer version: its format is ${version}, this release reads up to ${VERSION}; update @cw/store-jsonfile`);
  }
}

function parseFormat(path: string, text: string): { readonly format?: unknown; readonly version?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw corrupt(path, 'is not JSON', cause);
  }
  return typeof value === 'object' && value !== null ? value : {};
}

/** All that a crash in the middle of a creation leaves. */
function isEmptyFolder(files: Files, root: string, name: string): boolean {
  return name === SCOPES && files.kind(join(root, name)) === 'folder' && files.list(join(root, name))?.length === 0;
}

/** Files of no consequence, which come and go. */
function isPassing(name: string): boolean {
  return isTemporary(name) || isLockFile(name);
}
