import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Contestant, Place, Runner } from '../contestant.ts';

export type RawDatabase = Database;

/** The limit of whatever uses SQLite: better-sqlite3, prepared statements, and nothing else. */
export function rawSqlite(durability: 'power' | 'process', prepare: (database: RawDatabase) => (times: number) => Promise<void>): Contestant {
  return {
    name: 'raw better-sqlite3',
    async open({ folder }) {
      return runnerOf(openRaw(join(folder, 'raw.db'), durability), prepare);
    },
  };
}

/** As rawSqlite, on a database that is made once and stays as it is. */
export function rawFilled(content: string, fill: (database: RawDatabase) => void, prepare: (database: RawDatabase) => (times: number) => Promise<void>): Contestant {
  return {
    name: 'raw better-sqlite3',
    open: async (place) => runnerOf(openRaw(await rawFile(place, content, fill), 'process'), prepare),
  };
}

export async function rawFile(place: Place, content: string, fill: (database: RawDatabase) => void): Promise<string> {
  const folder = await place.fixture(`raw ${content}`, async (empty) => {
    const database = openRaw(join(empty, 'raw.db'), 'process');
    fill(database);
    database.close();
  });
  return join(folder, 'raw.db');
}

export function openRaw(file: string, durability: 'power' | 'process'): RawDatabase {
  const database = new Database(file);
  database.pragma('journal_mode = wal', { simple: true });
  database.pragma(`synchronous = ${durability === 'power' ? 'full' : 'normal'}`, { simple: true });
  return database;
}

function runnerOf(database: RawDatabase, prepare: (database: RawDatabase) => (times: number) => Promise<void>): Runner {
  return { run: prepare(database), close: async () => void database.close() };
}
