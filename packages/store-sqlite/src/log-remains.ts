import { closeSync, openSync, readSync } from 'node:fs';
import type { Connection } from './connection.ts';

// SQLite's format of a write-ahead log: a header, then frames, each with a header of its own and a page.
const HEADER_BYTES = 32;
const MAGIC = [0x37_7f_06_82, 0x37_7f_06_83];
const PAGE_SIZE_AT = 8;
const SALTS_AT = 16;
const CHECKSUM_AT = 24;
const FRAME_HEADER_BYTES = 24;
/** In the header of a frame: the size of the database, if it is the last frame of a transaction; then the salts. */
const COMMIT_AT = 4;
const FRAME_SALT_AT = [8, 12] as const;

/** A log as it stood in the file, before SQLite looked at it. */
interface Log {
  /** Tells this content from one after the log was begun anew. */
  readonly salts: readonly [number, number];
  /** The numbers of the frames that end a transaction, from 1. */
  readonly commits: readonly number[];
}

/**
 * Looks at a log that somebody has left, to tell later what SQLite does not take in. From the first frame that does not match its checksum on, SQLite
 * ignores a log, and says nothing. One transaction behind that place may be one that a power failure kept from the disk; of two, the
 * first was on the disk before the second began.
 */
export class LogRemains {
  readonly #path: string;
  readonly #before: Log | null;
  #problem: string | undefined;

  /** To be made before the database is opened. @param path of the log */
  constructor(path: string) {
    this.#path = path;
    this.#before = readLog(path);
  }

  /** What is wrong with the log, for people. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** To be called once SQLite has taken in what it takes in, and before anything is written. */
  compare(connection: Connection): void {
    const before = this.#before;
    // One at most may be what a power failure left, or what another process is about to commit.
    if (before === null || before.commits.length < 2) return;
    // The first read takes the log in.
    connection.database.exec('select count(*) from sqlite_schema');
    const taken = connection.database.prepare<{ log: number }>('pragma wal_checkpoint(noop)').get()?.log ?? 0;
    const lost = before.commits.filter((frame) => frame > taken).length;
    const [salt, other] = readLog(this.#path)?.salts ?? [];
    const begunAnew = salt !== before.salts[0] || other !== before.salts[1];
    if (lost < 2 || begunAnew) return;
    this.#problem = `is damaged behind its frame ${taken}: ${lost} transactions are lost (of those with the durability 'process', a power failure may have taken some)`;
  }
}

function readLog(path: string): Log | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return null;
    return readFrames(file, header);
  } finally {
    closeSync(file);
  }
}

function readFrames(file: number, header: Buffer): Log | null {
  const frame = Buffer.alloc(FRAME_HEADER_BYTES);
  const valid = isValid(header);
  // A damaged header says neither; every page of ours has this size, and the first frame is taken at its word.
  const pageSize = valid ? header.readUInt32BE(PAGE_SIZE_AT) : 4096;
  let salts: readonly [number, number] | null = valid ? [header.readUInt32BE(SALTS_AT), header.readUInt32BE(SALTS_AT + 4)] : null;
  const commits: number[] = [];
  for (let number = 1; ; number += 1) {
    const at = HEADER_BYTES + (number - 1) * (FRAME_HEADER_BYTES + pageSize);
    if (readSync(file, frame, 0, FRAME_HEADER_BYTES, at) < FRAME_HEADER_BYTES) break;
    const [first, second] = [frame.readUInt32BE(FRAME_SALT_AT[0]), frame.readUInt32BE(FRAME_SALT_AT[1])];
    salts ??= [first, second];
    // One of them may be what is damaged; frames from before the log was begun anew have two others.
    const ours = first === salts[0] || second === salts[1];
    if (ours && frame.readUInt32BE(COMMIT_AT) !== 0) commits.push(number);
  }
  return salts === null ? null : { salts, commits };
}

/** Whether the header matches its checksum. One of zeros never came to the disk, and so did nothing that is behind it. */
function isValid(header: Buffer): boolean {
  const magic = header.readUInt32BE(0);
  if (!MAGIC.includes(magic)) return header.every((byte) => byte === 0);
  let [first, second] = [0, 0];
  for (let at = 0; at < CHECKSUM_AT; at += 8) {
    const read = (place: number): number => (magic === MAGIC[1] ? header.readUInt32BE(place) : header.readUInt32LE(place));
    first = (first + read(at) + second) >>> 0;
    second = (second + read(at + 4) + first) >>> 0;
  }
  return header.readUInt32BE(CHECKSUM_AT) === first && header.readUInt32BE(CHECKSUM_AT + 4) === second;
}
