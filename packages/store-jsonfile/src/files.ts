import {
  close, closeSync, constants, fdatasync, fstatSync, fsync, ftruncateSync, linkSync, lstatSync, mkdirSync, open, openSync, read, readdir, readdirSync, readSync,
  renameSync, rmSync, statSync, unlink, unlinkSync, write, writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { corrupt, systemCode } from './errors.ts';

/**
 * Every operation on files that this adapter makes. What the page cache answers is synchronous; what waits for the device, or
 * may move much, gives a promise. Only regular files are opened, and no symbolic link is followed to one.
 */
export interface Files {
  /** What stands at a path, links followed; undefined: nothing. */
  kind(path: string): 'file' | 'folder' | 'other' | undefined;
  /** The names in a folder; undefined where there is none. */
  list(folder: string): readonly string[] | undefined;
  /** The same of a folder that may hold many: to read it takes a while. */
  listLarge(folder: string): Promise<readonly string[] | undefined>;
  /** Tells one version of a file from another: the file itself and its last change. Undefined where there is none. */
  version(path: string): string | undefined;
  /** The same of a folder, which a link may stand for, and when names in it last changed: in milliseconds since 1970, as exactly as the file system keeps it. */
  folderVersion(path: string): { readonly version: string; readonly changedAt: number } | undefined;
  /** Opens a file that exists; undefined where there is none. */
  open(path: string, mode: 'read' | 'write'): number | undefined;
  /** Creates a file for reading and writing. Fails where something stands already. */
  create(path: string): number;
  createFolder(path: string): void;
  close(file: number): void;
  /** The same of a file that may be large and has no name any more: to give its room back takes a while. */
  closeLarge(file: number): Promise<void>;
  size(file: number): number;
  /** Which file it is, whatever name it has or had. */
  identity(file: number): string;
  /** The same of the file at a path; undefined where there is none. */
  identityAt(path: string): string | undefined;
  /** Fills `target` from `position` on, as far as the file goes; how many bytes that were. */
  read(file: number, target: Uint8Array, position: number): number;
  readAsync(file: number, target: Uint8Array, position: number): Promise<number>;
  /** Writes all of `bytes`, or fails. */
  write(file: number, bytes: Uint8Array, position: number): void;
  writeAsync(file: number, bytes: Uint8Array, position: number): Promise<void>;
  truncate(file: number, length: number): void;
  /**
   * Puts the content of a file on the device. A failed one must not be tried again: the system may have dropped what it could not write.
   * @param written bytes that were written since the last sync. Default: not known, so that there may be many.
   */
  sync(file: number, written?: number): Promise<void>;
  /** Puts the names in a folder on the device. */
  syncFolder(path: string): Promise<void>;
  /** In one step, in place of what stands at `to`. */
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name; false, and nothing done, if that name is taken or the file is gone. */
  link(from: string, to: string): boolean;
  /** Removes a file; nothing happens where there is none. */
  remove(path: string): void;
  /** The same of a file that may be large: to give its room back takes a while. */
  removeLarge(path: string): Promise<void>;
  /** Removes a folder with all that is in it. */
  removeFolder(path: string): void;
}

/** Bytes that are copied from or to the page cache more quickly than another thread could begin with them. */
export const SHORT_BYTES = 65_536;

export const WINDOWS: boolean = process.platform === 'win32';

// O_NONBLOCK: opening a FIFO must not wait for its other end. Windows has neither flag.
const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL } = constants;
const SAFE = WINDOWS ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

const openAsync = promisify(open);
const closeAsync = promisify(close);
const fsyncAsync = promisify(fsync);
const fdatasyncAsync = promisify(fdatasync);
const readdirAsync = promisify(readdir);
const unlinkAsync = promisify(unlink);
const readPart = promisify(read);
const writePart = promisify(write);

/** The file system of this machine. */
export const nodeFiles: Files = {
  kind: (path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (status.isFile()) return 'file';
    return status.isDirectory() ? 'folder' : 'other';
  },
  list: (folder) => unlessMissing(() => readdirSync(folder)),
  listLarge: async (folder) => {
    try {
      return await readdirAsync(folder);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  version: (path) => {
    const status = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    return status === undefined ? undefined : `${status.dev}:${status.ino}:${status.size}:${status.mtimeNs}`;
  },
  folderVersion: (path) => {
    const status = statSync(path, { bigint: true, throwIfNoEntry: false });
    return status === undefined ? undefined : { version: `${status.dev}:${status.ino}:${status.mtimeNs}`, changedAt: Number(status.mtimeMs) };
  },
  open: (path, mode) => unlessMissing(() => openRegular(path, mode === 'read' ? O_RDONLY : O_RDWR)),
  create: (path) => openSync(path, O_RDWR | O_CREAT | O_EXCL | SAFE, PRIVATE_FILE),
  createFolder: (path) => mkdirSync(path, { mode: PRIVATE_FOLDER }),
  close: closeSync,
  closeLarge: closeAsync,
  size: (file) => fstatSync(file).size,
  identity: (file) => identify(fstatSync(file, { bigint: true })),
  identityAt: (path) => {
    const status = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    return status === undefined ? undefined : identify(status);
  },
  read: (file, target, position) => {
    let done = 0;
    while (done < target.length) {
      const count = readSync(file, target, done, target.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  },
  readAsync: async (file, target, position) => {
    let done = 0;
    while (done < target.length) {
      const { bytesRead } = await readPart(file, target, done, target.length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  },
  // A full disk shows first as a short write, and only the next one fails.
  write: (file, bytes, position) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, position + done);
  },
  writeAsync: async (file, bytes, position) => {
    for (let done = 0; done < bytes.length; ) {
      done += (await writePart(file, bytes, done, bytes.length - done, position + done)).bytesWritten;
    }
  },
  truncate: ftruncateSync,
  sync: async (file) => await fdatasyncAsync(file),
  syncFolder: async (path) => {
    // Windows cannot sync a folder.
    if (WINDOWS) return;
    const folder = await openAsync(path, O_RDONLY);
    try {
      await fsyncAsync(folder);
    } finally {
      await closeAsync(folder);
    }
  },
  rename,
  link: (from, to) => {
    try {
      linkSync(from, to);
      return true;
    } catch (error) {
      const code = systemCode(error);
      if (code === 'EEXIST' || code === 'ENOENT') return false;
      throw error;
    }
  },
  remove: (path) => unlessMissing(() => unlinkSync(path)),
  removeLarge: async (path) => {
    try {
      await unlinkAsync(path);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    }
  },
  removeFolder: (path) => rmSync(path, { recursive: true, force: true }),
};

function unlessMissing<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function openRegular(path: string, flags: number): number {
  let file: number;
  try {
    file = openSync(path, flags | SAFE);
  } catch (error) {
    // A symbolic link, a folder, a FIFO or a socket.
    if (['ELOOP', 'EISDIR', 'ENXIO'].includes(systemCode(error) ?? '')) throw corrupt(path, 'is not a regular file', error);
    throw error;
  }
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw corrupt(path, 'is not a regular file');
}

function identify({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`;
}

/** Milliseconds for which a rename is tried again on Windows, where virus scanners and indexers hold files open for a moment. */
const WINDOWS_PATIENCE = 2000;

async function rename(from: string, to: string): Promise<void> {
  const start = performance.now();
  for (;;) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const held = WINDOWS && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (!held || performance.now() - start > WINDOWS_PATIENCE) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
