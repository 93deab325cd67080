import type { Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { usageError } from '../errors/cli-error.ts';
import { readInput } from '../input.ts';
import { HELP } from '../options/help-texts.ts';
import { size } from '../output/amounts.ts';
import { examples } from './examples.ts';

export function addArtifactsPut(program: Command, context: Context): void {
  program
    .command('put')
    .summary('store a file or stdin as an artifact')
    .description('Stores a file, or stdin, as an artifact of a store that exists. What the handle held is replaced in one step.')
    .argument('<path>', HELP.path)
    .argument('<handle>', 'the artifact')
    .argument('[file]', 'what to store; without it, or as -, stdin')
    .option('--scope <scope>', 'the scope to write into (default: "default")')
    .option('-m, --media-type <type>', 'as text/csv (default: application/octet-stream)')
    .option('-l, --label <text>', 'for people')
    .option('--if-absent', 'only if nothing has this handle yet')
    .option('--if-match <sha256>', 'only if the artifact there has this content hash')
    .option('--json', HELP.jsonResult)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('artifacts put agent.db report report.pdf -m application/pdf', 'artifacts put agent.db page -m text/html --if-absent < page.html'))
    .action(async (path, handle, file, { adapter, scope, json, mediaType, label, ifAbsent, ifMatch }) => {
      if (ifAbsent === true && ifMatch !== undefined) throw usageError('--if-absent: does not go with --if-match');
      const place = await context.find(path, adapter);
      const content = await readInput(context.terminal, file);
      await using store = await place.open({ readOnly: false, scope });
      const ref = await store.artifacts.put(handle, content, { mediaType, label, ifAbsent, ifMatch });
      if (json === true) await context.out.json(ref);
      else await context.out.line(`${ref.handle}: ${size(ref.sizeBytes)}, ${ref.mediaType}, sha256 ${ref.contentHash}`);
    });
}
