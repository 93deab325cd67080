import type { Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { addArtifactsGet } from './artifacts-get.ts';
import { addArtifactsLs } from './artifacts-ls.ts';
import { addArtifactsPut } from './artifacts-put.ts';
import { addArtifactsSelect } from './artifacts-select.ts';
import { examples } from './examples.ts';

export function addArtifacts(program: Command, context: Context): void {
  const artifacts = program
    .command('artifacts')
    .summary('list, read, write artifacts, and select parts of them')
    .description('Lists, reads and writes artifacts, and selects parts of them.')
    .addHelpText('after', examples('artifacts ls agent.db', 'artifacts get agent.db report --output report.pdf', "artifacts select agent.db log --grep 'timeout' -C 2"));
  for (const add of [addArtifactsLs, addArtifactsGet, addArtifactsPut, addArtifactsSelect]) add(artifacts, context);
}
