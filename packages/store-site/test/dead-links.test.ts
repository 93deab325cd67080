import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deadLinks } from '../src/dead-links.ts';

let site: string;

beforeEach(async () => {
  site = await mkdtemp(join(tmpdir(), 'site-'));
  await mkdir(join(site, 'docs'));
  await writeFile(join(site, 'docs/errors.html'), '<h2 id="a&amp;b"></h2>');
  await writeFile(join(site, 'chart.svg'), '');
});

afterEach(async () => {
  await rm(site, { recursive: true });
});

async function deadOn(html: string, base = '/'): Promise<readonly string[]> {
  await writeFile(join(site, 'index.html'), html);
  return deadLinks(site, base);
}

test('links to pages, headings, folders, images and elsewhere are well', async () => {
  expect(await deadOn('<a href="/docs/errors.html#a&amp;b"></a><a href="docs/errors.html"></a><a href="/"></a><img src="/chart.svg"><a href="https://example.com"></a>')).toEqual([]);
});

test('a page, a heading and an image that are not there are told', async () => {
  expect(await deadOn('<a href="/docs/none.html"></a><a href="/docs/errors.html#none"></a><a href="#none"></a><img src="/none.svg">')).toEqual([
    'index.html: /docs/none.html', 'index.html: /docs/errors.html#none', 'index.html: #none', 'index.html: /none.svg',
  ]);
});

test('what leads out of the base is told', async () => {
  expect(await deadOn('<a href="/store/docs/errors.html"></a><a href="/docs/errors.html"></a>', '/store/')).toEqual(['index.html: /docs/errors.html']);
});

test('what is loaded from elsewhere is told', async () => {
  expect(await deadOn('<img src="https://example.com/badge.svg"><script src="//example.com/a.js"></script>')).toEqual(['index.html: https://example.com/badge.svg', 'index.html: //example.com/a.js']);
});
