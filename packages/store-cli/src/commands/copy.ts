import type { Command } from '@commander-js/extra-typings';
import { exportStore, importStore } from '@cw/store-core';
import { abortable } from '../abortable.ts';
import { requireApart } from '../adapter/require-apart.ts';
import type { Context } from '../context.ts';
import { HELP } from '../options/help-texts.ts';
import { estimateLines } from '../output/estimate-lines.ts';
import { TransferReport } from '../output/transfer-report.ts';
import { examples } from './examples.ts';

export function addCopy(program: Command, context: Context): void {
  program
    .command('copy')
    .summary('copy a whole store, also to another adapter')
    .description('Copies every scope of a store into another one, which is created if nothing is there. A scope that holds data already is refused before anything is written; a copy that fails or is stopped takes back what it has written.')
    .argument('<from>', 'the store to copy')
    .argument('<to>', 'where to: a .db file for sqlite, a folder/ for jsonfile, or any path with --adapter')
    .option('--adapter <adapter>', 'of the new store: sqlite, jsonfile, a package, or a module as ./adapter.js')
    .option('--from-adapter <adapter>', 'of the store to copy (default: told from the path)')
    .option('--json', HELP.jsonResult)
    .addHelpText('after', examples('copy agent.db backup/', 'copy job agent.db', 'copy agent.db elsewhere --adapter ./my-adapter.js'))
    .action(async (from, to, { adapter, fromAdapter, json }) => {
      const source = await context.find(from, fromAdapter);
      const target = await context.findOrCreate(to, adapter);
      await requireApart(from, to, context.terminal.cwd);
      await using store = await source.open({ readOnly: true });
      const total = context.err.isTerminal ? await estimateLines(store) : undefined;
      context.signal.throwIfAborted();
      await using copy = await target.open({ readOnly: false });
      using report = new TransferReport(context, total);
      const lines = abortable(exportStore(store), context.signal);
      const done = await importStore(copy, lines, { onProgress: report.onProgress });
      await report.finish(`${from} -> ${to}`, done, json === true);
    });
}
