import * as core from '@cw/store-core';
import { openStore as openMemory } from '@cw/store-memory';
import { openStore as openFolder } from '@cw/store-jsonfile';
import { openStore as openDatabase } from '@cw/store-sqlite';
import { describe, expect, test } from 'vitest';
import { BUILT_IN_SELECTORS } from '../../store-core/src/selectors/built-in-selectors.ts';
import { readPage } from '../src/pages.ts';
import { codesIn, readSections, readTable } from '../src/tables.ts';

/** Each class of error that core exports, with its code, by name. */
const ERRORS = Object.entries(core).flatMap(([name, value]) => {
  if (!name.endsWith('Error') || name === 'StoreError' || typeof value !== 'function') return [];
  const error: unknown = Reflect.construct(value, ['message', {}]);
  return core.isStoreError(error) ? [[error.code, name] as const] : [];
});

describe('docs/errors.md', async () => {
  const text = await readPage('docs/errors.md');
  const sections = readSections(text, 2).filter(({ heading }) => /^[A-Z_]+$/.test(heading));

  test('has a section for each code, and for nothing else', () => {
    expect(sorted(sections.map(({ heading }) => heading))).toEqual(sorted(ERRORS.map(([code]) => code)));
  });

  test.for(ERRORS)('%s names its class, its cause, its remedy and its details', ([code, name]) => {
    const body = sections.find(({ heading }) => heading === code)?.body ?? '';
    expect(body).toContain(`\`${name}\``);
    for (const part of ['**Cause.**', '**Remedy.**', '**Details.**']) expect(body).toContain(part);
  });

  test('and docs/contract.md have the same codes and classes', async () => {
    const rows = readTable(await readPage('docs/contract.md'), '| code | class | meaning |');
    expect(rows.map(([code, name]) => [code, name])).toEqual(expect.arrayContaining(ERRORS.map((entry) => [...entry])));
    expect(rows.length).toBe(ERRORS.length);
  });
});

/** What the selectors need so as to be taken, besides their type. */
const REQUIRED: Readonly<Record<string, object>> = { json_keys: { keys: [] }, json_pointer: { pointer: '' }, grep: { pattern: 'x' } };

describe('docs/selectors.md', async () => {
  const sections = readSections(await readPage('docs/selectors.md'), 2).filter(({ heading }) => /^[a-z_]+$/.test(heading));

  test('has a section for each selector, and for nothing else', () => {
    expect(sorted(sections.map(({ heading }) => heading))).toEqual(sorted(BUILT_IN_SELECTORS.map(({ type }) => type)));
  });

  test.for(BUILT_IN_SELECTORS)('$type has its options and their defaults, and what it picks', ({ type, parse }) => {
    const body = sections.find(({ heading }) => heading === type)?.body ?? '';
    const rows = body.includes('| option |') ? readTable(body, '| option | default | |') : [];
    expect(rows.flatMap(([option = '']) => codesIn(option))).toEqual(optionsOf(type));
    const parsed = parse({ type, ...REQUIRED[type] });
    const told = rows.map(([option = '', fallback = '']) => [codesIn(option)[0] ?? '', fallback] as const);
    // A flag that depends on others, and what is not given, are told in words.
    const plain = told.filter(([name]) => name !== 'header' && ['number', 'boolean'].includes(typeof parsed[name]));
    expect(plain).toEqual(plain.map(([name]) => [name, `\`${String(parsed[name])}\``]));
    expect(body).toMatch(/```ts\n[^]*```text\n/);
  });
});

describe.for([
  ['sqlite', openDatabase],
  ['jsonfile', openFolder],
  ['memory', openMemory],
] as const)('packages/store-%s/README.md', ([adapter, openStore]) => {
  test('has a row for each option', async () => {
    const rows = readTable(await readPage(`packages/store-${adapter}/README.md`), '| option | default | |');
    const error: unknown = await openStore({ path: 'x', nonsense: 1 } as never).catch((thrown: unknown) => thrown);
    const known = error instanceof core.InvalidArgumentError ? /known are (.*)$/.exec(error.message)?.[1] : undefined;
    expect(sorted(rows.flatMap(([option = '']) => codesIn(option)))).toEqual(sorted(known?.split(', ') ?? []));
  });

  test('has the parts that each README of an adapter has', async () => {
    const headings = readSections(await readPage(`packages/store-${adapter}/README.md`), 2).map(({ heading }) => heading);
    expect(headings).toEqual(expect.arrayContaining(['Install', 'Example', 'Options', 'Guarantees', 'Limits', 'When not to use it']));
  });
});

/** As the message says which refuses an option that there is none of. */
function optionsOf(type: string): readonly string[] {
  const definition = BUILT_IN_SELECTORS.find((each) => each.type === type);
  try {
    definition?.parse({ type, nonsense: 1, ...REQUIRED[type] });
  } catch (error) {
    const options = /takes (.*)$/.exec(String(error))?.[1] ?? '';
    return options === 'no options' ? [] : options.split(', ');
  }
  return ['a selector takes nonsense'];
}

function sorted(texts: readonly string[]): readonly string[] {
  return texts.toSorted((a, b) => (a < b ? -1 : 1));
}
