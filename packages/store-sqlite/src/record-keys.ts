import { BackendError } from '@cw/store-core';
import { type RawBuilder, sql } from 'kysely';
import { parameter } from './schema.ts';

/**
 * A record's key is its rowid: the number of its scope, shifted by so many bits, and its offset. So the records of a scope stand side by side in the table, in
 * order, without an index of their own, and every other index ends with the key.
 */
const OFFSET_BITS = 40;

/** The greatest offset that a key has room for, more than 10^12. */
const MAX_OFFSET = 2 ** OFFSET_BITS - 1;

const scope = parameter<number>('scope');

/** The key of an offset that has been checked. */
export function keyAt(scope: RawBuilder<unknown>, offset: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`((${scope} << ${sql.lit(OFFSET_BITS)}) | ${offset})`;
}

/** The key of an offset in the scope that is bound as `scope`. By bits: JavaScript binds numbers that a sum would round. */
export function keyOf(offset: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`((${scope} << ${sql.lit(OFFSET_BITS)}) | max(0, min(${offset}, ${sql.lit(MAX_OFFSET)})))`;
}

/** The condition that a record is in the scope and after < offset < before. */
export function keyBetween(after: RawBuilder<unknown>, before: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`record_key > ${keyOf(after)} and record_key <= ${keyOf(sql`${before} - 1`)}`;
}

/** The condition that a record is in a scope. */
export function inScope(number: RawBuilder<unknown>): RawBuilder<boolean> {
  const first = sql`(${number} << ${sql.lit(OFFSET_BITS)})`;
  return sql<boolean>`record_key > ${first} and record_key <= (${first} | ${sql.lit(MAX_OFFSET)})`;
}

/** The same of the scope that is bound as `scope`. */
export const IN_SCOPE: RawBuilder<boolean> = inScope(scope);

/** @throws BackendError for an offset that no key has room for; only an import can bring one. */
export function checkOffset(place: string, offset: number): void {
  if (offset <= MAX_OFFSET) return;
  throw new BackendError(`${place}: offset ${offset} is beyond ${MAX_OFFSET}, the last that this format has room for; nothing was written`, { details: { where: place } });
}
