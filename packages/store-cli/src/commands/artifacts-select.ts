import type { Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { usageError } from '../errors/cli-error.ts';
import { HELP } from '../options/help-texts.ts';
import { collect, parseCount, parseRange } from '../options/values.ts';
import { followSelection } from '../select/follow-selection.ts';
import { selectorFrom } from '../select/selector-options.ts';
import { examples } from './examples.ts';

export function addArtifactsSelect(program: Command, context: Context): void {
  program
    .command('select')
    .summary('print a part of an artifact: lines, rows, JSON, matches ...')
    .description('Prints the part of an artifact that a selector picks. Where more follows, --all goes on; otherwise stderr tells how to.')
    .argument('<path>', HELP.path)
    .argument('<handle>', 'the artifact')
    .optionsGroup('Which part (one of):')
    .option('--outline', 'what is in it: media type, size, shape of JSON, columns of CSV')
    .option('--head [chars]', 'the first characters (default: 500)', parseCount)
    .option('--tail [chars]', 'the last characters (default: 500)', parseCount)
    .option('--lines <start:end>', 'lines from START up to END, from 0', parseRange)
    .option('--bytes <start:end>', 'bytes from START up to END, decoded', parseRange)
    .option('--pointer <pointer>', 'the JSON value at an RFC 6901 pointer, as /invoices/0')
    .option('--key <name>', 'this member of a JSON object; may be given several times', collect)
    .option('--rows <start:end>', 'records of CSV or TSV', parseRange)
    .option('--grep <pattern>', 'lines that hold this text')
    .option('--selector <json>', 'any selector as JSON, also one that `next` gave')
    .optionsGroup('With --rows:')
    .option('--column <name>', 'only this column, by name or index; may be given several times', collect)
    .option('--delimiter <character>', 'between fields; tab for a tab (default: told from the content)')
    .option('--header', 'the first record names the columns, and comes first on each page')
    .optionsGroup('With --grep:')
    .option('-E, --regex', 'the pattern is an RE2 expression')
    .option('-i, --ignore-case', 'A is a')
    .option('-B, --before <count>', 'lines before each match', parseCount)
    .option('-A, --after <count>', 'lines after each match', parseCount)
    .option('-C, --context <count>', 'lines before and after each match', parseCount)
    .option('-n, --limit <count>', 'matching lines on one page', parseCount)
    .optionsGroup('Options:')
    .option('--scope <scope>', HELP.scope)
    .option('--all', 'go on with what `next` gives until the end')
    .option('--pages <count>', 'go on for this many pages in all', parseCount)
    .option('--json', 'write each page as { text, truncated, next }; errors too, to stderr')
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText(
      'after',
      examples(
        'artifacts select agent.db result:7 --outline',
        'artifacts select agent.db result:7 --pointer /invoices/0',
        'artifacts select agent.db table --rows 0:10 --column name',
        "artifacts select agent.db log --grep 'time.?out' -E -i -C 2 -n 20",
        `artifacts select agent.db log --selector '{"type":"head"}' --all`,
      ),
    )
    .action(async (path, handle, { adapter, scope, json, all, pages, ...options }) => {
      if (all === true && pages !== undefined) throw usageError('--all: does not go with --pages');
      const selector = selectorFrom(options);
      const place = await context.find(path, adapter);
      await using store = await place.open({ readOnly: true, scope });
      const most = all === true ? Number.POSITIVE_INFINITY : (pages ?? 1);
      let end = '';
      let next = null;
      for await (const { selection, addition } of followSelection(store.artifacts, handle, selector, most)) {
        context.signal.throwIfAborted();
        next = selection.next;
        if (json === true) await context.out.json(selection);
        else await context.out.write(addition);
        if (addition !== '') end = addition.slice(-1);
      }
      if (json === true) return;
      if (end !== '' && end !== '\n') await context.out.line('');
      if (next !== null) await context.err.line(`more follows: --all, or --selector '${JSON.stringify(next)}'`);
    });
}
