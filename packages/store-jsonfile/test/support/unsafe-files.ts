import { openWith, FILE_OPTION_CHECKS, type FileOptions } from '@cw/store-core/adapter';
import type { Store } from '@cw/store-core';
import { openBackend } from '../../src/backend.ts';
import { type Files, nodeFiles } from '../../src/files.ts';
import type { JsonFileOptions } from '../../src/options.ts';

/** What changes a file or a folder, or makes a change durable. */
type Change = 'create' | 'createFolder' | 'write' | 'writeAsync' | 'truncate' | 'sync' | 'syncFolder' | 'rename' | 'link' | 'remove' | 'removeFolder';

/** Opens a store on other files than those of this machine. @param indexFrom bytes from which on an index of a log is kept in a file */
export async function openOn(files: Files, options: JsonFileOptions, indexFrom?: number): Promise<Store> {
  return await openWith<FileOptions>({ name: 'jsonfile', options: FILE_OPTION_CHECKS, readOnly: ({ readOnly }) => readOnly, open: (own, scope) => openBackend(own, scope, files, indexFrom) }, options);
}

/** The file system without waiting for the device. */
export const quickFiles: Files = { ...nodeFiles, sync: async () => undefined, syncFolder: async () => undefined };

/** The process is gone: nothing happens any more. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** A process that can be told to die, and its file system. */
export interface Mortal {
  readonly files: Files;
  /**
   * From now on it dies just before its change number `at`, from 1, has happened; where that is a write, half of it has happened.
   * What a sync changes shows only when the power fails, so that is none.
   */
  dieAt(at: number): void;
  readonly dead: boolean;
}

/** @param base what it works with while it lives */
export function newMortal(base: Files): Mortal {
  let left = Number.POSITIVE_INFINITY;
  let dead = false;
  const step = (half: () => void = () => undefined): void => {
    left -= 1;
    if (left === 0) half();
    dead ||= left <= 0;
    if (dead) throw new Crash('the process is gone');
  };
  const half = (file: number, bytes: Uint8Array, position: number) => (): void => {
    base.write(file, bytes.subarray(0, Math.floor(bytes.length / 2)), position);
  };
  const files: Files = {
    ...base,
    create: (path) => (step(), base.create(path)),
    createFolder: (path) => (step(), base.createFolder(path)),
    write: (file, bytes, position) => (step(half(file, bytes, position)), base.write(file, bytes, position)),
    writeAsync: async (file, bytes, position) => (step(half(file, bytes, position)), await base.writeAsync(file, bytes, position)),
    truncate: (file, length) => (step(), base.truncate(file, length)),
    rename: async (from, to) => (step(), await base.rename(from, to)),
    link: (from, to) => (step(), base.link(from, to)),
    remove: (path) => (step(), base.remove(path)),
    removeLarge: async (path) => (step(), await base.removeLarge(path)),
    removeFolder: (path) => (step(), base.removeFolder(path)),
  };
  return {
    files,
    dieAt: (at) => {
      left = at;
    },
    get dead() {
      return dead;
    },
  };
}

/** The file system of this machine, on which `change` fails with `error` while `failing()`. */
export function failingFiles(change: Change, error: () => Error | null): Files {
  return {
    ...quickFiles,
    [change]: (...args: readonly unknown[]): unknown => {
      const problem = error();
      if (problem !== null) throw problem;
      const run = quickFiles[change] as (...args: readonly unknown[]) => unknown;
      return run(...args);
    },
  };
}
