import { endianness } from 'node:os';
import { type Collection, seal, unseal } from '@cw/store-core/adapter';
import { withoutLineEnd } from './file-steps.ts';

const FORMAT = '@cw/store-jsonfile index';
const VERSION = 1;

/** Bytes of the longest first line. */
export const HEADER_BYTES = 1024;

/** What an index file says of itself, and of the log that it fits: one line of sealed JSON, so that people see what it is. */
export interface IndexHeader {
  readonly collection: Collection;
  readonly head: number;
  /** Of the hashes. */
  readonly seed: number;
  /** Numbers in the columns of records, and of terms. */
  readonly records: number;
  readonly terms: number;
  /** Slots in the table of the hashes of ids, and in that of terms: powers of two. */
  readonly idSlots: number;
  readonly termSlots: number;
  /** The part of the log that is indexed, from its beginning: bytes and lines of complete writes, and the CRC-32 of all of these bytes. */
  readonly log: { readonly bytes: number; readonly lines: number; readonly crc32: number };
}

/** The first line of the file, with its end. */
export function writeHeader(header: IndexHeader): Buffer {
  const about = `Derived from ${header.collection}.jsonl so that it need not be parsed line by line. May be deleted at any time.`;
  // What follows is written as it is in memory.
  const byteOrder = endianness();
  return Buffer.from(`${seal(JSON.stringify({ about, format: FORMAT, version: VERSION, byteOrder, ...header }))}\n`);
}

/** What the first line says; null if it is not one of this version and this machine for this collection. @throws CorruptStoreError if it is damaged */
export function readHeader(line: string, collection: Collection): IndexHeader | null {
  const header = unseal(withoutLineEnd(line), () => 'index');
  const { head, seed, records, terms, idSlots, termSlots, log } = header;
  const ours = header['format'] === FORMAT && header['version'] === VERSION && header['byteOrder'] === endianness() && header['collection'] === collection;
  if (!ours || !isLogPart(log) || !isCount(head) || !isCount(seed) || !isCount(records) || !isCount(terms)) return null;
  if (!isPowerOfTwo(idSlots) || !isPowerOfTwo(termSlots)) return null;
  return { collection, head, seed, records, terms, idSlots, termSlots, log };
}

function isLogPart(value: unknown): value is IndexHeader['log'] {
  if (typeof value !== 'object' || value === null || !('bytes' in value && 'lines' in value && 'crc32' in value)) return false;
  return isCount(value.bytes) && isCount(value.lines) && isCount(value.crc32);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isPowerOfTwo(value: unknown): value is number {
  return isCount(value) && Number.isInteger(Math.log2(value));
}
