import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash. */
export const REPOSITORY: string = fileURLToPath(new URL('../../../../', import.meta.url));

/** What is of interest in a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The folders of the packages that are published, each after those that it is built with. */
export function publishedFolders(): string[] {
  const folders = readdirSync(join(REPOSITORY, 'packages')).map((name) => join(REPOSITORY, 'packages', name));
  const manifests = folders.map((folder) => ({ folder, manifest: parseManifest(readFileSync(join(folder, 'package.json'), 'utf8')) })).filter(({ manifest }) => manifest.private !== true);
  const ours = new Map(manifests.map((each) => [each.manifest.name, each]));
  const ordered = new Set<string>();
  const visit = ({ folder, manifest }: (typeof manifests)[number]): void => {
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      const needed = ours.get(name);
      if (needed !== undefined) visit(needed);
    }
    ordered.add(folder);
  };
  for (const each of manifests) visit(each);
  return [...ordered];
}

export function parseManifest(text: string): Manifest {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && 'name' in value && 'version' in value) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm and pnpm demand the rest
    return value as Manifest;
  }
  throw new Error(`not the manifest of a package: ${text.slice(0, 80)}`);
}
