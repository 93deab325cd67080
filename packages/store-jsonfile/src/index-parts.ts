import { type Collection, COLLECTIONS } from '@cw/store-core/adapter';
import type { IndexHeader } from './index-header.ts';
import { type Column, NUMBER_BYTES } from './table/column.ts';
import type { RecordTable } from './table/record-table.ts';

/** Bytes of a piece of a table of hashes. */
const SLOTS_PIECE_BYTES = 256 * 1024;

/** Columns of a table, and how many numbers of each. */
export type Columns = readonly (readonly [column: Column, count: number])[];

/** In the order in which they stand in an index file. The tables of hashes come behind them. */
export function columnsOf({ offsets, positions, lengths, hashes, fields, terms }: RecordTable, counts: Pick<IndexHeader, 'records' | 'terms'>): Columns {
  const ofRecords = [offsets.low, offsets.high, positions.low, positions.high, lengths, hashes, ...fields];
  return [...ofRecords.map((column) => [column, counts.records] as const), [terms.hashes, counts.terms]];
}

/** Bytes behind the header of an index file. */
export function bytesOf({ records, terms, idSlots, termSlots }: IndexHeader, collection: Collection): number {
  const columnsOfRecords = 6 + COLLECTIONS[collection].fields.length;
  return NUMBER_BYTES * (columnsOfRecords * records + terms + idSlots + termSlots);
}

/** The memory of columns, piece by piece. */
export function* piecesOf(columns: Columns): Generator<Uint8Array, void, undefined> {
  for (const [column, count] of columns) yield* column.bytes(count);
}

/** The memory that a file is read into, piece by piece, made when its turn comes: all at once would take too long. */
export function* targetsIn(columns: Columns, tables: readonly Int32Array<ArrayBuffer>[]): Generator<Uint8Array, void, undefined> {
  for (const [column, count] of columns) {
    column.grow(count);
    yield* column.bytes(count);
  }
  for (const { buffer } of tables) yield new Uint8Array(buffer);
}

/** The memory of a table of hashes, piece by piece. */
export function* slotsPieces({ buffer }: Int32Array<ArrayBuffer>): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < buffer.byteLength; start += SLOTS_PIECE_BYTES) {
    yield new Uint8Array(buffer, start, Math.min(SLOTS_PIECE_BYTES, buffer.byteLength - start));
  }
}
