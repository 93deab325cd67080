import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import type { Capabilities } from '@cw/store-core';
import { diskUsage } from '../adapter/disk-usage.ts';
import { packageFrom, packageOf, type PackageVersion } from '../adapter/package-version.ts';
import type { Context } from '../context.ts';
import { HELP } from '../options/help-texts.ts';
import { grouped, size } from '../output/amounts.ts';
import type { Column } from '../output/table.ts';
import { type ScopeSurvey, surveyScope } from '../store-survey.ts';
import { examples } from './examples.ts';

/** What `--json` gives, in one line. */
interface Inspection {
  readonly path: string;
  readonly adapter: string;
  readonly format: number | null;
  readonly capabilities: Capabilities;
  /** On disk. */
  readonly sizeBytes: number;
  /** This tool, the adapter, and the core that the adapter works with; without those that do not tell. */
  readonly packages: readonly PackageVersion[];
  readonly scopes: readonly ScopeSurvey[];
}

const COLUMNS: readonly Column[] = [
  { title: 'SCOPE' },
  { title: 'EVENTS', align: 'right' },
  { title: 'HEAD', align: 'right' },
  { title: 'LEDGER', align: 'right' },
  { title: 'HEAD', align: 'right' },
  { title: 'ARTIFACTS', align: 'right' },
  { title: 'SIZE', align: 'right' },
  { title: 'EPISODES', align: 'right' },
  { title: 'FACTS', align: 'right' },
];

export function addInspect(program: Command, context: Context): void {
  program
    .command('inspect')
    .summary('what a store holds: scopes, counts, sizes, offsets, versions')
    .description('Shows what a store holds, scope by scope, how large it is, and what wrote it. HEAD is the latest offset.')
    .argument('<path>', HELP.path)
    .option('--scope <scope>', 'only this scope (default: all)')
    .option('--json', HELP.jsonResult)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('inspect agent.db', 'inspect job --scope tenant-7', "inspect agent.db --json | jq '.scopes[].scope'"))
    .action(async (path, { scope, json, adapter }) => {
      const inspection = await inspect(context, path, adapter, scope);
      if (json === true) await context.out.json(inspection);
      else await show(context, inspection);
    });
}

async function inspect(context: Context, path: string, adapter: string | undefined, scope: string | undefined): Promise<Inspection> {
  const place = await context.find(path, adapter);
  // Before it is open: to be read, SQLite puts files of its own beside it.
  const sizeBytes = await diskUsage(resolve(context.terminal.cwd, path));
  await using store = await place.open({ readOnly: true });
  const scopes = scope === undefined ? await store.scopes() : [scope];
  const surveys: ScopeSurvey[] = [];
  for (const name of scopes) {
    context.signal.throwIfAborted();
    surveys.push(await surveyScope(store, name));
  }
  const packages = [await packageOf(import.meta.url), await packageOf(place.adapter.url), await packageFrom('@cw/store-core', place.adapter.url)];
  return {
    path,
    adapter: place.adapter.name,
    format: place.format,
    capabilities: store.capabilities,
    sizeBytes,
    packages: packages.filter((found) => found !== undefined),
    scopes: surveys,
  };
}

async function show(context: Context, { path, adapter, format, capabilities, sizeBytes, packages, scopes }: Inspection): Promise<void> {
  const { out, colours } = context;
  const facts = [
    ['adapter', adapter],
    ['format', format === null ? 'unknown' : String(format)],
    ['on disk', size(sizeBytes)],
    ['writers', capabilities.writers],
    ['packages', packages.map(({ name, version }) => `${name} ${version}`).join(', ')],
    ['scopes', grouped(scopes.length)],
  ];
  await out.line(colours.strong(path));
  for (const [title = '', text = ''] of facts) await out.line(`  ${title.padEnd(10)}${text}`);
  await out.line('');
  await context.writeTable(COLUMNS, scopes.map(rowOf));
}

function rowOf({ scope, events, ledger, artifacts, episodes, facts }: ScopeSurvey): string[] {
  return [
    scope,
    grouped(events.count),
    grouped(events.head),
    grouped(ledger.count),
    grouped(ledger.head),
    grouped(artifacts.count),
    size(artifacts.bytes),
    grouped(episodes),
    grouped(facts),
  ];
}
