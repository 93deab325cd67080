// `pnpm bench`: the stores beside what one would use instead, each pair in one process and in turns.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { origin } from './origin.ts';
import { installPeers } from './peers.ts';
import { progressLine } from './progress-line.ts';
import { writeReport } from './report/write-report.ts';
import { formatResults, formatShortfalls } from './report/terminal.ts';
import type { Row } from './row.ts';
import { ROWS } from './rows/index.ts';
import { readResults, saveResults } from './saved-results.ts';
import { runBench } from './run-bench.ts';
import { steepRows } from './steep-rows.ts';

const HELP = `pnpm bench: how fast the stores are, beside what one would use instead

  --only TEXT     only rows whose id has this in it; may be given several times
  --quick         under two minutes: few and short rounds, small stores, no compiled peers; fails if a cost that is to be flat is not
  --list          show the ids of the rows
  --folder PATH   where to measure (default: bench/work, on the disk of this repository)
  --save          with --only: put the new results in the place of the old ones
  --report        measure nothing; draw the charts and fill in docs/performance.md from bench/results
  --help          show this

A whole run takes about twenty minutes, and writes bench/results/*.json, its charts and docs/performance.md.
`;

const FULL = { rounds: 11, roundMs: 100, judge: true };
const QUICK = { rounds: 3, roundMs: 10, judge: false };

process.exitCode = await main();

async function main(): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true }, quick: { type: 'boolean' }, list: { type: 'boolean' }, folder: { type: 'string' },
        save: { type: 'boolean' }, report: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const { only, quick = false } = values;
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.report === true) {
    console.log(`Written: ${writeReport(readResults()).join(', ')}`);
    return 0;
  }
  const rows = ROWS.filter(({ id, long }) => (only === undefined ? !(quick && long === true) : only.some((part) => id.includes(part))));
  if (rows.length === 0) return refuse(`--only ${only?.join(', ')}: no row has that in its id; --list shows them`);
  if (values.list === true) {
    for (const { id, workload } of rows) console.log(`${id.padEnd(50)} ${workload}`);
    return 0;
  }
  const saves = !quick && (only === undefined || values.save === true);
  return await bench(rows, quick, saves, values.folder ?? join(import.meta.dirname, '../work'));
}

async function bench(rows: readonly Row[], quick: boolean, saves: boolean, work: string): Promise<number> {
  const from = origin();
  const progress = progressLine(rows.length);
  progress.show('installing what is compared', 0);
  await installPeers({ compiled: !quick });
  progress.end();
  const results = await runBench({
    rows, work, effort: quick ? QUICK : FULL,
    begin: (row, number) => progress.show(row.id, number),
    end: () => progress.end(),
  });
  console.log(formatResults(results));
  const shortfalls = formatShortfalls(results);
  if (shortfalls !== '') console.log(`\nShort of their target, and what their time went into:\n${shortfalls}`);
  const failed = results.filter((result) => result.kind === 'skipped' && result.failed);
  if (saves) {
    const written = saveResults(results.filter((result) => !failed.includes(result)).map((result) => ({ ...result, origin: from })), ROWS.map(({ id }) => id));
    console.log(`\nWritten: ${[...written, ...writeReport(readResults())].join(', ')}`);
  }
  const steep = quick ? steepRows(results) : [];
  for (const { id, ratio } of steep) console.error(`${id}: ${ratio.median.toFixed(1)} times the cost in a larger store; it is to be flat`);
  for (const { id } of failed) console.error(`${id}: could not be measured`);
  return steep.length + failed.length === 0 ? 0 : 1;
}

function refuse(complaint: string): number {
  process.stderr.write(`pnpm bench: ${complaint}\n\n${HELP}`);
  return 2;
}
