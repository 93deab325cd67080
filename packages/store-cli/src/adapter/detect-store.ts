import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../errors/cli-error.ts';
import { JSONFILE, type KnownAdapter, SQLITE } from './known-adapters.ts';

/** What a path holds, told by its first bytes. */
export interface StoreTraits {
  readonly adapter: KnownAdapter;
  /** The version of the stored format, as its file says; null where it says none that can be read. */
  readonly format: number | null;
}

// SQLite's file format, and where our adapter notes its own.
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
const HEADER_BYTES = 100;

const FORMAT_FILE = 'format.json';
const EXPORT_HEADER = '{"format":"cw-store-export"';

/**
 * Which adapter a store belongs to. To be asked before the store is opened: closing a file takes away the locks that this process has on it, and SQLite
 * counts on its own.
 * @throws CliError NO_STORE where nothing is, NOT_A_STORE where something else is
 */
export async function detectStore(path: string): Promise<StoreTraits> {
  const status = await statusOf(path);
  if (status === undefined) throw noStore(path);
  if (status.isDirectory()) return await detectFolder(path);
  if (!status.isFile()) throw notAStore(path, 'it is neither a file nor a folder');
  return await detectFile(path);
}

function noStore(path: string): CliError {
  return new CliError('NO_STORE', `${path}: there is no store`, { hint: 'check the path; no reading command creates a store', details: { path } });
}

async function detectFolder(path: string): Promise<StoreTraits> {
  let text: string;
  try {
    text = await readFile(join(path, FORMAT_FILE), 'utf8');
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw notAStore(path, `the folder has no ${FORMAT_FILE}`);
  }
  return { adapter: JSONFILE, format: formatOf(text) };
}

/** What cannot be read here is left to the adapter to tell. */
function formatOf(text: string): number | null {
  const version = /"version"\s*:\s*(\d+)/.exec(text)?.[1];
  return version === undefined ? null : Number(version);
}

async function detectFile(path: string): Promise<StoreTraits> {
  const header = await readHeader(path);
  if (header.toString('latin1', 0, MAGIC.length) === MAGIC && header.length === HEADER_BYTES) {
    return { adapter: SQLITE, format: header.readUInt32BE(USER_VERSION_AT) };
  }
  if (header.toString('latin1').startsWith(EXPORT_HEADER)) {
    throw notAStore(path, 'it is an export', `to read it, import it into a new store: cw-store import NEW-STORE ${path} --create`);
  }
  throw notAStore(path, header.length === 0 ? 'the file is empty' : 'the file is no SQLite database');
}

async function readHeader(path: string): Promise<Buffer> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

async function statusOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function notAStore(path: string, problem: string, hint = 'if it is a store of another adapter, name that with --adapter'): CliError {
  return new CliError('NOT_A_STORE', `${path}: is not a store: ${problem}`, { hint, details: { path } });
}
