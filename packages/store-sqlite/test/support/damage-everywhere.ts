import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStoreError, type Store } from '@cw/store-core';
import { type Readings, readEverything, SMALL_STEPS, wrongReadings } from '@cw/store-core/conformance';
import { openStore } from '../../src/index.ts';

const clock = (): Date => new Date('2026-11-21T00:00:00.000Z');

/** What a damaged byte becomes. */
const PATTERNS: readonly ((byte: number) => number)[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((bit) => (byte: number) => byte ^ (1 << bit)),
  () => 0,
  (byte) => byte ^ 0xff,
];

/** The files of a database: the database itself, and its log where that was left. */
interface Files {
  readonly database: Buffer;
  readonly log: Buffer | null;
}

/** What was tried, and what was wrong. */
export interface DamageReport {
  readonly bytes: number;
  /** Of these, those that nobody notices, and that change nothing. */
  readonly harmless: number;
  readonly failures: readonly string[];
}

export interface DamageOptions {
  /** Whether the store was closed, so that there is no log, or left as a killed process leaves it: then the log is damaged. */
  readonly closed: boolean;
  /** Of how many bytes one is changed. Default: 1, all. */
  readonly every?: number;
  /** In how many ways. Default: all. */
  readonly ways?: number;
  /** The first byte that is. Default: 0. */
  readonly from?: number;
  /** Behind the last byte that is. Default: the end. */
  readonly to?: number;
  /** Tells how far it has come. */
  readonly progress?: (text: string) => void;
}

/**
 * Changes bytes of a small store, and reads everything. A read gives the right value or a StoreError; what looks as if it had never been stored,
 * verify tells. In full, an hour.
 */
export async function damageBytes({ closed, every = 1, ways = PATTERNS.length, from = 0, to = Number.POSITIVE_INFINITY, progress }: DamageOptions): Promise<DamageReport> {
  const folder = await mkdtemp(join(tmpdir(), 'store-sqlite-'));
  try {
    const { files, history } = await makeFiles(join(folder, 'original.db'), closed);
    const original = files.log ?? files.database;
    const report = { bytes: 0, harmless: 0, failures: new Array<string>() };
    for (let at = from; at < Math.min(original.length, to); at += every) {
      progress?.(`byte ${at} of ${original.length}`);
      for (let turn = 0; turn < ways; turn += 1) {
        const byte = PATTERNS[(at + turn) % PATTERNS.length]?.(original[at] ?? 0) ?? 0;
        if (byte === original[at]) continue;
        const damaged = Buffer.from(original);
        damaged[at] = byte;
        report.bytes += 1;
        const path = join(folder, `${report.bytes}.db`);
        await write(path, files.log === null ? { database: damaged, log: null } : { ...files, log: damaged });
        const problem = await judge(path, history, at % 2 === 0);
        for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
        if (problem === null) report.harmless += 1;
        else if (problem !== '') report.failures.push(`byte ${at} as ${byte}: ${problem}`);
      }
    }
    return report;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @returns history what was read at first, and after each write */
async function makeFiles(path: string, closed: boolean): Promise<{ files: Files; history: readonly Readings[] }> {
  const store = await openStore({ path, clock });
  const history = [await readEverything(store)];
  for (const step of SMALL_STEPS) {
    await step(store);
    history.push(await readEverything(store));
  }
  if (closed) await store.close();
  const database = await readFile(path);
  const log = closed ? null : await readFile(`${path}-wal`);
  await store.close();
  return { files: { database, log }, history };
}

async function write(path: string, { database, log }: Files): Promise<void> {
  await writeFile(path, database);
  if (log !== null) await writeFile(`${path}-wal`, log);
}

/** What is wrong; '' where the damage was told, null where it changes nothing. */
async function judge(path: string, history: readonly Readings[], readOnly: boolean): Promise<string | null> {
  const expected = history.at(-1) ?? new Map<string, string>();
  let store: Store;
  try {
    store = await openStore({ path, clock, readOnly, busyTimeout: 100 });
  } catch (error) {
    return isStoreError(error) && (error.code === 'CORRUPT' || error.code === 'SCHEMA_VERSION') ? '' : describe(error);
  }
  try {
    const found = await readEverything(store);
    const told = (await Array.fromAsync(store.verify())).length > 0;
    // From a damaged frame of the log on, SQLite takes nothing in.
    const state = history.findLastIndex((readings) => [...readings].every(([what, value]) => found.get(what) === value));
    // Of the last transaction nobody can tell whether it ever was on the disk.
    if (state !== -1 && state === history.length - 2) return '';
    const wrong = state === -1 ? wrongReadings(expected, found) : [];
    if (wrong.length > 0) return wrong.join('; ');
    const changed = [...expected].filter(([what, value]) => found.get(what) !== value).map(([what]) => what);
    if (changed.length > 0 && !told) return `verify does not tell of ${changed.join(', ')}`;
    return changed.length === 0 && !told ? null : '';
  } catch (error) {
    return describe(error);
  } finally {
    await store.close();
  }
}

function describe(error: unknown): string {
  return isStoreError(error) ? `${error.code}: ${error.message}` : String(error);
}
