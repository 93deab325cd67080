import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { exportStore } from '@cw/store-core';
import { abortable } from '../abortable.ts';
import { requireApart } from '../adapter/require-apart.ts';
import type { Context } from '../context.ts';
import { usageError } from '../errors/cli-error.ts';
import { HELP } from '../options/help-texts.ts';
import { count, size } from '../output/amounts.ts';
import { createOutputFile } from '../output/output-file.ts';
import { ProgressBar } from '../output/progress.ts';
import { examples } from './examples.ts';

export function addExport(program: Command, context: Context): void {
  program
    .command('export')
    .summary('write a store as canonical JSON Lines')
    .description('Writes the whole store, every scope, as canonical JSON Lines: the same bytes from every adapter. To stdout, or to a file, which appears only once it is whole.')
    .argument('<path>', HELP.path)
    .option('-o, --output <file>', 'write to this file')
    .option('--force', 'replace the file if it is there')
    .option('--json', 'with --output: write the result as JSON; errors too, to stderr')
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('export agent.db --output agent.jsonl', 'export job | gzip > job.jsonl.gz', 'export agent.db | sha256sum'))
    .action(async (path, { adapter, output, force, json }) => {
      if (output === undefined && force === true) throw usageError('--force: is only for --output');
      const place = await context.find(path, adapter);
      if (output !== undefined) await requireApart(path, output, context.terminal.cwd);
      await using store = await place.open({ readOnly: true });
      const lines = abortable(exportStore(store), context.signal);
      if (output === undefined) {
        for await (const line of lines) await context.out.write(line);
        return;
      }
      const written = await writeFile(context, lines, resolve(context.terminal.cwd, output), force === true);
      if (json === true) await context.out.json({ path: output, ...written });
      else await context.out.line(`${output}: ${count(written.lines, 'line')}, ${size(written.bytes)}`);
    });
}

/** Lines that are written at once. */
const BATCH = 256;

async function writeFile(context: Context, exported: AsyncIterable<string>, path: string, replace: boolean): Promise<{ lines: number; bytes: number }> {
  await using file = await createOutputFile(path, { replace });
  using bar = new ProgressBar(context.terminal.stderr);
  let [lines, bytes] = [0, 0];
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    const content = Buffer.from(batch.join(''));
    lines += batch.length;
    bytes += content.length;
    batch = [];
    await file.write(content);
    bar.show(lines, undefined, `${count(lines, 'line')}, ${size(bytes)}`);
  };
  for await (const line of exported) if (batch.push(line) >= BATCH) await flush();
  await flush();
  await file.publish();
  return { lines, bytes };
}
