import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import type { ArtifactStore } from '@cw/store-core';
import { abortable } from '../abortable.ts';
import { requireApart } from '../adapter/require-apart.ts';
import type { Context } from '../context.ts';
import { usageError } from '../errors/cli-error.ts';
import { HELP } from '../options/help-texts.ts';
import { parseRange, type Range } from '../options/values.ts';
import { size } from '../output/amounts.ts';
import { createOutputFile } from '../output/output-file.ts';
import { examples } from './examples.ts';

export function addArtifactsGet(program: Command, context: Context): void {
  program
    .command('get')
    .summary('write the bytes of an artifact to stdout or a file')
    .description('Writes the bytes of an artifact, each piece verified, to stdout or to a file, which appears only once it is whole.')
    .argument('<path>', HELP.path)
    .argument('<handle>', 'the artifact')
    .option('--scope <scope>', HELP.scope)
    .option('-o, --output <file>', 'write to this file')
    .option('--force', 'replace the file if it is there')
    .option('--range <start:end>', 'only the bytes from START up to END, from 0; either may be left out', parseRange)
    .option('--json', 'with --output: write what is known of the artifact as JSON; errors too, to stderr')
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('artifacts get agent.db result:7 | jq .', 'artifacts get agent.db report --output report.pdf', 'artifacts get agent.db log --range 0:4096'))
    .action(async (path, handle, { adapter, scope, output, force, range, json }) => {
      if (output === undefined && force === true) throw usageError('--force: is only for --output');
      const place = await context.find(path, adapter);
      if (output !== undefined) await requireApart(path, output, context.terminal.cwd);
      await using store = await place.open({ readOnly: true, scope });
      const { artifacts } = store;
      if (output === undefined) {
        await pour(artifacts, handle, range, context.signal, (piece) => context.out.write(piece));
        return;
      }
      const ref = await artifacts.ref(handle);
      await using file = await createOutputFile(resolve(context.terminal.cwd, output), { replace: force === true });
      const bytes = await pour(artifacts, handle, range, context.signal, (piece) => file.write(piece));
      await file.publish();
      if (json === true) await context.out.json(ref);
      else await context.out.line(`${output}: ${size(bytes)}, ${ref.mediaType}`);
    });
}

/** Gives how many bytes it were. */
async function pour(artifacts: ArtifactStore, handle: string, range: Range | undefined, signal: AbortSignal, write: (piece: Uint8Array) => Promise<void>): Promise<number> {
  let bytes = 0;
  for await (const piece of abortable(artifacts.stream(handle, range), signal)) {
    await write(piece);
    bytes += piece.length;
  }
  return bytes;
}
