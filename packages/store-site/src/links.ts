import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { addressOf, PAGES } from './pages.ts';
import { REFERENCE, repositoryUrl, ROOT } from './repository.ts';

/**
 * What a link of a page leads to on the site: a page of the site by its address there, anything else of the repository on the web.
 * @param page the page's path from the root of the repository
 */
export function linkOnSite(page: string, target: string): string {
  if (/^(?:[a-z]+:|#)/.test(target)) return target;
  const [path = '', anchor] = target.split('#');
  const found = posix.normalize(posix.join(posix.dirname(page), decodeURI(path))).replace(/\/$/, '');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (PAGES.includes(found) || found.startsWith(REFERENCE)) return `${addressOf(found)}${hash}`;
  if (PAGES.includes(`${found}/README.md`)) return `${addressOf(`${found}/README.md`)}${hash}`;
  if (!existsSync(`${ROOT}${found}`)) throw new Error(`${page}: the link ${JSON.stringify(target)} leads to ${found}, which is not in the repository`);
  return `${repositoryUrl()}/${statSync(`${ROOT}${found}`).isDirectory() ? 'tree' : 'blob'}/main/${found}${hash}`;
}
