import { type Command, Option } from '@commander-js/extra-typings';
import type { StoredLedgerEvent } from '@cw/store-core';
import type { Context } from '../context.ts';
import { checkLogOptions, showLog } from '../log/show-log.ts';
import { HELP } from '../options/help-texts.ts';
import { collect, parseCount, parseInterval } from '../options/values.ts';
import { noteEmptyScope } from '../output/note-empty-scope.ts';
import type { Column } from '../output/table.ts';
import { examples } from './examples.ts';

const COLUMNS: readonly Column[] = [
  { title: 'OFFSET', align: 'right' },
  { title: 'CREATED' },
  { title: 'RUN' },
  { title: 'TURN', align: 'right' },
  { title: 'KIND' },
  { title: 'ACTOR' },
  { title: 'ID' },
  { title: 'PAYLOAD' },
];

export function addLedger(program: Command, context: Context): void {
  program
    .command('ledger')
    .summary('the run ledger; -f follows it')
    .description('Lists the run ledger of a scope: the events that meet every condition, then the limit.')
    .argument('<path>', HELP.path)
    .option('--scope <scope>', HELP.scope)
    .option('-r, --run <run>', 'of this run')
    .option('--session <session>', 'of this session')
    .option('--actor <actor>', 'of this actor')
    .option('--model <model>', 'of this model')
    .option('-k, --kind <kind>', HELP.kind, collect)
    .option('--since <offset>', HELP.since, parseCount)
    .option('-n, --limit <count>', HELP.limit, parseCount)
    .addOption(new Option('--order <order>', HELP.order).choices(['asc', 'desc'] as const))
    .option('-t, --tail <count>', HELP.tail, parseCount)
    .option('-f, --follow', HELP.follow)
    .option('--interval <milliseconds>', HELP.interval, parseInterval)
    .option('--json', HELP.json)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('ledger agent.db --run run1', 'ledger job -f --kind step_failed', "ledger agent.db --tail 1 --json | jq '.payload'"))
    .action(async (path, { adapter, scope, run: runId, session: sessionId, actor, model: modelId, kind: kinds, ...options }) => {
      checkLogOptions(options);
      const place = await context.find(path, adapter);
      await using store = await place.open({ readOnly: true, scope });
      const { ledger } = store;
      const stream: typeof ledger.stream = (range) => ledger.stream({ ...range, runId, sessionId, actor, modelId, kinds });
      const shown = await showLog(context, { columns: COLUMNS, row, stream, latestOffset: () => ledger.latestOffset() }, options);
      if (shown === 0 && options.follow !== true) await noteEmptyScope(context, store);
    });
}

function row({ offset, createdAt, runId, turn, kind, actor, id, payload }: StoredLedgerEvent): string[] {
  return [String(offset), createdAt, runId, String(turn), kind, actor, id, JSON.stringify(payload)];
}
