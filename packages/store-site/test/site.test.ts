import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { linkOnSite } from '../src/links.ts';
import { addressOf, PAGES, placeOf } from '../src/pages.ts';
import { entryPoints, paths, PUBLISHED, publicPackages, REFERENCE, repositoryUrl, ROOT } from '../src/repository.ts';
import { GUIDE, guideSidebar } from '../src/sidebar.ts';

const inSidebar = GUIDE.flatMap(({ pages }) => pages);

test('the sidebar names every page once, those of docs/ among them', () => {
  expect(sorted(inSidebar.filter((page) => existsSync(`${ROOT}${page}`)))).toEqual(sorted(PAGES));
  expect(PAGES).toEqual(expect.arrayContaining([...paths('docs/*.md')]));
});

test('every entry of the sidebar has a name and an address of its own', () => {
  const items = guideSidebar().flatMap((group) => group.items ?? []);
  expect(items).toHaveLength(PAGES.length);
  expect(new Set(items.map(({ text }) => text)).size).toBe(items.length);
  expect(new Set(items.map(({ link }) => link)).size).toBe(items.length);
});

test('every package that is published has its README and its entry points on the site', () => {
  expect(sorted(PUBLISHED)).toEqual([...publicPackages()]);
  expect(PAGES).toEqual(expect.arrayContaining(PUBLISHED.map((folder) => `${folder}/README.md`)));
  expect(entryPoints().map(({ name }) => name)).toEqual(expect.arrayContaining(['@cw/store-core', '@cw/store-core/adapter', '@cw/store-sqlite', '@cw/store-cli/transcripts']));
});

test('every entry point has a source', () => {
  expect(entryPoints().filter(({ source }) => !existsSync(`${ROOT}${source}`))).toEqual([]);
});

test('a README is the page of its folder, and the reference is api/', () => {
  expect(['README.md', 'docs/README.md', 'docs/errors.md', `${REFERENCE}@cw/store-core/index.md`].map(placeOf)).toEqual(['index.md', 'docs/index.md', 'docs/errors.md', 'api/store-core/index.md']);
  expect(['README.md', 'docs/README.md', 'docs/errors.md', `${REFERENCE}index.md`].map(addressOf)).toEqual(['/', '/docs/', '/docs/errors', '/api/']);
});

test('a link to a page leads to it on the site', () => {
  expect(linkOnSite('docs/README.md', 'errors.md#corrupt')).toBe('/docs/errors#corrupt');
  expect(linkOnSite('docs/errors.md', '../packages/store-sqlite/README.md')).toBe('/packages/store-sqlite/');
  expect(linkOnSite('docs/errors.md', '../README.md')).toBe('/');
});

test('a link to what the site does not show leads to the repository', () => {
  expect(linkOnSite('docs/errors.md', '../packages/store-core/src/errors.ts')).toBe(`${repositoryUrl()}/blob/main/packages/store-core/src/errors.ts`);
  expect(linkOnSite('README.md', 'examples')).toBe(`${repositoryUrl()}/tree/main/examples`);
});

test('other links stay', () => {
  expect(['https://example.com/a.md', '#here'].map((target) => linkOnSite('README.md', target))).toEqual(['https://example.com/a.md', '#here']);
});

test('a link to nothing is an error that names page and link', () => {
  expect(() => linkOnSite('docs/errors.md', 'none.md')).toThrow('docs/errors.md: the link "none.md" leads to docs/none.md, which is not in the repository');
});

function sorted(names: readonly string[]): string[] {
  return names.toSorted((a, b) => (a < b ? -1 : 1));
}
