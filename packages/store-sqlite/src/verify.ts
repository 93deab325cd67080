import { setImmediate } from 'node:timers/promises';
import { type Finding, isStoreError } from '@cw/store-core';
import { COLLECTION_NAMES } from '@cw/store-core/adapter';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from './connection.ts';
import { build } from './schema.ts';

/** Findings of one check after which it ends: one broken page may break thousands of rows. */
const MOST_FINDINGS = 100;

/** A question to the database; each row of the answer says what is wrong. */
interface Check {
  readonly question: string;
  /** A table. */
  readonly where: string;
}

/** Checks the database file itself: its pages and indexes, and what its tables say about each other. Core checks what the rows hold. */
export async function* verifyDatabase(connection: Connection): AsyncGenerator<Finding, void, undefined> {
  const lost = connection.filePlace?.findLost();
  if (lost !== undefined) yield { code: 'CORRUPT', where: lost, message: 'is no longer the file that was opened: somebody has removed or replaced it' };
  const left = connection.logRemains?.problem;
  if (left !== undefined) yield { code: 'CORRUPT', where: `${connection.place}-wal`, message: left };
  for (const one of CHECKS) {
    // Each reads a table as a whole; others get their turn between them.
    await setImmediate();
    yield* await findings(connection, one);
  }
}

const TABLES = ['scopes', 'heads', ...COLLECTION_NAMES, 'uploads', 'chunks', 'artifacts'] as const;

const CHECKS: readonly Check[] = [
  ...TABLES.map((table) =>
    check(table, sql`select integrity_check as problem from pragma_integrity_check(${sql.lit(table)}) where integrity_check != 'ok'`)),
  ...TABLES.map((table) =>
    check(table, sql`
      select 'row ' || coalesce(rowid, '') || ' refers to a row of ' || parent || ' that does not exist' as problem
      from pragma_foreign_key_check(${sql.lit(table)})`)),
  ...COLLECTION_NAMES.map((name) =>
    check('heads', sql`
      select ${sql.lit(name)} || ' of scope number ' || scopes.id || ': records have greater offsets than the head' as problem from scopes
      where (select max("offset") from ${sql.table(name)} where scope_id = scopes.id)
        > coalesce((select head from heads where scope_id = scopes.id and collection = ${sql.lit(name)}), 0)`)),
  check('artifacts', sql`
    select 'the bytes of the artifact ' || handle || ' in scope number ' || scope_id || ' may be removed at any time' as problem
    from artifacts join uploads on uploads.id = upload_id where uploads.state != 'live'`),
  check('uploads', sql`
    select 'no artifact has the bytes of upload ' || id as problem from uploads
    where state = 'live' and not exists (select 1 from artifacts where upload_id = uploads.id)`),
];

function check(where: string, question: RawBuilder<unknown>): Check {
  return { question: question.compile(build).sql, where };
}

async function findings(connection: Connection, { question, where }: Check): Promise<Finding[]> {
  return (await problems(connection, question)).map((message) => ({ code: 'CORRUPT', where: `${where} in ${connection.place}`, message }));
}

/** Where the damage is so bad that the question itself cannot be answered, that is the problem. */
async function problems(connection: Connection, question: string): Promise<string[]> {
  try {
    return await connection.read(() => {
      const found: string[] = [];
      for (const { problem } of connection.database.prepare<{ problem: string }>(question).iterate()) {
        found.push(problem);
        if (found.length >= MOST_FINDINGS) break;
      }
      return found;
    });
  } catch (error) {
    if (isStoreError(error) && error.code === 'CORRUPT') return [error.message];
    throw error;
  }
}
