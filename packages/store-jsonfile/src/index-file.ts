import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { Breather, type Collection } from '@cw/store-core/adapter';
import { removeQuietly, temporaryPath } from './file-steps.ts';
import type { Files } from './files.ts';
import { HEADER_BYTES, type IndexHeader, readHeader, writeHeader } from './index-header.ts';
import { bytesOf, columnsOf, piecesOf, slotsPieces, targetsIn } from './index-parts.ts';
import type { LogFile } from './log-file.ts';
import { LogIndex } from './log-index.ts';
import { readPieces } from './log-pieces.ts';
import type { RecordTable } from './table/record-table.ts';

/** Bytes that are read at once of what is only summed up and copied. */
const READ_BYTES = 2 * 1024 * 1024;

/** Bytes that are copied and written at once. */
const WRITE_BYTES = 512 * 1024;

/** Numbers that are gone through between two looks at the clock. */
const STEP = 4096;

/** The CRC-32 of all that stands before it, at the end of the file. */
const SUM_BYTES = 4;

/**
 * An index file holds, behind its header, what a {@link RecordTable} has in memory, and a checksum of all of it.
 * It is used only if that holds, and if the log begins with the very bytes that it was made from: every one of them is read and
 * summed up whenever the log is opened, which takes a twentieth of what it takes to parse them. So damage to the log is told as
 * soon as without an index, and an index that is old, torn, or another log's is not used. Nothing else is
 * relied upon: it is not synced, and whether its name is on the device does not matter.
 */
export function indexPath(log: string): string {
  return log.replace(/\.jsonl$/, '.index');
}

/** The name of the index file of a collection. */
export function indexName(collection: Collection): string {
  return `${collection}.index`;
}

/** The index of a log from its file; null if there is none that fits. Moves the end of the log to where the index ends. */
export async function readIndex(files: Files, collection: Collection, log: LogFile): Promise<LogIndex | null> {
  const file = files.open(indexPath(log.path), 'read');
  if (file === undefined) return null;
  try {
    const size = files.size(file);
    const begin = Buffer.alloc(Math.min(HEADER_BYTES, size));
    const start = begin.subarray(0, files.read(file, begin, 0)).indexOf('\n') + 1;
    const header = readHeader(begin.toString('utf8', 0, start), collection);
    // First what costs least: a file of another length is not worth reading.
    if (header === null || size !== start + bytesOf(header, collection) + SUM_BYTES || !(await fits(files, log, header))) return null;
    const index = new LogIndex(collection, header.seed);
    index.head = header.head;
    if (!(await readParts(files, file, begin.subarray(0, start), index.table, header))) return null;
    log.setEnd({ position: header.log.bytes, lines: header.log.lines }, { sum: header.log.crc32 });
    return index;
  } finally {
    files.close(file);
  }
}

/**
 * Writes the index of a log as it is when this is called to its file, while the log may be appended to. False, and nothing done, if a record has gone
 * meanwhile, as what was written before and after that does not belong together; or if a table of hashes is just growing.
 */
export async function writeIndex(files: Files, collection: Collection, index: LogIndex): Promise<boolean> {
  const { table, file: log } = index;
  const parts = log === null ? null : partsOf(collection, index, log);
  if (log === null || parts === null) return false;
  const { removals } = table;
  const temporary = temporaryPath(dirname(log.path));
  const file = files.create(temporary);
  try {
    try {
      await writeParts(files, file, parts, () => table.removals === removals);
    } finally {
      files.close(file);
    }
    if (table.removals === removals) await files.rename(temporary, indexPath(log.path));
    else removeQuietly(files, temporary);
    return table.removals === removals;
  } catch (error) {
    removeQuietly(files, temporary);
    throw error;
  }
}

/** Ends what makes `writeIndex` fail for a while: nothing may be appended meanwhile. */
export async function settle({ table: { ids, terms } }: LogIndex): Promise<void> {
  const breather = new Breather();
  for (const steps of [ids.settle(STEP), terms.table.settle(STEP)]) {
    for (const _step of steps) await breather.breathe();
  }
}

/** Whether the log begins with the bytes that were indexed. */
async function fits(files: Files, log: LogFile, { log: { bytes, crc32: expected } }: IndexHeader): Promise<boolean> {
  if (files.size(log.file) < bytes) return false;
  let sum = 0;
  let left = bytes;
  for await (const piece of readPieces(files, log.file, 0, READ_BYTES)) {
    const part = piece.subarray(0, left);
    sum = crc32(part, sum);
    left -= part.length;
    if (left === 0) break;
  }
  return left === 0 && sum === expected;
}

/** Fills an empty table from a file. False if that does not hold what was written. */
async function readParts(files: Files, file: number, begin: Buffer, table: RecordTable, header: IndexHeader): Promise<boolean> {
  const { ids, terms } = table;
  const slots = { ids: new Int32Array(header.idSlots), terms: new Int32Array(header.termSlots) };
  const sum = await readInto(files, file, targetsIn(columnsOf(table, header), [slots.ids, slots.terms]), begin);
  const stored = Buffer.alloc(SUM_BYTES);
  await files.readAsync(file, stored, files.size(file) - SUM_BYTES);
  if (!stored.equals(sumBytes(sum))) return false;
  const breather = new Breather();
  for (const steps of [ids.restore(slots.ids, STEP), terms.table.restore(slots.terms, STEP), table.linkAll(STEP)]) {
    for (const _step of steps) await breather.breathe();
  }
  return true;
}

/** Fills the targets with what stands behind the beginning; gives the CRC-32 of all of it. */
async function readInto(files: Files, file: number, targets: Iterator<Uint8Array, void, undefined>, begin: Buffer): Promise<number> {
  let sum = crc32(begin);
  let target = targets.next();
  let filled = 0;
  for await (const piece of readPieces(files, file, begin.length, READ_BYTES)) {
    let taken = 0;
    while (target.done !== true && taken < piece.length) {
      const part = piece.subarray(taken, taken + target.value.length - filled);
      target.value.set(part, filled);
      taken += part.length;
      filled += part.length;
      if (filled < target.value.length) break;
      target = targets.next();
      filled = 0;
    }
    sum = crc32(piece.subarray(0, taken), sum);
    if (target.done === true) break;
  }
  return sum;
}

/** All parts of a file, as the index is now; null if a table is just growing. */
function partsOf(collection: Collection, { head, table }: LogIndex, log: LogFile): Iterable<Uint8Array> | null {
  const { ids, terms, seed } = table;
  const idSlots = ids.slots;
  const termSlots = terms.table.slots;
  if (idSlots === null || termSlots === null) return null;
  const part = { bytes: log.end.position, lines: log.end.lines, crc32: log.sum };
  const counts = { records: table.length, terms: terms.count, idSlots: idSlots.length, termSlots: termSlots.length };
  const header = writeHeader({ collection, head, seed, ...counts, log: part });
  return (function* parts(): Generator<Uint8Array, void, undefined> {
    yield header;
    yield* piecesOf(columnsOf(table, counts));
    yield* slotsPieces(idSlots);
    yield* slotsPieces(termSlots);
  })();
}

async function writeParts(files: Files, file: number, parts: Iterable<Uint8Array>, goOn: () => boolean): Promise<void> {
  let position = 0;
  let sum = 0;
  for (const bytes of gathered(parts)) {
    sum = crc32(bytes, sum);
    await files.writeAsync(file, bytes, position);
    position += bytes.length;
    if (!goOn()) return;
  }
  await files.writeAsync(file, sumBytes(sum), position);
}

/** Copies of the parts in pieces that are worth a write: the tables of hashes go on changing while a piece of them is written. */
function* gathered(parts: Iterable<Uint8Array>): Generator<Buffer, void, undefined> {
  let next: Uint8Array[] = [];
  let length = 0;
  for (const part of parts) {
    next.push(part);
    length += part.length;
    if (length < WRITE_BYTES) continue;
    yield Buffer.concat(next);
    next = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(next);
}

function sumBytes(sum: number): Buffer {
  const bytes = Buffer.alloc(SUM_BYTES);
  bytes.writeUInt32LE(sum);
  return bytes;
}
