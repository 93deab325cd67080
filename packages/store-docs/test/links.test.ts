import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { readAnchors, readLinks } from '../src/links.ts';
import { ALL_PAGES, readPage, ROOT } from '../src/pages.ts';

const texts = new Map(await Promise.all(ALL_PAGES.map(async (page) => [page, await readPage(page)] as const)));
const links = ALL_PAGES.flatMap((page) => readLinks(page, texts.get(page) ?? '').map((link) => ({ page, ...link })));
const inside = links.filter(({ target }) => !/^[a-z]+:/.test(target));

test('links within the repository lead to what is there', () => {
  const dead = inside.filter(({ page, target }) => !existsSync(join(ROOT, pathOf(page, target))));
  expect(dead.map(({ where, target }) => `${where}: ${target}`)).toEqual([]);
  expect(inside.length).toBeGreaterThan(100);
});

test('anchors name headings', () => {
  const dead = inside.filter(({ page, target }) => {
    const anchor = target.split('#')[1];
    const text = texts.get(pathOf(page, target));
    return anchor !== undefined && text !== undefined && !readAnchors(text).has(anchor);
  });
  expect(dead.map(({ where, target }) => `${where}: ${target}`)).toEqual([]);
});

test('links to elsewhere are safe ones', () => {
  const other = links.filter((link) => !inside.includes(link) && !link.target.startsWith('https://'));
  expect(other.map(({ where, target }) => `${where}: ${target}`)).toEqual([]);
});

test('every page of docs/ can be reached from docs/README.md', () => {
  const reached = new Set(inside.filter(({ page }) => page === 'docs/README.md').map(({ page, target }) => pathOf(page, target)));
  expect(ALL_PAGES.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md' && !reached.has(page))).toEqual([]);
});

/** From the root of the repository. */
function pathOf(page: string, target: string): string {
  const [path = ''] = target.split('#');
  return path === '' ? page : normalize(join(dirname(page), decodeURI(path))).replaceAll('\\', '/');
}
