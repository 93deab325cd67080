import type { Command } from '@commander-js/extra-typings';
import type { StoredEpisode } from '@cw/store-core';
import type { Context } from '../context.ts';
import { HELP } from '../options/help-texts.ts';
import { parseCount } from '../options/values.ts';
import { noteEmptyScope } from '../output/note-empty-scope.ts';
import type { Column } from '../output/table.ts';
import { examples } from './examples.ts';

const COLUMNS: readonly Column[] = [{ title: 'EPISODE' }, { title: 'TAGS' }, { title: 'SUMMARY' }];

export function addSearch(program: Command, context: Context): void {
  program
    .command('search')
    .summary('find episodes by the words of their summaries')
    .description('Finds the episodes whose summaries match a query best, best first.')
    .argument('<path>', HELP.path)
    .argument('<query...>', 'words')
    .option('--scope <scope>', HELP.scope)
    .option('-n, --limit <count>', 'at most this many (default: 5)', parseCount)
    .option('--json', HELP.json)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('search agent.db invoice migration', "search agent.db 'unpaid invoices' --limit 1 --json"))
    .action(async (path, query, { adapter, scope, limit, json }) => {
      const place = await context.find(path, adapter);
      await using store = await place.open({ readOnly: true, scope });
      const episodes = await store.episodes.search(query.join(' '), { topK: limit });
      if (json === true) for (const episode of episodes) await context.out.json(episode);
      else if (episodes.length > 0) await context.writeTable(COLUMNS, episodes.map(row));
      if (episodes.length > 0) return;
      if (json !== true) await context.err.line('no episode matches');
      await noteEmptyScope(context, store);
    });
}

function row({ episodeId, tags, summary }: StoredEpisode): string[] {
  return [episodeId, tags.join(', '), summary];
}
