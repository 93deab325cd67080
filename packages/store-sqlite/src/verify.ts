import { setImmediate } from 'node:timers/promises';
import { type Finding, isStoreError } from '@cw/store-core';
import { type Awaitable, COLLECTION_NAMES } from '@cw/store-core/adapter';
import { type RawBuilder, sql } from 'kysely';
import { type Connection, MEMORY } from './connection.ts';
import { firstProblems } from './problems.ts';
import { build } from './schema.ts';
import { isLarge, run, toError } from './thread.ts';
import type { Answer } from './thread-jobs.ts';
import { verifySchema } from './verify-schema.ts';

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
  yield* verifySchema(connection);
  // Of a file that is gone, only the connection that has it open knows what was in it.
  const elsewhere = connection.place !== MEMORY && lost === undefined && (await connection.read(() => isLarge(connection)));
  yield* elsewhere ? await checkInThread(connection) : checkHere(connection);
}

async function* checkHere(connection: Connection): AsyncGenerator<Finding, void, undefined> {
  for (const one of CHECKS) {
    // Each reads a table as a whole; others get their turn between them.
    await setImmediate();
    yield* findings(connection, one, await problems(() => connection.read(() => firstProblems(connection.database, one.question))));
  }
}

async function checkInThread(connection: Connection): Promise<readonly Finding[]> {
  const questions = CHECKS.map(({ question }) => question);
  const { answers } = await connection.outside(async () => await run({ type: 'check', path: connection.place, questions }, true));
  const found: Finding[] = [];
  for (const [index, one] of CHECKS.entries()) {
    const answer = answers[index];
    found.push(...findings(connection, one, await problems(async () => await connection.outside(async () => problemsIn(answer)))));
  }
  return found;
}

async function problemsIn(answer: Answer | undefined): Promise<readonly string[]> {
  if (answer === undefined) throw new TypeError('each question has an answer');
  if ('code' in answer) throw toError(answer);
  return answer.problems;
}

const TABLES = ['scopes', 'heads', ...COLLECTION_NAMES, 'removals', 'uploads', 'chunks', 'artifacts'] as const;

const CHECKS: readonly Check[] = [
  ...TABLES.map((table) =>
    check(table, sql`select integrity_check as problem from pragma_integrity_check(${sql.lit(table)}) where integrity_check != 'ok'`)),
  ...TABLES.map((table) =>
    check(table, sql`
      select 'row ' || coalesce(rowid, '') || ' refers to a row of ' || parent || ' that does not exist' as problem
      from pragma_foreign_key_check(${sql.lit(table)})`)),
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

function findings(connection: Connection, { where }: Check, messages: readonly string[]): readonly Finding[] {
  return messages.map((message) => ({ code: 'CORRUPT', where: `${where} in ${connection.place}`, message }));
}

/** Where the damage is so bad that the question itself cannot be answered, that is the problem. */
async function problems(answer: () => Awaitable<readonly string[]>): Promise<readonly string[]> {
  try {
    return await answer();
  } catch (error) {
    if (isStoreError(error) && error.code === 'CORRUPT') return [error.message];
    throw error;
  }
}
