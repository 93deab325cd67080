import { readFile, writeFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { takeNames } from '../src/names.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

async function fill(path: string): Promise<void> {
  await using store = await openStore({ path });
  await store.ledger.appendMany([1, 2].map((n) => ({ id: `s${n}`, runId: `r${n}`, turn: 0, kind: 'step', actor: 'agent' })));
  for (const key of ['a', 'b', 'c']) await store.facts.put({ factId: key, key, value: '' });
}

/** Raises the key of the first row of a table that has one page, so that it stands before smaller ones. */
async function raiseFirstKey(path: string, table: string): Promise<void> {
  const database = new Database(path);
  const root = Number(database.prepare<{ rootpage: number }>('select rootpage from sqlite_schema where name = ?').get(table)?.rootpage);
  const pageSize = Number(database.pragma('page_size', { simple: true }));
  database.close();
  const content = await readFile(path);
  const page = (root - 1) * pageSize;
  // A leaf of a table: 8 bytes, then where its cells are; a cell has its length, and then its key. https://sqlite.org/fileformat2.html#b_tree_pages
  expect(content[page]).toBe(0x0d);
  let key = page + content.readUInt16BE(page + 8);
  while ((content[key] ?? 0) >= 0x80) key += 1;
  // The third of six digits of 7 bits: within the numbers of this scope.
  const digit = key + 1 + 2;
  content[digit] = (content[digit] ?? 0) | 0x04;
  await writeFile(path, content);
}

test('rows out of order are told by verify, which ends', { timeout: 20_000 }, async () => {
  const path = file('store.db');
  await fill(path);
  await raiseFirstKey(path, 'ledger');
  await using store = await openStore({ path });
  const findings = await Array.fromAsync(store.verify());
  expect(findings.map(({ code }) => code)).toContain('CORRUPT');
  await expect(store.ledger.query()).rejects.toMatchObject({ code: 'CORRUPT' });
});

test('a definition that is damaged is told by verify', async () => {
  const path = file('store.db');
  await fill(path);
  // SQLite reads the same. There may be a copy that it does not use any more.
  const content = (await readFile(path, 'latin1')).replaceAll('on "facts" ("scope_id", "id")', 'On "facts" ("scope_id", "id")');
  await writeFile(path, content, 'latin1');
  await using store = await openStore({ path });
  const findings = await Array.fromAsync(store.verify());
  expect(findings).toContainEqual({ code: 'CORRUPT', where: `facts_id in ${path}`, message: expect.stringContaining('index is') as unknown });
});

test('a record without its text is CORRUPT', async () => {
  const path = file('store.db');
  await fill(path);
  const database = new Database(path);
  database.unsafeMode(true);
  database.exec('pragma writable_schema = on');
  const define = (from: string, to: string): void => void database.exec(`update sqlite_schema set sql = replace(sql, '${from}', '${to}') where name = 'ledger'; pragma writable_schema = reset`);
  define('"body" text not null', '"body" text');
  database.exec('update ledger set body = null where id = \'s2\'');
  database.exec('pragma writable_schema = on');
  define('"body" text', '"body" text not null');
  database.close();
  await using store = await openStore({ path });
  await expect(store.ledger.query()).rejects.toMatchObject({ code: 'CORRUPT', message: expect.stringContaining('it is no text') as unknown });
  await expect(store.ledger.get('s2')).rejects.toMatchObject({ code: 'CORRUPT' });
  expect((await Array.fromAsync(store.verify())).map(({ message }) => message)).toContainEqual(expect.stringContaining('it is no text'));
});

test.each([
  { what: 'that turn in a circle', names: circle(), range: { prefix: '', after: null, limit: Number.MAX_SAFE_INTEGER } },
  { what: 'before the first one that was asked for', names: ['a'], range: { prefix: '', after: 'b', limit: 10 } },
  { what: 'that stand twice', names: ['b', 'b'], range: { prefix: 'b', after: null, limit: 10 } },
  { what: 'that are none', names: [null as unknown as string], range: { prefix: '', after: null, limit: 10 } },
])('names $what are CORRUPT, and looked for no longer', ({ names, range }) => {
  expect(() => takeNames(names, (name) => name, range, 'store.db')).toThrow(expect.objectContaining({ code: 'CORRUPT', details: { where: 'store.db' } }));
});

function* circle(): Generator<string> {
  for (;;) yield* ['a', 'b', 'c'];
}
