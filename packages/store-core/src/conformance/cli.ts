#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { matchesAny } from './case-filter.ts';
import { CONFORMANCE_CASES } from './cases/index.ts';
import { formatCase, formatReport } from './format-report.ts';
import { coloursFor } from './node/colours.ts';
import { ProgressLine } from './node/progress-line.ts';
import { isGood } from './report.ts';
import { runConformance } from './run.ts';
import type { ConformanceSubject } from './subject.ts';

const HELP = `cw-conformance: holds a store adapter against the contract of @cw/store-core

usage: cw-conformance ./subject.js [options]

  ./subject.js       a module that exports a conformance subject, as \`subject\` or as its default
  --only GLOB        run only the cases whose id matches, as 'events.*'; may be given several times
  --seed N           repeat the random choices of an earlier run
  --effort N         N times as many rounds in the cases about crashes and races, as 20 for a long run
  --json FILE        also write the report to a file
  --verbose          show every case, not only those that did not pass
  --help             show this

examples:
  cw-conformance ./subject.js
  cw-conformance ./subject.ts --only 'artifacts.*' --verbose
  cw-conformance ./subject.js --effort 20 --json report.json

exit code: 0 if it passed, 1 if not, 2 if it could not begin
`;

const OPTIONS = {
  only: { type: 'string', multiple: true },
  seed: { type: 'string' },
  effort: { type: 'string' },
  json: { type: 'string' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Something about the call itself is wrong: exit code 2. */
class UsageError extends Error {}

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`cw-conformance: ${error.message}\n\n${HELP}`);
    return 2;
  }
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new UsageError('give one module that exports a subject');
  const seed = values.seed === undefined ? undefined : toSeed(values.seed);
  const effort = values.effort === undefined ? undefined : toEffort(values.effort);
  const planned = CONFORMANCE_CASES.filter(({ id }) => matchesAny(id, values.only)).length;
  if (planned === 0) throw new UsageError(`no case matches ${(values.only ?? []).join(', ')}`);
  const subject = await loadSubject(file);
  const colours = coloursFor(process.stdout);
  const progress = new ProgressLine(process.stdout, planned);
  const report = await runConformance(subject, {
    seed,
    effort,
    only: values.only,
    onCase: (done) => {
      progress.clear();
      if (values.verbose === true || !isGood(done.verdict)) process.stdout.write(`${formatCase(done, colours)}\n`);
      progress.advance(done.id);
    },
  });
  progress.clear();
  process.stdout.write(`\n${formatReport(report, `cw-conformance ${file}`, colours)}`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  return report.passed ? 0 : 1;
}

function parseCommandLine(args: string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>> {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function toSeed(text: string): number {
  const seed = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(seed) || seed < 0) throw new UsageError(`--seed ${text}: not a whole number`);
  return seed;
}

function toEffort(text: string): number {
  const effort = Number(text);
  if (text.trim() === '' || !Number.isFinite(effort) || effort <= 0) throw new UsageError(`--effort ${text}: not a number above 0`);
  return effort;
}

async function loadSubject(file: string): Promise<ConformanceSubject> {
  let loaded: unknown;
  try {
    loaded = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw new UsageError(`${file} did not load: ${error instanceof Error ? error.message : String(error)}${hintFor(error)}`, { cause: error });
  }
  for (const name of ['subject', 'default']) {
    const exported: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, name) : undefined;
    if (isSubject(exported)) return exported;
  }
  throw new UsageError(`${file} exports no conformance subject: { name, capabilities, place() } as \`subject\` or default`);
}

/** A Node that does not run TypeScript says only that it does not know what such a file is. */
function hintFor(error: unknown): string {
  const unknownFile = error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
  return unknownFile && /"\.[cm]?ts"/.test(error.message) ? `\na subject in TypeScript needs Node 22.18 or later; this is ${process.version}` : '';
}

function isSubject(value: unknown): value is ConformanceSubject {
  if (typeof value !== 'object' || value === null) return false;
  return 'name' in value && typeof value.name === 'string'
    && 'capabilities' in value && typeof value.capabilities === 'object' && value.capabilities !== null
    && 'place' in value && typeof value.place === 'function';
}
