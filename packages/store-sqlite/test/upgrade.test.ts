import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { exportStore } from '@cw/store-core';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { APPLICATION_ID, FORMAT_VERSION } from '../src/migrate.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

test('a store of format 1 is upgraded when it is opened, and holds what it held', async () => {
  const path = file('old.db');
  const content = await createOld(path);
  await expect(openStore({ path, readOnly: true })).rejects.toMatchObject({ code: 'SCHEMA_VERSION' });
  expect(versionOf(path)).toBe(1);
  await using store = await openStore({ path });
  expect(versionOf(path)).toBe(FORMAT_VERSION);
  expect(schemaOf(path)).toEqual(schemaOf(await createNew()));
  expect(await Array.fromAsync(exportStore(store))).toEqual(content);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
  expect(await store.ledger.reset({ runId: 'r1' })).toBe(1500);
  expect(await store.ledger.count()).toBe(1);
}, 60_000);

test('a process killed while it upgrades a store leaves it old or new, and nothing is lost', async () => {
  for (const [round, delay] of [0, 1, 2, 4, 6, 9].entries()) {
    const path = file(`${round}.db`);
    const content = await createOld(path);
    const child = new Child('open', `killed-${round}`);
    await child.next();
    child.send(path);
    await setTimeout(delay);
    await child.kill();
    expect([1, FORMAT_VERSION]).toContain(versionOf(path));

    await using store = await openStore({ path });
    expect(versionOf(path)).toBe(FORMAT_VERSION);
    const added = await store.events.has(`killed-${round}`);
    expect(await store.events.count()).toBe(added ? 2 : 1);
    const exported = await Array.fromAsync(exportStore(store));
    expect(content.slice(1, -1).filter((line) => !exported.includes(line))).toEqual([]);
    expect(await Array.fromAsync(store.verify())).toEqual([]);
  }
}, 60_000);

test('many processes that come to an old store at once: one upgrades it, and all can write', async () => {
  const path = file('old.db');
  await createOld(path);
  const children = ['a', 'b', 'c'].map((name) => new Child('open', name));
  for (const child of children) await child.next();
  for (const child of children) child.send(path);
  for (const child of children) await child.next();
  for (const child of children) await child.kill();
  await using store = await openStore({ path });
  expect(new Set((await store.events.all()).map(({ id }) => id))).toEqual(new Set(['e1', 'a', 'b', 'c']));
}, 60_000);

/** A store as format 1 had it, with the schema that is kept of it; gives its export. */
async function createOld(path: string): Promise<readonly string[]> {
  const newer = await createNew();
  const schema = await readFile(new URL('./golden/schema-1.sql', import.meta.url), 'utf8');
  const database = new Database(path);
  database.exec(`pragma journal_mode = wal; begin; ${schema} pragma application_id = ${APPLICATION_ID}; pragma user_version = 1; commit`);
  database.exec(`attach '${newer}' as newer; pragma foreign_keys = off`);
  for (const table of TABLES) {
    // Those that are not computed from others.
    const columns = database.prepare<{ name: string }>(`select '"' || name || '"' as name from pragma_table_info('${table}')`).all().map(({ name }) => name).join();
    database.exec(`insert into main.${table} (${columns}) select ${columns} from newer.${table}`);
  }
  database.close();
  await using store = await openStore({ path: newer });
  return await Array.fromAsync(exportStore(store));
}

/** In the order in which they refer to each other. */
const TABLES = ['scopes', 'heads', 'events', 'ledger', 'episodes', 'facts', 'uploads', 'chunks', 'artifacts'] as const;

let created = 0;

async function createNew(): Promise<string> {
  created += 1;
  const path = file(`new-${created}.db`);
  await using store = await openStore({ path, durability: 'process' });
  const artifactRef = await store.artifacts.put('a', new Uint8Array(300_000).fill(7));
  await store.events.append({ id: 'e1', kind: 'tool_result', text: 'hello', artifactRef });
  await store.ledger.appendMany(Array.from({ length: 1501 }, (_, turn) => ({ id: `l${turn}`, runId: turn === 0 ? 'r0' : 'r1', turn, kind: 'k', actor: 'a' })));
  await store.episodes.add({ episodeId: 'p1', summary: 'what came of it' });
  await store.facts.put({ factId: 'f1', key: 'name', value: 'Ada' });
  return path;
}

function versionOf(path: string): unknown {
  return asking(path, (database) => database.pragma('user_version', { simple: true }));
}

function schemaOf(path: string): readonly string[] {
  const query = `select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid`;
  return asking(path, (database) => database.prepare<{ sql: string }>(query).all().map(({ sql }) => sql));
}

function asking<T>(path: string, ask: (database: Database) => T): T {
  const database = new Database(path);
  try {
    return ask(database);
  } finally {
    database.close();
  }
}
