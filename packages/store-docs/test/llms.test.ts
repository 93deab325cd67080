import { expect, test } from 'vitest';
import { readBlocks } from '../src/blocks.ts';
import { ALL_PAGES, readPage } from '../src/pages.ts';

const text = await readPage('llms.txt');

test('llms.txt begins as llmstxt.org has it: a title, then what it is in one quote', () => {
  expect(text).toMatch(/^# .+\n\n> .+\n\n/);
  expect(text.match(/^# /gm)).toHaveLength(1);
});

test('llms.txt has sections that are lists of links, each with what the page is for', () => {
  const [, ...sections] = text.split(/^(?=## )/m);
  expect(sections.length).toBeGreaterThan(1);
  for (const section of sections) {
    const [, ...lines] = section.trim().split('\n').filter((line) => line !== '');
    for (const line of lines) expect(line).toMatch(/^- \[[^\]]+\]\([^)]+\): .+$/);
  }
});

test('llms.txt leads to every page that is for users', () => {
  const pages = ALL_PAGES.filter((page) => page.startsWith('docs/') && !['docs/README.md', 'docs/conformance-mutants.md', 'docs/releasing.md'].includes(page));
  expect(pages.filter((page) => !text.includes(`](${page})`))).toEqual([]);
});

test('llms.txt is short, and has an example that is run', () => {
  expect(text.length).toBeLessThan(8000);
  expect(readBlocks('llms.txt', text).map(({ info }) => info)).toEqual(['ts', 'text']);
});
