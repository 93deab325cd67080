import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runBench } from '../src/run-bench.ts';
import { ROWS } from '../src/rows/index.ts';
import { steepRows } from '../src/steep-rows.ts';

test('every row has an id of its own', () => {
  expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
});

test('a row is measured in a process, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cw-bench-'));
  const rows = ROWS.filter(({ id }) => id === 'append-batch/sqlite-process/raw');
  const [result] = await runBench({ rows, effort: { rounds: 2, roundMs: 1, judge: true }, work: join(folder, 'work'), begin: () => {}, end: () => {} });
  expect(result).toMatchObject({ kind: 'pair', ours: 'store-sqlite', other: 'raw better-sqlite3', rounds: 2, target: 0.7, ratio: { median: expect.any(Number) } });
  // Fails if the folder still holds anything.
  await rm(join(folder, 'work'), { recursive: true }).then(() => expect.unreachable('the work folder is still there'), () => {});
  await rm(folder, { recursive: true });
});

test('a row that fails is told, and the next one is measured', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cw-bench-'));
  const [real] = ROWS.filter(({ id }) => id === 'append-batch/sqlite-process/raw');
  if (real === undefined) throw new Error('there is no such row');
  const rows = [{ ...real, id: 'no such row' }, real];
  const results = await runBench({ rows, effort: { rounds: 2, roundMs: 1, judge: false }, work: join(folder, 'work'), begin: () => {}, end: () => {} });
  expect(results).toMatchObject([{ kind: 'skipped', failed: true, reason: 'failed: Error: no such row: no such row' }, { kind: 'pair' }]);
  await rm(folder, { recursive: true });
});

test('a cost that grows with the store is told from one that is noise', () => {
  const growth = (median: number) => ({
    kind: 'pair' as const, id: `x${median}`, group: 'read' as const, workload: '', durability: 'read', ours: '', other: '', unit: 'op', measure: 'growth' as const, rounds: 1, target: null, met: null,
    oursRate: { low: 1, median: 1, high: 1 }, otherRate: { low: 1, median: 1, high: 1 }, ratio: { low: median, median, high: median },
  });
  expect(steepRows([growth(1.1), growth(4.9), growth(9.5)]).map(({ id }) => id)).toEqual(['x9.5']);
});
