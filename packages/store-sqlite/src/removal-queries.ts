import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { IN_SCOPE, keyBetween, keyOf } from './record-keys.ts';
import type { Removal } from './removals.ts';
import { build, parameter } from './schema.ts';

const scope = parameter<number>('scope');
const run = parameter<string>('runId');

/** The newest first. */
export const REMOVALS: CompiledQuery<Removal> = build
  .selectFrom('removals')
  .select(['id', 'runId', 'upTo', 'latest'])
  .where('scope_id', '=', scope)
  .orderBy('id', 'desc')
  .compile();

/** The oldest of all scopes. In this order they end: the newest says which offset is the latest. */
export const OLDEST_REMOVAL: CompiledQuery<Removal & { scope: number }> = build
  .selectFrom('removals')
  .select(['id', 'scope_id as scope', 'runId', 'upTo', 'latest'])
  .orderBy('id')
  .limit(sql.lit(1))
  .compile();

export const ADD_REMOVAL: CompiledQuery = build
  .insertInto('removals')
  .values({ scope_id: scope, runId: parameter('runId'), upTo: parameter('upTo'), latest: parameter('latest') })
  .compile();

export const END_REMOVAL: CompiledQuery = build.deleteFrom('removals').where('id', '=', parameter<number>('id')).compile();

export const END_REMOVALS: CompiledQuery = build.deleteFrom('removals').where('scope_id', '=', scope).compile();

const rest = sql`record_key <= ${keyOf(parameter('upTo'))} order by record_key limit ${parameter('limit')}`;
const ofRun = sql`ledger indexed by "ledger_runId" where scope_id = ${scope} and "runId" = ${run}`;
const ofAll = sql`ledger where ${IN_SCOPE}`;

export const DELETE_OF_RUN: CompiledQuery = deletion(sql`${ofRun} and ${rest}`);
export const DELETE_OF_ALL: CompiledQuery = deletion(sql`${ofAll} and ${rest}`);

function deletion(rows: RawBuilder<unknown>): CompiledQuery {
  return sql`delete from ledger where record_key in (select record_key from ${rows})`.compile(build);
}

/** How many of the next events of a run there are, `limit` at most, and the offset of the last of them. */
export const COUNT_OF_RUN: CompiledQuery<{ count: number; last: number | null }> = sql<{ count: number; last: number | null }>`
  select count(*) as count, max("offset") as last
  from (select "offset" from ${ofRun} and record_key > ${keyOf(parameter('after'))} and ${rest})
`.compile(build);

/** Events from the newest down, as far as they are needed to tell which ones are gone. */
export const NEWEST: CompiledQuery<{ offset: number; runId: string }> = sql<{ offset: number; runId: string }>`
  select "offset", "runId" from ledger where ${keyBetween(parameter('after'), parameter('before'))}
  order by record_key desc limit ${parameter('limit')}
`.compile(build);

/** An event with its run. */
export const GET_WITH_RUN: CompiledQuery<{ offset: number; runId: string; body: string }> = build
  .selectFrom('ledger')
  .select(['offset', sql<string>`"runId"`.as('runId'), 'body'])
  .where('scope_id', '=', scope)
  .where('id', '=', parameter<string>('id'))
  .compile();
