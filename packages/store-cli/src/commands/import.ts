import { basename, extname } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { importStore, type Store } from '@cw/store-core';
import type { Context } from '../context.ts';
import { CliError, usageError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { readInput } from '../input.ts';
import { HELP } from '../options/help-texts.ts';
import { count } from '../output/amounts.ts';
import { printable } from '../output/printable.ts';
import { ProgressBar } from '../output/progress.ts';
import { TransferReport } from '../output/transfer-report.ts';
import { importTranscripts, scopesNamed } from '../transcripts/import-transcripts.ts';
import type { TranscriptFormat } from '../transcripts/parse-transcript.ts';
import { type FileLine, readLines } from '../transcripts/read-lines.ts';
import { examples } from './examples.ts';

const FORMATS = ['auto', 'export', 'openai', 'anthropic'] as const;

/** Sessions that were refused which are told one by one. */
const SHOWN = 10;

/** What every export of a store begins with. */
const EXPORT_BEGINS = '{"format":"cw-store-export"';

export function addImport(program: Command, context: Context): void {
  program
    .command('import')
    .summary('read an export, or chat transcripts of OpenAI or Anthropic')
    .description('Reads an export of a store, or chat transcripts: a session or a message on each line, or one JSON value. Each session gets a scope of its own, FILE:0001 and so on. A session that cannot be recorded is told and left out; the others go on, and the exit code is 1.')
    .argument('<path>', HELP.path)
    .argument('[file]', 'what to read; without it, or as -, stdin')
    .option('--create', 'create the store if nothing is there')
    .addOption(new Option('--format <format>', 'what the file holds').choices(FORMATS).default('auto' as const))
    .option('--scope <scope>', 'the scope for a transcript that is one session')
    .option('--json', HELP.jsonResult)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('import new.db agent.jsonl --create', 'import agent.db chats.jsonl', 'import new.db --create < agent.jsonl', 'import agent.db session.json --format anthropic --scope tuesday'))
    .action(async (path, file, { adapter, create, format, scope, json }) => {
      const place = create === true ? await context.findOrCreate(path, adapter) : await findExisting(context, path, adapter);
      const lines = readLines(await readInput(context.terminal, file));
      const { isExport, all } = await beginning(lines);
      const asExport = format === 'export' || (format === 'auto' && isExport);
      if (asExport && scope !== undefined) throw usageError('--scope: an export has scopes of its own');
      await using store = await place.open({ readOnly: false });
      if (asExport) {
        using report = new TransferReport(context, undefined);
        const done = await importStore(store, texts(all), { onProgress: report.onProgress });
        await report.finish(path, done, json === true);
        return;
      }
      const source = file === undefined || file === '-' ? 'stdin' : file;
      // A second session finds the scope taken.
      const scopeOf = scope === undefined ? scopesNamed(basename(source, extname(source))) : () => scope;
      await importSessions(context, store, all, { source, format, scopeOf, json: json === true });
    });
}

async function findExisting(context: Context, path: string, adapter: string | undefined) {
  try {
    return await context.find(path, adapter);
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'NO_STORE') throw error;
    throw new CliError('NO_STORE', error.message, { hint: 'check the path, or add --create for a new store', details: error.details });
  }
}

/** Looks at the first line, and gives all of them. */
async function beginning(lines: AsyncGenerator<FileLine, void, undefined>): Promise<{ isExport: boolean; all: AsyncIterable<FileLine> }> {
  const first = await lines.next();
  if (first.done === true) return { isExport: false, all: lines };
  const { value } = first;
  return { isExport: value.bytes.subarray(0, EXPORT_BEGINS.length).toString('latin1') === EXPORT_BEGINS, all: prepended(value, lines) };
}

async function* prepended(first: FileLine, rest: AsyncIterable<FileLine>): AsyncGenerator<FileLine, void, undefined> {
  yield first;
  yield* rest;
}

async function* texts(lines: AsyncIterable<FileLine>): AsyncGenerator<string, void, undefined> {
  for await (const line of lines) yield line.text();
}

interface SessionImport {
  /** For people. */
  readonly source: string;
  readonly format: TranscriptFormat;
  readonly scopeOf: (number: number) => string;
  readonly json: boolean;
}

async function importSessions(context: Context, store: Store, lines: AsyncIterable<FileLine>, { source, format, scopeOf, json }: SessionImport): Promise<void> {
  const { out, err, signal } = context;
  using bar = new ProgressBar(context.terminal.stderr);
  const scopes: string[] = [];
  const refused: { number: number; reason: string }[] = [];
  const onSession = (scope: string): void => {
    scopes.push(scope);
    bar.show(scopes.length, undefined, `${count(scopes.length, 'session')}, the last one as ${printable(scope)}`);
  };
  await importTranscripts(store, lines, { format, scopeOf, signal, onSession, onRefused: (number, reason) => refused.push({ number, reason }) });
  bar[Symbol.dispose]();
  if (scopes.length + refused.length === 0) throw new CliError('NOT_IMPORTED', `${source}: holds no session`);
  if (refused.length > 0) context.exitCode = EXIT.failed;
  if (json) {
    await out.json({ scopes, refused });
    return;
  }
  for (const { number, reason } of refused.slice(0, SHOWN)) await err.line(`not imported: ${source}:${number}: ${printable(reason)}`);
  if (refused.length > SHOWN) await err.line(`not imported: ${count(refused.length - SHOWN, 'more session')}`);
  await out.line(`${count(scopes.length, 'session')} imported${scopes.length === 0 ? '' : ` as ${span(scopes)}`}`);
}

function span(scopes: readonly string[]): string {
  const [first, last] = [scopes[0] ?? '', scopes.at(-1) ?? ''];
  return printable(first === last ? first : `${first} to ${last}`);
}
