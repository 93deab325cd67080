import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly files?: readonly string[];
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What a package and all that it needs take on the disk. Of a package of this workspace, what is published counts. */
export function installedSize(name: string, from: URL): { readonly bytes: number; readonly packages: number } {
  const found = new Map<string, number>();
  collect(name, fileURLToPath(from), found);
  return { bytes: [...found.values()].reduce((sum, bytes) => sum + bytes, 0), packages: found.size };
}

function collect(name: string, from: string, found: Map<string, number>): void {
  const folder = folderOf(name, from);
  if (found.has(folder)) return;
  const manifest = manifestOf(folder);
  const parts = manifest.files === undefined || !folder.includes('/packages/') ? [folder] : manifest.files.map((part) => join(folder, part));
  found.set(folder, parts.reduce((sum, part) => sum + sizeOf(part), 0));
  const optional = new Set(Object.entries(manifest.peerDependenciesMeta ?? {}).flatMap(([peer, { optional: one }]) => (one === true ? [peer] : [])));
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (!optional.has(dependency)) collect(dependency, folder, found);
  }
}

/** As Node looks for it: in the node_modules of every folder above. */
function folderOf(name: string, from: string): string {
  for (let folder = from; ; folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return realpathSync(candidate);
    if (folder === join(folder, '..')) throw new Error(`${name} is not installed`);
  }
}

function manifestOf(folder: string): Manifest {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return manifest;
}

function sizeOf(path: string): number {
  const stats = lstatSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).filter((name) => name !== 'node_modules').reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
