import type { Command } from '@commander-js/extra-typings';
import { type Finding, isStoreError, type Store } from '@cw/store-core';
import { abortable } from '../abortable.ts';
import type { StorePlace } from '../adapter/store-place.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../errors/exit-code.ts';
import { HELP } from '../options/help-texts.ts';
import { count } from '../output/amounts.ts';
import { OutputClosedError } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { examples } from './examples.ts';

export function addVerify(program: Command, context: Context): void {
  program
    .command('verify')
    .summary('read everything and tell what is damaged')
    .description('Reads every record and every byte in every scope, and tells what is not as it was written. Exit code 0: no findings; 1: findings; any other: it could not be looked at.')
    .argument('<path>', HELP.path)
    .option('--json', 'write each finding as a line of JSON, { code, where, message }; errors too, to stderr')
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('verify agent.db', 'verify job --json | jq -r .where'))
    .action(async (path, { adapter, json }) => {
      const place = await context.find(path, adapter);
      let found = 0;
      for await (const finding of abortable(findingsOf(place), context.signal)) {
        found += 1;
        context.exitCode = EXIT.failed;
        await tell(context, finding, json === true);
      }
      if (json === true) return;
      await context.out.line(found === 0 ? `${path}: ${context.colours.good('no findings')}` : `${path}: ${context.colours.bad(count(found, 'finding'))}`);
    });
}

/** A store that is too damaged to be opened is damaged all the same. */
async function* findingsOf(place: StorePlace): AsyncGenerator<Finding, void, undefined> {
  let store: Store;
  try {
    store = await place.open({ readOnly: true });
  } catch (error) {
    if (!isStoreError(error) || error.code !== 'CORRUPT') throw error;
    const { where } = error.details;
    yield { code: error.code, where: typeof where === 'string' ? where : place.path, message: error.message };
    return;
  }
  await using _ = store;
  yield* store.verify();
}

/** The verdict is owed also where nobody reads all of the findings. */
async function tell({ out, colours }: Context, finding: Finding, json: boolean): Promise<void> {
  try {
    if (json) await out.json(finding);
    else await out.line(`${colours.bad(finding.code)} ${printable(finding.where)}: ${printable(finding.message)}`);
  } catch (error) {
    if (!(error instanceof OutputClosedError)) throw error;
  }
}
