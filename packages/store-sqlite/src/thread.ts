import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Connection } from './connection.ts';
import { type Done, type Failure, type Job, type Outcome, runJob } from './thread-jobs.ts';

/** Beside this file, and built as it is. */
const SCRIPT = new URL(`./thread-script${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/** Bytes of a database up to which a job takes no longer than to start a thread, some milliseconds. */
const SMALL = 1024 * 1024;

/** Whether a job of SQLite's that goes through the whole database would stop the event loop for long. */
export function isLarge({ database }: Connection): boolean {
  return Number(database.pragma('page_count', { simple: true })) * Number(database.pragma('page_size', { simple: true })) > SMALL;
}

/**
 * Runs a job on a database file: a long one on a thread of its own, with a connection of its own, so that the event loop goes on. It has
 * ended, and closed its files, when this resolves. @throws Error of SQLite's, as `toStoreError` knows them
 */
export async function run(job: Job, large: boolean): Promise<Done> {
  const outcome = large ? await inThread(job) : await runJob(job);
  if ('code' in outcome) throw toError(outcome);
  return outcome;
}

/** As better-sqlite3 throws it. */
export function toError({ code, message }: Failure): Error {
  return Object.assign(new Error(message), { name: 'SqliteError', code });
}

async function inThread(job: Job): Promise<Outcome> {
  const worker = new Worker(SCRIPT, { workerData: job });
  let outcome: Outcome | undefined;
  worker.on('message', (message: Outcome) => {
    outcome = message;
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  if (outcome === undefined) throw new Error('the thread ended without a word');
  return outcome;
}
