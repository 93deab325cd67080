import { fileURLToPath } from 'node:url';
import { Application, type ProjectReflection } from 'typedoc';
import { beforeAll, expect, test } from 'vitest';
import { readablePage } from '../src/readable-page.ts';
import { undocumented } from '../src/undocumented.ts';
import { unexported } from '../src/unexported.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

let project: ProjectReflection;

beforeAll(async () => {
  const app = await Application.bootstrap({ entryPoints: [`${HERE}fixture/entry.ts`], tsconfig: `${HERE}fixture/tsconfig.json`, skipErrorChecking: true, name: 'fixture' });
  const converted = await app.convert();
  if (converted === undefined) throw new Error('TypeDoc cannot read the fixture');
  project = converted;
}, 60_000);

test('an export, a member and an overload without a comment that says something are told', () => {
  expect(undocumented(project)).toEqual(['Told.bare', 'Told.onlyThrows', 'Told.overloaded', 'Untold']);
});

test('a type that is used and not exported is told', () => {
  expect(unexported(project, ['@cw/store-site'])).toEqual(['Told.hidden names Hidden']);
});

test('types of other packages need no export', () => {
  expect(unexported(project, ['@cw/store-core'])).toEqual([]);
});

const PAGES = new Set(['@cw/store-core/interfaces/Ledger.md', '@cw/store-core/classes/SelectorError.md']);
const page = (markdown: string): string => readablePage(markdown, '@cw/store-core/interfaces/Ledger.md', PAGES);

test('a page says what it is about, and from where', () => {
  expect(page('# Ledger\n\nOf a run.\n')).toBe('# Ledger\n\nInterface of [`@cw/store-core`](../index.md)\n\nOf a run.\n');
});

test('the page of an entry point keeps its heading', () => {
  expect(readablePage('# @cw/store-core\n\nThe contract.\n', '@cw/store-core/index.md', PAGES)).toBe('# @cw/store-core\n\nThe contract.\n');
});

test('lists of a member have no headings', () => {
  expect(page('### add()\n\n#### Parameters\n\n| a |\n\n#### Returns\n\n`void`\n')).toBe('### add()\n\n| a |\n\n**Returns** `void`\n');
});

test('a union of a parameter stays on its line, one of a type keeps its lines', () => {
  expect(page('```ts\nf(a: \n  | B\n| C): D;\n```\n')).toBe('```ts\nf(a: B | C): D;\n```\n');
  expect(page('```ts\ntype A = \n  | B\n  | C;\n```\n')).toBe('```ts\ntype A = \n  | B\n  | C;\n```\n');
});

test('errors in text lead to their page; those in code, in headings and in links stay', () => {
  expect(page('## SelectorError\n\n`SelectorError` [SelectorError](x) SelectorError, OtherError\n')).toBe(
    '## SelectorError\n\n`SelectorError` [SelectorError](x) [SelectorError](../classes/SelectorError.md), OtherError\n',
  );
});
