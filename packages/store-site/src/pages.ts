import { paths, PUBLISHED, REFERENCE } from './repository.ts';

/** Pages beside `docs/` and the READMEs of the packages. */
const AT_THE_ROOT = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'];

/** What the site shows of the pages that people write, as paths from the root of the repository. */
export const PAGES: readonly string[] = [...AT_THE_ROOT, ...paths('docs/*.md'), ...PUBLISHED.map((folder) => `${folder}/README.md`)];

/**
 * Where a page of the repository is on the site, as a file: the README of a folder is the page of that folder, and the reference is `api/`.
 * @param path from the root of the repository
 */
export function placeOf(path: string): string {
  const place = path.startsWith(REFERENCE) ? path.replace(REFERENCE, 'api/').replace('api/@cw/', 'api/') : path;
  return place.replace(/(?:^|(?<=\/))README\.md$/, 'index.md');
}

/** The address of a page within the site, as `/docs/errors` or `/docs/`. */
export function addressOf(path: string): string {
  return `/${placeOf(path).replace(/(?:^|(?<=\/))index\.md$/, '').replace(/\.md$/, '')}`;
}
