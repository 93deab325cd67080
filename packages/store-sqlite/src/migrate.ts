import type Database from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { notOurs } from './errors.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { build } from './schema.ts';

/** Marks a database file as a store: 'cwst' in ASCII, in the file's header. */
export const APPLICATION_ID = 0x63_77_73_74;

/** The format that this version writes, and the greatest that it reads; in the file's header, as `user_version`. */
export const FORMAT_VERSION: number = MIGRATIONS.length;

/**
 * Brings the database to the newest format, or finds it there. Of many processes that come to a new file at once, one creates the
 * tables and the others wait for it: Kysely's own migrator does not lock SQLite.
 * @throws SchemaVersionError if a newer version wrote it
 */
export async function migrate(connection: Connection): Promise<void> {
  if ((await connection.read(() => readVersion(connection))) === FORMAT_VERSION) return;
  await connection.write(() => {
    // Another process may have been first.
    const version = readVersion(connection);
    createAll(connection.database, version);
    connection.database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${FORMAT_VERSION}`);
  });
}

/** Creates what came after a version. */
export function createAll(database: Database, version: number): void {
  for (const migration of MIGRATIONS.slice(version)) {
    for (const { sql } of migration(build.schema)) database.exec(sql);
  }
}

/** Makes sure that there is nothing to migrate, where nothing may be written. @throws SchemaVersionError */
export async function requireCurrent(connection: Connection): Promise<void> {
  const version = await connection.read(() => readVersion(connection));
  if (version === FORMAT_VERSION) return;
  throw version === 0
    ? notOurs(connection.place, 'is empty, and not a store')
    : notOurs(connection.place, `has the older format ${version}; open it once without readOnly to bring it to format ${FORMAT_VERSION}`);
}

/** @throws SchemaVersionError if it is newer than this version knows. */
export function checkVersion(place: string, version: number): void {
  if (version <= FORMAT_VERSION) return;
  const problem = `was written by a newer version: its format is ${version}, this version knows ${FORMAT_VERSION}; update @cw/store-sqlite`;
  throw notOurs(place, problem, { format: version, supported: FORMAT_VERSION });
}

function readVersion({ database, place }: Connection): number {
  const version = Number(database.pragma('user_version', { simple: true }));
  checkVersion(place, version);
  return version;
}
