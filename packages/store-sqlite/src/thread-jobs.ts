import Database from 'better-sqlite3';
import { BLOCKING_WAIT } from './busy.ts';
import { firstProblems } from './problems.ts';

/** Those of any database. */
export const ALL_PAGES = 0x7f_ff_ff_ff;

/** What takes long on a large database, and nobody can interrupt: SQLite does it in one step. */
export type Job =
  | { readonly type: 'check'; readonly path: string; readonly questions: readonly string[] }
  | { readonly type: 'copy'; readonly path: string; readonly copy: string };

/** An error of SQLite's, as it can be sent from one thread to another. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What is wrong, or the error that kept a question from being answered. */
export type Answer = { readonly problems: readonly string[] } | Failure;

/** What came of a job: of a check, an answer to each question; of a copy, how many pages there were. */
export interface Done {
  readonly answers: readonly Answer[];
  readonly pages: number;
}

export type Outcome = Done | Failure;

/** Never throws what SQLite throws. */
export async function runJob(job: Job): Promise<Outcome> {
  try {
    return job.type === 'check' ? { answers: check(job.path, job.questions), pages: 0 } : { answers: [], pages: await copyDatabase(job.path, job.copy) };
  } catch (error) {
    return failure(error);
  }
}

function check(path: string, questions: readonly string[]): readonly Answer[] {
  const database = connectTo(path);
  try {
    database.exec('pragma query_only = on; pragma cell_size_check = on; pragma trusted_schema = off');
    return questions.map((question): Answer => {
      try {
        return { problems: firstProblems(database, question) };
      } catch (error) {
        return failure(error);
      }
    });
  } finally {
    database.close();
  }
}

/** Copies a database as it is now into an empty file. Says how many pages there were. */
async function copyDatabase(path: string, copy: string): Promise<number> {
  const source = connectTo(path);
  try {
    const { totalPages } = await source.backup(copy, { progress: () => ALL_PAGES });
    // Without a write-ahead log, a snapshot is one file and no more, even while it is read, and can be read where nothing can be written.
    if (totalPages > 0) leaveWal(copy);
    return totalPages;
  } finally {
    source.close();
  }
}

/** Brings a copy back to the mode in which it is one file. */
export function leaveWal(path: string): void {
  const database = connectTo(path);
  try {
    database.pragma('journal_mode = delete', { simple: true });
  } finally {
    database.close();
  }
}

function connectTo(path: string): Database {
  return new Database(path, { fileMustExist: true, timeout: BLOCKING_WAIT });
}

function failure(error: unknown): Failure {
  if (!(error instanceof Error)) throw error;
  return { code: 'code' in error && typeof error.code === 'string' ? error.code : '', message: error.message };
}
