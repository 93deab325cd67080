import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash. */
export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the pages of the reference are written, from the root, with a slash. */
export const REFERENCE: string = 'packages/store-site/reference/';

/** A way to import from a published package. */
export interface EntryPoint {
  /** As an import names it: `@cw/store-core/adapter`. */
  readonly name: string;
  /** Its source, from the root. */
  readonly source: string;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly repository?: { readonly url: string };
  readonly exports?: Readonly<Record<string, { readonly '@cw/source': string }>>;
}

/** The folders of packages that are published, from the root: core, then the adapters, then the tool. */
export const PUBLISHED: readonly string[] = ['store-core', 'store-sqlite', 'store-jsonfile', 'store-memory', 'store-cli'].map((name) => `packages/${name}`);

/** The folders of every package that its manifest does not call private. */
export function publicPackages(): readonly string[] {
  return paths('packages/*/package.json')
    .filter((path) => readManifest(path).private !== true)
    .map((path) => path.replace('/package.json', ''));
}

/** The names of the packages that are published. */
export function packageNames(): readonly string[] {
  return PUBLISHED.map((folder) => readManifest(`${folder}/package.json`).name);
}

/** Everything that the published packages export, in the order of {@link PUBLISHED}. */
export function entryPoints(): readonly EntryPoint[] {
  return PUBLISHED.flatMap((folder) => {
    const { name, exports = {} } = readManifest(`${folder}/package.json`);
    return Object.entries(exports).map(([subpath, target]) => ({
      name: `${name}${subpath.slice(1)}`,
      source: `${folder}/${target['@cw/source'].slice(2)}`,
    }));
  });
}

/** The page of the repository on the web, as its manifest says, without a slash at its end. */
export function repositoryUrl(): string {
  const url = readManifest('package.json').repository?.url ?? '';
  const page = /^git\+(?<page>https:\/\/.+)\.git$/.exec(url)?.groups?.['page'];
  if (page === undefined) throw new Error(`package.json: repository.url is ${JSON.stringify(url)}; it must be git+https://….git`);
  return page;
}

/** The files that match, from the root, with slashes, sorted. */
export function paths(...patterns: readonly string[]): readonly string[] {
  return globSync(patterns, { cwd: ROOT, exclude: (name) => /(?:^|[\\/])(?:node_modules|dist)$/.test(name) })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function readManifest(path: string): Manifest {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the repository's own manifests, which the tests of this package check
  return JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8')) as Manifest;
}
