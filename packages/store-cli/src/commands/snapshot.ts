import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { diskUsage } from '../adapter/disk-usage.ts';
import { requireApart } from '../adapter/require-apart.ts';
import type { Context } from '../context.ts';
import { HELP } from '../options/help-texts.ts';
import { size } from '../output/amounts.ts';
import { examples } from './examples.ts';

export function addSnapshot(program: Command, context: Context): void {
  program
    .command('snapshot')
    .summary('a copy for the same adapter, also while others write')
    .description('Writes a consistent copy that the same adapter opens. Nothing may be at the destination. Other processes may go on writing meanwhile.')
    .argument('<path>', HELP.path)
    .argument('<destination>', 'where the copy is to be')
    .option('--json', HELP.jsonResult)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('snapshot agent.db backups/monday.db', 'snapshot job backups/job'))
    .action(async (path, destination, { adapter, json }) => {
      const place = await context.find(path, adapter);
      await requireApart(path, destination, context.terminal.cwd);
      const target = resolve(context.terminal.cwd, destination);
      await using store = await place.open({ readOnly: true });
      await store.snapshot(target);
      const sizeBytes = await diskUsage(target);
      if (json === true) await context.out.json({ path: destination, sizeBytes });
      else await context.out.line(`${destination}: ${size(sizeBytes)}`);
    });
}
