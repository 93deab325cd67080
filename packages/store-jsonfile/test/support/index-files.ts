import { join } from 'node:path';
import type { Collection } from '@cw/store-core/adapter';
import type { Files } from '../../src/files.ts';
import { STORE } from './power-workload.ts';

/** From the first record on: every log that holds one has an index when it is closed. */
export const ALWAYS = 1;

/** The path of a file of the scope `default`. */
export function pathOf(collection: Collection, kind: 'jsonl' | 'index', store: string = STORE): string {
  return join(store, 'scopes', 'default', `${collection}.${kind}`);
}

/** The bytes of a file; undefined where there is none. */
export function readFile(files: Files, path: string): Buffer | undefined {
  const file = files.open(path, 'read');
  if (file === undefined) return undefined;
  const bytes = Buffer.alloc(files.size(file));
  files.read(file, bytes, 0);
  files.close(file);
  return bytes;
}

/** Makes these the bytes of a file. */
export function writeFile(files: Files, path: string, bytes: Uint8Array): void {
  const file = files.open(path, 'write') ?? files.create(path);
  files.truncate(file, 0);
  files.write(file, bytes, 0);
  files.close(file);
}

/** From where on a log was read, in the order in which it was. */
export interface Passes {
  readonly files: Files;
  /** Where each pass through a file at this path began. */
  of(path: string): readonly number[];
}

/** Files that remember from where on each of them was gone through. */
export function countPasses(files: Files): Passes {
  const paths = new Map<number, string>();
  const ends = new Map<number, number>();
  const passes = new Map<string, number[]>();
  return {
    files: {
      ...files,
      open: (path, mode) => {
        const file = files.open(path, mode);
        if (file !== undefined) paths.set(file, path);
        return file;
      },
      readAsync: async (file, target, position) => {
        const path = paths.get(file) ?? '';
        if (ends.get(file) !== position) passes.set(path, [...(passes.get(path) ?? []), position]);
        ends.set(file, position + target.length);
        return await files.readAsync(file, target, position);
      },
    },
    of: (path) => passes.get(path) ?? [],
  };
}
