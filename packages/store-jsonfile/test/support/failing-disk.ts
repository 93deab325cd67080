import type { Files } from '../../src/files.ts';
import type { Disk } from './disk/disk.ts';

/** Files of a disk that can be told to break. */
export interface FailingDisk {
  readonly files: Files;
  /** Its operation number `at` from now on, from 1, fails; the ones after it as well, if `forGood`. Of a write, half has happened. */
  failAt(at: number, code: string, forGood: boolean): void;
  /** From now on all is well. */
  heal(): void;
  /** Whether anything has failed since `failAt`. */
  readonly failed: boolean;
}

/** All but what closes a file, and what is asked of a file that is open anyway. */
export function failingDisk({ files }: Disk): FailingDisk {
  let left = Number.POSITIVE_INFINITY;
  let plan = { code: '', forGood: false };
  let failed = false;
  const step = (half: () => void = () => undefined): void => {
    left -= 1;
    if (left > 0 || (left < 0 && !plan.forGood)) return;
    failed = true;
    half();
    throw Object.assign(new Error(`${plan.code}: told to fail`), { code: plan.code });
  };
  const half = (file: number, bytes: Uint8Array, position: number) => (): void => {
    files.write(file, bytes.subarray(0, Math.floor(bytes.length / 2)), position);
  };
  return {
    files: {
      ...files,
      kind: (path) => (step(), files.kind(path)),
      list: (path) => (step(), files.list(path)),
      listLarge: async (path) => (step(), await files.listLarge(path)),
      version: (path) => (step(), files.version(path)),
      open: (path, mode) => (step(), files.open(path, mode)),
      create: (path) => (step(), files.create(path)),
      createFolder: (path) => (step(), files.createFolder(path)),
      identityAt: (path) => (step(), files.identityAt(path)),
      read: (file, target, position) => (step(), files.read(file, target, position)),
      readAsync: async (file, target, position) => (step(), await files.readAsync(file, target, position)),
      write: (file, bytes, position) => (step(half(file, bytes, position)), files.write(file, bytes, position)),
      writeAsync: async (file, bytes, position) => (step(half(file, bytes, position)), await files.writeAsync(file, bytes, position)),
      truncate: (file, length) => (step(), files.truncate(file, length)),
      sync: async (file) => (step(), await files.sync(file)),
      syncFolder: async (path) => (step(), await files.syncFolder(path)),
      rename: async (from, to) => (step(), await files.rename(from, to)),
      link: (from, to) => (step(), files.link(from, to)),
      remove: (path) => (step(), files.remove(path)),
      removeLarge: async (path) => (step(), await files.removeLarge(path)),
      removeFolder: (path) => (step(), files.removeFolder(path)),
    },
    failAt: (at, code, forGood) => {
      left = at;
      plan = { code, forGood };
      failed = false;
    },
    heal: () => {
      left = Number.POSITIVE_INFINITY;
    },
    get failed() {
      return failed;
    },
  };
}
