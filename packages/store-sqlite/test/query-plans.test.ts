import { COLLECTION_NAMES, COLLECTIONS } from '@cw/store-core/adapter';
import type { CompiledQuery } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import * as artifactQueries from '../src/artifact-queries.ts';
import type { Connection } from '../src/connection.ts';
import { openDatabase } from '../src/open-database.ts';
import { getAllQuery, getQuery, insertQuery, pageBytesQuery, removeQuery, scanQuery, scanRunsQuery, setSizeQuery, shortScanQuery, sizeQuery, valuesQuery } from '../src/record-queries.ts';
import * as removalQueries from '../src/removal-queries.ts';
import { FIND_SCOPE } from '../src/scopes.ts';

let connection: Connection;

beforeAll(async () => {
  connection = await openDatabase({ path: ':memory:', readOnly: false, durability: 'process', busyTimeout: 0 });
  return () => connection.close();
});

const recordQueries = COLLECTION_NAMES.flatMap((collection): [string, CompiledQuery][] => [
  [`${collection} size`, sizeQuery(collection)],
  [`${collection} set size`, setSizeQuery()],
  [`${collection} get`, getQuery(collection)],
  [`${collection} get all`, getAllQuery(collection)],
  [`${collection} insert`, insertQuery(collection)],
  [`${collection} remove all`, removeQuery(collection, null)],
  ...[null, 'id', ...COLLECTIONS[collection].fields].flatMap((field): [string, CompiledQuery][] => [
    [`${collection} scan by ${field}`, scanQuery(collection, field, false)],
    [`${collection} scan by ${field}, backwards`, scanQuery(collection, field, true)],
    [`${collection} scan of short bodies by ${field}`, shortScanQuery(collection, field, false)],
    [`${collection} bytes of a page by ${field}`, pageBytesQuery(collection, field, false)],
  ]),
  ...['id', ...COLLECTIONS[collection].fields].flatMap((field): [string, CompiledQuery][] => [
    [`${collection} values of ${field}`, valuesQuery(collection, field)],
    [`${collection} remove by ${field}`, removeQuery(collection, field)],
  ]),
]);

const ledgerQueries = [null, 'id', ...COLLECTIONS.ledger.fields].flatMap((field): [string, CompiledQuery][] => [
  [`ledger scan with runs by ${field}`, scanRunsQuery(field, false)],
  [`ledger scan with runs by ${field}, backwards`, scanRunsQuery(field, true)],
]);

const all: [string, CompiledQuery][] = [['find scope', FIND_SCOPE], ...recordQueries, ...ledgerQueries, ...Object.entries(artifactQueries), ...Object.entries(removalQueries)];

test.each(all)('%s seeks in an index: it scans no table, and sorts nothing', (_name, query) => {
  expect(plan(query).filter((step) => !isSeek(step))).toEqual([]);
});

const fields = COLLECTION_NAMES.flatMap((collection) => ['id', ...COLLECTIONS[collection].fields].map((field) => [collection, field] as const));

test.each(fields)('a page of %s by %s, and its values, come from the index of that field, in its order', (collection, field) => {
  const index = `USING INDEX ${collection}_${field}`;
  expect(plan(scanQuery(collection, field, false))).toEqual([`SEARCH ${collection} ${index} (scope_id=? AND ${field}=? AND rowid>? AND rowid<?)`]);
  expect(plan(valuesQuery(collection, field)).filter((step) => step.includes(collection))).toEqual([
    `SEARCH ${collection} USING INDEX ${collection}_${field} (scope_id=? AND ${field}>?)`,
    `SEARCH ${collection} USING INDEX ${collection}_${field} (scope_id=? AND ${field}>?)`,
  ]);
});

function plan({ sql }: CompiledQuery): string[] {
  const inOrder = sql.split('?').slice(1).map(() => 1);
  return connection.database
    .prepare<{ detail: string }>(`explain query plan ${sql}`)
    .all(...(inOrder.length > 0 ? inOrder : [ANYTHING]))
    .map(({ detail }) => detail);
}

/** A value for every parameter that has a name, whatever it is. */
const ANYTHING = Object.fromEntries(
  'scope id value body most after before limit start name handle upload state now from number bytes end upTo latest'
    .split(' ')
    .concat(COLLECTION_NAMES.flatMap((collection) => COLLECTIONS[collection].fields))
    .map((name) => [name, 1]),
);

/**
 * `found` is the one row that the recursion of a values query is at; `uploads_unused` holds what is looked for and nothing else; of the
 * removals, the first row is taken; a subquery is as long as its limit; `json_each` gives the ids that were asked for.
 */
function isSeek(step: string): boolean {
  return /^SEARCH |^SCAN found$|^SCAN uploads USING COVERING INDEX uploads_unused$|^SCAN removals$|^SCAN \(subquery-1\)$|^LIST SUBQUERY|^CO-ROUTINE (?:found|\(subquery-1\))$|^SETUP$|^RECURSIVE STEP$|^SCAN CONSTANT ROW$|^SCAN json_each VIRTUAL TABLE INDEX 1:$|SCALAR SUBQUERY|^MULTI-INDEX OR$|^INDEX \d+$/.test(step);
}
