import { isUtf8 } from 'node:buffer';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/** A file of a folder. */
export interface FolderFile {
  /** From the folder, with `/`. */
  readonly path: string;
  /** What the file holds, if that is UTF-8. */
  readonly text?: string | undefined;
  /** What it holds otherwise. */
  readonly base64?: string | undefined;
}

/** All files of a folder, in the order of their paths. Empty folders are left out, as Git does. */
export async function readFolder(folder: string): Promise<readonly FolderFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(paths.toSorted(inByteOrder).map(async (path) => {
    const bytes = await readFile(path);
    const name = path.slice(folder.length + 1).replaceAll(sep, '/');
    return isUtf8(bytes) ? { path: name, text: bytes.toString() } : { path: name, base64: bytes.toString('base64') };
  }));
}

/** Writes files into a folder. */
export async function writeFolder(folder: string, files: readonly FolderFile[]): Promise<void> {
  for (const { path, text, base64 = '' } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text ?? Buffer.from(base64, 'base64'));
  }
}

/** A line of JSON for each file. */
export function bundle(files: readonly FolderFile[]): string {
  return files.map((file) => `${JSON.stringify(file)}\n`).join('');
}

/** The files of a bundle. */
export function readBundle(text: string): readonly FolderFile[] {
  return text.trimEnd().split('\n').map((line) => {
    const file: unknown = JSON.parse(line);
    if (isFolderFile(file)) return file;
    throw new Error(`this is no file of a bundle: ${line.slice(0, 80)}`);
  });
}

function isFolderFile(value: unknown): value is FolderFile {
  return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';
}

function inByteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
