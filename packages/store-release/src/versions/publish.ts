import { publishedFolders, parseManifest, type Manifest } from '../packed/repository.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, type Stranger, succeed } from '../packed/shell.ts';
import { readTarballs, type Tarball } from '../packed/tarballs.ts';

/** What became of a package. */
export interface Published {
  readonly name: string;
  readonly version: string;
  /** Whether the registry had this version before: a run that stopped half-way can be started again. */
  readonly before: boolean;
}

/**
 * Publishes the tarballs in a folder as they are, each after those that it needs, with what npm is configured for in `cwd`.
 * @param flags what to hand on to `npm publish`, as `--provenance`
 * @throws Error if the folder has not exactly the published packages, all of one version, or if npm refuses one
 */
export async function publishTarballs(folder: string, cwd: string, flags: readonly string[], stranger: Stranger): Promise<Published[]> {
  const tarballs = await readTarballs(folder);
  const published: Published[] = [];
  for (const { file, manifest } of inOrder(tarballs)) {
    const { name, version } = manifest;
    const before = await isThere(manifest, cwd, stranger);
    if (!before) await succeed(`npm publish '${file}' ${flags.join(' ')}`, cwd, stranger);
    published.push({ name, version, before });
  }
  return published;
}

function inOrder(tarballs: readonly Tarball[]): Tarball[] {
  const names = publishedFolders().map((folder) => parseManifest(readFileSync(join(folder, 'package.json'), 'utf8')).name);
  const ordered = names.flatMap((name) => tarballs.filter(({ manifest }) => manifest.name === name));
  if (ordered.length !== names.length || tarballs.length !== names.length) {
    throw new Error(`there must be one tarball of each of ${names.join(', ')}; there are ${tarballs.map(({ manifest }) => `${manifest.name}@${manifest.version}`).join(', ')}`);
  }
  const versions = new Set(ordered.map(({ manifest }) => manifest.version));
  if (versions.size > 1) throw new Error(`the packages have several versions: ${[...versions].join(', ')}; run \`pnpm changeset version\``);
  return ordered;
}

async function isThere({ name, version }: Manifest, cwd: string, stranger: Stranger): Promise<boolean> {
  const { code, output } = await runScript(`npm view '${name}@${version}' version --prefer-online`, cwd, stranger);
  if (code !== 0 && !output.includes('E404')) throw new Error(`npm view ${name}@${version}: exit code ${code}\n${output}`);
  return code === 0 && output.trim() !== '';
}
