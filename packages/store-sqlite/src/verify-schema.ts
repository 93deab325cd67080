import type { Finding } from '@cw/store-core';
import Database from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { createAll } from './migrate.ts';

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** What SQLite keeps of the statements that made the tables and indexes. */
const SCHEMA = `select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite_%'`;

/**
 * Compares the tables and indexes with those that the migrations make: damage to their definitions can leave a database that SQLite takes for whole, and in which
 * rows are looked for in the wrong place. What somebody else has added is left alone.
 */
export function verifySchema(connection: Connection): readonly Finding[] {
  const found = new Map(connection.readNow(() => connection.database.prepare<SchemaRow>(SCHEMA).all()).map((row) => [row.name, row]));
  return expectedSchema().flatMap(({ type, name, sql }): Finding[] => {
    const there = found.get(name);
    if (there?.type === type && there.sql === sql) return [];
    return [{ code: 'CORRUPT', where: `${name} in ${connection.place}`, message: `the ${type} is ${there === undefined ? 'missing' : 'not defined as this version defines it'}` }];
  });
}

function expectedSchema(): readonly SchemaRow[] {
  const database = new Database(':memory:');
  try {
    createAll(database, 0);
    return database.prepare<SchemaRow>(SCHEMA).all();
  } finally {
    database.close();
  }
}
