import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { checkFile } from '../src/file-header.ts';
import { openStore } from '../src/index.ts';
import { FORMAT_VERSION } from '../src/migrate.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const event = { id: 'e1', kind: 'user_turn', text: 'hello' };

describe.each([false, true])('opened with readOnly %s', (readOnly) => {
  test.each([
    ['a text file', 'once upon a time\n'.repeat(500)],
    ['a short file', 'x'],
    ['a file of zeros', new Uint8Array(8192)],
    ['the beginning of a database', 'SQLite format 3\0'],
  ])('%s is no store, and stays as it was', async (_what, content) => {
    const path = file('other');
    await writeFile(path, content);
    await staysAsItWas(path, async () => {
      await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code: 'SCHEMA_VERSION', message: naming(path) });
    });
  });

  test.each(['delete', 'wal'])('a database of somebody else (journal mode %s) is no store, and stays as it was', async (mode) => {
    const path = file('other.db');
    const database = new Database(path);
    database.exec(`pragma journal_mode = ${mode}; create table notes(text); insert into notes values ('mine')`);
    database.close();
    await staysAsItWas(path, async () => {
      await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code: 'SCHEMA_VERSION', message: naming(path) });
    });
  });

  test('a store of a newer version is refused, and stays as it was', async () => {
    const path = file('store.db');
    await createStore(path);
    change(path, `pragma user_version = ${FORMAT_VERSION + 1}`);
    await staysAsItWas(path, async () => {
      await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code: 'SCHEMA_VERSION', details: { path, format: FORMAT_VERSION + 1, supported: FORMAT_VERSION } });
    });
  });

  test('a store that a newer version is using is refused', async () => {
    const path = file('store.db');
    await createStore(path);
    const newer = new Database(path);
    newer.exec(`pragma user_version = ${FORMAT_VERSION + 1}`);
    const header = await readFile(path);
    expect(header.readUInt32BE(60), 'it stands in the log, not in the file').toBe(FORMAT_VERSION);
    await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code: 'SCHEMA_VERSION', details: { format: FORMAT_VERSION + 1 } });
    newer.close();
  });

  test('a folder is no store', async () => {
    const path = file('folder');
    await mkdir(path);
    await expect(openStore({ path, readOnly: true })).rejects.toMatchObject({ code: 'SCHEMA_VERSION', message: naming(path) });
  });

  test('a store whose pages are damaged is CORRUPT', async () => {
    const path = file('store.db');
    await createStore(path);
    const handle = await open(path, 'r+');
    await handle.write(Buffer.alloc(3000, 0xff), 0, 3000, 100);
    await handle.close();
    await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code: 'CORRUPT', message: naming(path) });
  });

  test.each([
    ['the format number of the schema', 47, 8, 'CORRUPT'],
    // Without writing, it looks like a store that was never finished.
    ['its version', 63, 0, readOnly ? 'SCHEMA_VERSION' : 'CORRUPT'],
    ['the root of the schema', 104, 8, 'CORRUPT'],
  ])('a store with damage to %s (byte %i) is refused, and stays as it was', async (_what, at, value, code) => {
    const path = file('store.db');
    await createStore(path);
    const bytes = await readFile(path);
    bytes[at] = value;
    await writeFile(path, bytes);
    await staysAsItWas(path, async () => {
      await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code, message: naming(path) });
    });
  });

  test('a store that was cut off is CORRUPT', async () => {
    const path = file('store.db');
    await createStore(path);
    await truncate(path, 8192);
    await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code: 'CORRUPT', message: naming(path) });
  });
});

test.each([false, true])('an empty file beside a log that is not (readOnly %s) is CORRUPT, and the log stays', async (readOnly) => {
  const path = file('store.db');
  const copy = file('copy.db');
  await using store = await openStore({ path });
  await store.events.append(event);
  await writeFile(copy, '');
  await copyFile(`${path}-wal`, `${copy}-wal`);
  const log = await readFile(`${copy}-wal`);
  expect(log.length).toBeGreaterThan(0);
  await expect(openStore({ path: copy, readOnly })).rejects.toMatchObject({ code: 'CORRUPT', message: naming(copy) });
  expect(await readFile(`${copy}-wal`)).toEqual(log);
  await copyFile(path, copy);
  await using restored = await openStore({ path: copy });
  expect(await restored.events.count()).toBe(1);
});

// Otherwise it would close the file in the middle of a transaction of another handle, and with that take its locks away.
test('the file is looked at and closed before anything else can happen', async () => {
  const path = file('store.db');
  await createStore(path);
  expect(checkFile(path)).toBeUndefined();
});

test.skipIf(process.platform === 'win32')('a named pipe is no store, and nothing waits for it', async () => {
  const path = file('pipe');
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  await expect(openStore({ path })).rejects.toMatchObject({ code: 'SCHEMA_VERSION' });
});

test('damage to a table is CORRUPT to whoever reads it, and a finding', async () => {
  const path = file('store.db');
  await createStore(path, 2000);
  const size = (await readFile(path)).length;
  const handle = await open(path, 'r+');
  await handle.write(Buffer.alloc(4096 * 20, 0xa5), 0, 4096 * 20, Math.floor(size / 2 / 4096) * 4096);
  await handle.close();
  await using store = await openStore({ path });
  await expect(store.events.all()).rejects.toMatchObject({ code: 'CORRUPT' });
  const findings = await Array.fromAsync(store.verify());
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['CORRUPT']));
  expect(findings.some(({ where }) => where === `events in ${path}`)).toBe(true);
});

test('readOnly where nothing is: BACKEND, and nothing is created', async () => {
  const path = file('folder/store.db');
  await expect(openStore({ path, readOnly: true })).rejects.toMatchObject({ code: 'BACKEND', details: { reason: 'ENOENT' } });
  expect(await readdir(file('.'))).toEqual([]);
});

test('readOnly on a file that is empty: no store, and nothing is written', async () => {
  const path = file('empty');
  await writeFile(path, '');
  await staysAsItWas(path, async () => {
    await expect(openStore({ path, readOnly: true })).rejects.toMatchObject({ code: 'SCHEMA_VERSION' });
  });
});

test('an empty file becomes a store', async () => {
  const path = file('empty');
  await writeFile(path, '');
  await createStore(path);
  await using store = await openStore({ path, readOnly: true });
  expect(await store.events.count()).toBe(1);
});

test('readOnly leaves the file as it was, and none beside it', async () => {
  const path = file('store.db');
  await createStore(path);
  await staysAsItWas(path, async () => {
    await using store = await openStore({ path, readOnly: true });
    expect(await store.events.count()).toBe(1);
    expect(await Array.fromAsync(store.verify())).toEqual([]);
  });
});

test('readOnly sees what another handle writes', async () => {
  const path = file('store.db');
  await using writer = await openStore({ path });
  await using reader = await openStore({ path, readOnly: true });
  await writer.events.append(event);
  expect(await reader.events.count()).toBe(1);
  await writer.facts.put({ factId: 'f1', key: 'k', value: 'v' });
  expect(await reader.facts.listKeys()).toEqual(['k']);
});

test('a new database in memory cannot be readOnly', async () => {
  await expect(openStore({ path: ':memory:', readOnly: true })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});

test('a path that better-sqlite3 would trim is INVALID_ARGUMENT', async () => {
  await expect(openStore({ path: `${file('store.db')} ` })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});

test.each(['a?b#c%41.db', 'file:x.db', "quo'te\".db", '\u{1f600} é.db'])('a file may be called %s', async (name) => {
  await createStore(file(name));
  expect(await readdir(file('.'))).toEqual([name]);
});

async function createStore(path: string, events = 1): Promise<void> {
  await using store = await openStore({ path });
  await store.events.appendMany(Array.from({ length: events }, (_, index) => ({ ...event, id: `e${index}`, text: 'x'.repeat(300) })));
}

function change(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

function naming(path: string): string {
  return expect.stringContaining(path) as string;
}

/** The file keeps its bytes, and the folder its files. */
async function staysAsItWas(path: string, run: () => Promise<void>): Promise<void> {
  const before = { content: await readFile(path), files: await readdir(dirname(path)) };
  await run();
  expect({ content: await readFile(path), files: await readdir(dirname(path)) }).toEqual(before);
}
