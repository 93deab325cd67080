import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import Database from 'better-sqlite3';
import type { Origin } from './result.ts';

/** What was measured, where, and now. */
export function origin(): Origin {
  const database = new Database(':memory:');
  const sqlite = database.prepare<{ version: string }>('select sqlite_version() as version').get()?.version ?? '';
  database.close();
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    measuredAt: new Date().toISOString(),
    commit: execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], { encoding: 'utf8', cwd: import.meta.dirname }).trim(),
    machine: `${cpus().length} × ${model}, ${memory} GiB, ${process.platform} ${process.arch}, Node.js ${process.versions.node}, SQLite ${sqlite}`,
  };
}
