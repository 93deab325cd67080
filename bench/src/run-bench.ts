import { fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Effort } from './measure/interleave.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';

export interface BenchOptions {
  readonly rows: readonly Row[];
  readonly effort: Effort;
  /** A folder that is made and removed again, on the disk that is to be measured. */
  readonly work: string;
  begin(row: Row, number: number): void;
  end(result: Result): void;
}

/** Measures row after row, each in a process of its own: what one leaves in memory is not the next one's, and where one fails the next one is measured all the same. */
export async function runBench({ rows, effort, work, begin, end }: BenchOptions): Promise<Result[]> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'fixtures'), { recursive: true });
  const results: Result[] = [];
  try {
    for (const [index, row] of rows.entries()) {
      begin(row, index + 1);
      const result = await inProcess(row, work, effort);
      results.push(result);
      end(result);
      rmSync(join(work, 'row'), { recursive: true, force: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return results;
}

const MISSING_PEER = /Cannot find (?:package|module) '([^']+)'|Could not locate the bindings file/;

async function inProcess(row: Row, work: string, { rounds, roundMs, judge }: Effort): Promise<Result> {
  const child = fork(new URL('row-process.ts', import.meta.url), [row.id, work, String(rounds), String(roundMs), String(judge)], {
    execArgv: [...process.execArgv, '--expose-gc', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (piece) => (complaint += String(piece)));
  let result: Result | undefined;
  child.on('message', (message: Result) => (result = message));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code === 0 && result !== undefined) return result;
  const { id, group, workload } = row;
  const missing = MISSING_PEER.exec(complaint);
  const reason = missing === null ? `failed: ${lastWords(complaint, code)}` : `${missing[1] ?? 'sqlite3'} is not installed, or could not be built here`;
  return { kind: 'skipped', id, group, workload, reason, failed: missing === null };
}

/** What a process said that ended by an error. */
function lastWords(complaint: string, code: number | null): string {
  return /^.*Error: .*$/m.exec(complaint)?.[0].trim() ?? `its process ended with ${code}`;
}
