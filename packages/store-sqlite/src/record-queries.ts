import { type Collection, COLLECTIONS, type Stored } from '@cw/store-core/adapter';
import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Size } from './collection-size.ts';
import { IN_SCOPE, inScope, keyAt, keyBetween } from './record-keys.ts';
import type { Resettable } from './removals.ts';
import { build, NEXT_PARAMETER, parameter } from './schema.ts';

const scope = parameter<number>('scope');

/** What is kept of its size; a collection that was never written to has no row. Bound in order: the scope, the collection. */
export function sizeQuery(collection: Collection): CompiledQuery<Size> {
  const latest = build.selectFrom(collection).select('offset').where(inScope(sql.ref('heads.scope_id'))).orderBy('record_key', 'desc').limit(sql.lit(1));
  return build
    .selectFrom('heads')
    .select(['head', 'count', latest.as('latest')])
    .where('scope_id', '=', NEXT_PARAMETER)
    .where('collection', '=', NEXT_PARAMETER)
    .compile();
}

/** Bound in order: the scope, the collection, the head, the count. */
export function setSizeQuery(): CompiledQuery {
  const columns = sql.join(['scope_id', 'collection', 'head', 'count'].map((name) => sql.ref(name)));
  const values = sql.join([NEXT_PARAMETER, NEXT_PARAMETER, NEXT_PARAMETER, NEXT_PARAMETER]);
  return sql`insert or replace into heads (${columns}) values (${values})`.compile(build);
}

/** Bound in order: the scope, the id. */
export function getQuery(collection: Collection): CompiledQuery<Stored> {
  return build.selectFrom(collection).select(['offset', 'body']).where('scope_id', '=', NEXT_PARAMETER).where('id', '=', NEXT_PARAMETER).compile();
}

/** Those of several ids that are there. Bound in order: the scope, the ids as a JSON array. */
export function getAllQuery(collection: Collection): CompiledQuery<Stored & { id: string }> {
  const ids = sql<string>`(select value from json_each(${NEXT_PARAMETER}))`;
  return build.selectFrom(collection).select(['id', 'offset', 'body']).where('scope_id', '=', NEXT_PARAMETER).where('id', 'in', ids).compile();
}

/** Bound in order: the scope, the offset, the id, the terms, the body. */
export function insertQuery(collection: Collection): CompiledQuery {
  const names = ['id', ...COLLECTIONS[collection].fields, 'body'];
  const columns = sql.join(['record_key', ...names].map((name) => sql.ref(name)));
  const values = sql.join([keyAt(NEXT_PARAMETER, NEXT_PARAMETER), ...names.map(() => NEXT_PARAMETER)]);
  return sql`insert into ${sql.table(collection)} (${columns}) values (${values})`.compile(build);
}

/** One page of records. A body of more than `most` bytes is null: told by the head of its row, without reading what it is continued in. @param field that of the term, if there is one */
export function shortScanQuery(collection: Collection, field: string | null, reverse: boolean): CompiledQuery<{ offset: number; body: string | null }> {
  return pageQuery(collection, field, reverse, sql`"offset", case when octet_length(body) <= ${parameter('most')} then body end as body`);
}

/** The same with every body. */
export function scanQuery(collection: Collection, field: string | null, reverse: boolean): CompiledQuery<Stored> {
  return pageQuery<Stored>(collection, field, reverse, sql`"offset", body`);
}

/** One page of a ledger, each event with its run. */
export function scanRunsQuery(field: string | null, reverse: boolean): CompiledQuery<Stored & Resettable> {
  return pageQuery<Stored & Resettable>('ledger', field, reverse, sql`"offset", body, "runId"`);
}

/** How many bytes the bodies of such a page have. */
export function pageBytesQuery(collection: Collection, field: string | null, reverse: boolean): CompiledQuery<{ bytes: number | null }> {
  const page = pageOf(collection, field, reverse, sql`octet_length(body) as bytes`);
  return sql<{ bytes: number | null }>`select sum(bytes) as bytes from (${page})`.compile(build);
}

function pageQuery<Row>(collection: Collection, field: string | null, reverse: boolean, columns: RawBuilder<unknown>): CompiledQuery<Row> {
  return sql<Row>`${pageOf(collection, field, reverse, columns)}`.compile(build);
}

function pageOf(collection: Collection, field: string | null, reverse: boolean, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select ${columns} from ${field === null ? sql`${sql.table(collection)} where` : sql`${records(collection, field)} and`}
    ${keyBetween(parameter('after'), parameter('before'))}
    order by record_key ${reverse ? sql`desc` : sql`asc`} limit ${parameter('limit')}
  `;
}

export function removeQuery(collection: Collection, field: string | null): CompiledQuery {
  return sql`delete from ${records(collection, field)}`.compile(build);
}

/**
 * The distinct values of a field in rising order, from `start` on. Each is found from the one before by a seek in the index, where
 * `select distinct` would walk through every record.
 */
export function valuesQuery(collection: Collection, field: string): CompiledQuery<{ value: string }> {
  const column = sql.ref(field);
  const next = (condition: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select ${column} from ${indexed(collection, field)} where scope_id = ${scope} and ${column} ${condition} order by ${column} limit 1)`;
  return sql<{ value: string }>`
    with recursive found(value) as (
      select ${next(sql`>= ${parameter('start')}`)}
      union all
      select ${next(sql`> found.value`)} from found where found.value is not null
    )
    select value from found where value is not null
  `.compile(build);
}

/** The records of a scope, those with a term if there is one, as the rest of a statement from the table on. */
function records(collection: Collection, field: string | null): RawBuilder<unknown> {
  if (field === null) return sql`${sql.table(collection)} where ${IN_SCOPE}`;
  return sql`${indexed(collection, field)} where scope_id = ${scope} and ${sql.ref(field)} = ${parameter('value')}`;
}

/** The index is named: without statistics SQLite takes a scope to be ten rows, and would as soon walk through all of it. */
function indexed(collection: Collection, field: string): RawBuilder<unknown> {
  return sql`${sql.table(collection)} indexed by ${sql.ref(`${collection}_${field}`)}`;
}
