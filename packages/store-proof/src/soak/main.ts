// `pnpm soak`: every proof at length, one after the other, and a page that tells what came of it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.ts';
import { SOAK_STEPS } from './steps.ts';
import { formatSummary } from './summary.ts';

const HELP = `pnpm soak: the long runs of every proof

  --only NAME    run only this step; may be given several times
  --effort N     do N times as much (default 1: about an hour on two cores)
  --seed N       repeat the random choices of an earlier soak
  --list         show the steps
  --help         show this

The summary is printed and written to soak-results/summary.md. Exit code: 0 if every step passed, 1 if not, 2 for a wrong call.
`;

/** Seconds between two lines of progress where nobody watches a terminal. */
const QUIET_SECONDS = 60;

process.exitCode = await main();

async function main(): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true }, effort: { type: 'string' }, seed: { type: 'string' },
        list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.list === true) {
    for (const { name, what } of SOAK_STEPS) console.log(`${name.padEnd(20)} ${what}`);
    return 0;
  }
  const effort = Number(values.effort ?? 1);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
  if (!(effort > 0)) return refuse(`--effort ${values.effort}: not a number above 0`);
  if (!Number.isSafeInteger(seed) || seed < 0) return refuse(`--seed ${values.seed}: not a whole number`);
  const unknown = (values.only ?? []).find((wanted) => !SOAK_STEPS.some(({ name }) => name === wanted));
  if (unknown !== undefined) return refuse(`--only ${unknown}: no such step; --list shows them`);
  const steps = SOAK_STEPS.filter(({ name }) => values.only === undefined || values.only.includes(name));
  return await soak(steps, effort, seed);
}

async function soak(steps: typeof SOAK_STEPS, effort: number, seed: number): Promise<number> {
  const progress = progressShower();
  const outcomes = await runSoak(steps, { effort, seed, progress: progress.show }, {
    begin: ({ name, what }) => console.log(`==> ${name}: ${what}`),
    end: ({ passed, figures, seconds, problems }) => {
      progress.clear();
      console.log(`    ${passed ? 'ok' : 'FAIL'}: ${figures} (${seconds.toFixed(0)} s)`);
      for (const problem of problems) console.log(problem.replaceAll(/^/gm, '      '));
    },
  });
  const platform = `Node.js ${process.versions.node} ${process.platform} ${process.arch}`;
  const summary = formatSummary(outcomes, { seed, effort, platform, endedAt: new Date().toISOString() });
  const folder = join(import.meta.dirname, '../../../../soak-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'summary.md'), summary);
  console.log(`\n${summary}`);
  return outcomes.every(({ passed }) => passed) ? 0 : 1;
}

function progressShower(): { readonly show: (text: string) => void; readonly clear: () => void } {
  const { stdout } = process;
  const clear = (): void => {
    if (!stdout.isTTY) return;
    stdout.cursorTo(0);
    stdout.clearLine(1);
  };
  let last = performance.now();
  const show = (text: string): void => {
    if (stdout.isTTY) {
      clear();
      stdout.write(`    ${text}`.slice(0, stdout.columns - 1));
    } else if (performance.now() - last > QUIET_SECONDS * 1000) {
      last = performance.now();
      stdout.write(`    ${text}\n`);
    }
  };
  return { show, clear };
}

function refuse(complaint: string): number {
  process.stderr.write(`pnpm soak: ${complaint}\n\n${HELP}`);
  return 2;
}
