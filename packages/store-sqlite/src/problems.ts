import type Database from 'better-sqlite3';

/** Findings of one check after which it ends: one broken page may break thousands of rows. */
const MOST_FINDINGS = 100;

/** The answers to a question whose rows say what is wrong. */
export function firstProblems(database: Database, question: string): string[] {
  const found: string[] = [];
  for (const { problem } of database.prepare<{ problem: string }>(question).iterate()) {
    found.push(problem);
    if (found.length >= MOST_FINDINGS) break;
  }
  return found;
}
