import { type Command, Option } from '@commander-js/extra-typings';
import type { StoredItem } from '@cw/store-core';
import type { Context } from '../context.ts';
import { checkLogOptions, showLog } from '../log/show-log.ts';
import { HELP } from '../options/help-texts.ts';
import { collect, parseCount, parseInterval } from '../options/values.ts';
import { noteEmptyScope } from '../output/note-empty-scope.ts';
import type { Column } from '../output/table.ts';
import { examples } from './examples.ts';

const COLUMNS: readonly Column[] = [{ title: 'OFFSET', align: 'right' }, { title: 'KIND' }, { title: 'ID' }, { title: 'PARENT' }, { title: 'TEXT' }];

export function addEvents(program: Command, context: Context): void {
  program
    .command('events')
    .summary('the event log; -f follows it')
    .description('Lists the event log of a scope: first what comes after --since, then the kinds, then the limit.')
    .argument('<path>', HELP.path)
    .option('--scope <scope>', HELP.scope)
    .option('-k, --kind <kind>', HELP.kind, collect)
    .option('--since <offset>', HELP.since, parseCount)
    .option('-n, --limit <count>', HELP.limit, parseCount)
    .addOption(new Option('--order <order>', HELP.order).choices(['asc', 'desc'] as const))
    .option('-t, --tail <count>', HELP.tail, parseCount)
    .option('-f, --follow', HELP.follow)
    .option('--interval <milliseconds>', HELP.interval, parseInterval)
    .option('--json', HELP.json)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('events agent.db -k tool_call -k tool_result --tail 20', 'events agent.db -f --tail 0', "events job --since 100 --json | jq -r '.text'"))
    .action(async (path, { adapter, scope, kind: kinds, ...options }) => {
      checkLogOptions(options);
      const place = await context.find(path, adapter);
      await using store = await place.open({ readOnly: true, scope });
      const { events } = store;
      const stream: typeof events.stream = (range) => events.stream({ ...range, kinds });
      const shown = await showLog(context, { columns: COLUMNS, row, stream, latestOffset: () => events.latestOffset() }, options);
      if (shown === 0 && options.follow !== true) await noteEmptyScope(context, store);
    });
}

function row({ offset, kind, id, parentId, text }: StoredItem): string[] {
  return [String(offset), kind, id, parentId ?? '', text];
}
