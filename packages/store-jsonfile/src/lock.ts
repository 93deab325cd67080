import { join } from 'node:path';
import { BackendError, StoreLockedError } from '@cw/store-core';
import { createFile, readText, removeQuietly, temporaryPath } from './file-steps.ts';
import type { Files } from './files.ts';
import { isGone, type LockOwner, newOwner, parseOwner } from './lock-owner.ts';
import { UntilWait } from './until-wait.ts';

const LOCK = 'writer.lock';

/** Whether a file in the folder of a store belongs to its lock. */
export function isLockFile(name: string): boolean {
  return /^writer\.(?:[0-9a-f-]{36}\.)?lock$/.test(name);
}

/** The right to write to a store. */
export interface WriterLock {
  /** Whether it was that of a process which was killed. What that had done need not be on the device yet, names in folders included. */
  readonly inherited: boolean;
  /** Before each write. @throws StoreLockedError, BackendError if it is somebody else's, or gone: with the folder of the store, or removed by hand */
  readonly check: () => void;
  release(): void;
}

/**
 * Takes the lock of the store in a folder.
 *
 * A lock file names its owner, and appears whole: it is linked from a temporary file. `writer.lock` is free for whoever creates it.
 * The lock of an owner X who is gone passes to whoever creates `writer.X.lock`, whose own name a third one may succeed to in the same
 * way: the holder is the end of the chain that begins at `writer.lock`. The new holder then puts its own file in the place of
 * `writer.lock`, and only after that removes the rest of the chain.
 *
 * Two never win. Of one link of the chain only one creation succeeds while it is there. Somebody who saw X in `writer.lock` a long time ago
 * may create `writer.X.lock` once more after a successor has cleaned up; but then `writer.lock` no longer names X, so the chain
 * does not lead to the new file, and its creator sees that when it looks again. No token is ever used twice.
 * @throws StoreLockedError
 */
export async function acquireLock(files: Files, folder: string): Promise<WriterLock> {
  const owner = newOwner();
  for (;;) {
    const chain = readChain(files, folder);
    const holder = chain.at(-1);
    if (holder !== undefined && !isGone(holder)) throw locked(folder, holder);
    const path = holder === undefined ? join(folder, LOCK) : successorPath(folder, holder);
    if (!(await createLinked(files, folder, path, owner))) continue;
    let held = path;
    try {
      if (readChain(files, folder).at(-1)?.token === owner.token) {
        if (holder !== undefined) {
          await moveToFront(files, folder, owner);
          held = join(folder, LOCK);
          for (const former of chain) removeQuietly(files, successorPath(folder, former));
        }
        return heldLock(files, folder, owner, holder !== undefined);
      }
    } catch (error) {
      removeQuietly(files, held);
      throw error;
    }
    removeQuietly(files, path);
  }
}

function heldLock(files: Files, folder: string, owner: LockOwner, inherited: boolean): WriterLock {
  const path = join(folder, LOCK);
  let version = files.version(path);
  const held = new UntilWait();
  const check = (): void => {
    if (held.known) return;
    const now = files.version(path);
    if (now === version) {
      held.found();
      return;
    }
    const text = readText(files, path);
    const holder = text === undefined ? undefined : parseOwner(text);
    if (holder === undefined) throw gone(path);
    if (holder.token !== owner.token) throw locked(folder, holder);
    version = now;
  };
  return { inherited, check, release: () => release(files, folder, owner) };
}

function successorPath(folder: string, { token }: LockOwner): string {
  return join(folder, `writer.${token}.lock`);
}

function readChain(files: Files, folder: string): readonly LockOwner[] {
  const chain: LockOwner[] = [];
  for (let path = join(folder, LOCK); ; ) {
    const text = readText(files, path);
    if (text === undefined) return chain;
    const owner = parseOwner(text);
    if (owner === undefined) {
      throw new StoreLockedError(`${path}: cannot be read, so who holds the store cannot be told; if no process has it open, remove this file`, null);
    }
    chain.push(owner);
    path = successorPath(folder, owner);
  }
}

/** False if somebody else was quicker, or has swept the temporary file away. */
async function createLinked(files: Files, folder: string, path: string, owner: LockOwner): Promise<boolean> {
  const temporary = temporaryPath(folder);
  // Synced: a lock file that lost its content in a power failure would lock everybody out.
  await createFile(files, temporary, `${JSON.stringify(owner)}\n`, true);
  try {
    return files.link(temporary, path);
  } finally {
    removeQuietly(files, temporary);
  }
}

async function moveToFront(files: Files, folder: string, owner: LockOwner): Promise<void> {
  const temporary = temporaryPath(folder);
  await createFile(files, temporary, `${JSON.stringify(owner)}\n`, true);
  try {
    await files.rename(temporary, join(folder, LOCK));
  } catch (error) {
    removeQuietly(files, temporary);
    throw error;
  }
}

function release(files: Files, folder: string, owner: LockOwner): void {
  const path = join(folder, LOCK);
  const text = readText(files, path);
  // Somebody may have removed the file by hand, and another process created it anew.
  if (text !== undefined && parseOwner(text)?.token === owner.token) files.remove(path);
}

function gone(path: string): BackendError {
  return new BackendError(`${path}: is gone, perhaps with the store; nothing was written, as another process may have the store by now: open it anew`, {
    details: { path },
  });
}

function locked(folder: string, { pid, host }: LockOwner): StoreLockedError {
  return new StoreLockedError(`${folder}: the process ${pid} on ${host} writes to this store, and only one handle may; open it with readOnly to read`, pid, {
    details: { path: folder, host },
  });
}
