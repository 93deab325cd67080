import type { Command } from '@commander-js/extra-typings';
import type { ArtifactRef, ArtifactStore } from '@cw/store-core';
import { abortable } from '../abortable.ts';
import type { Context } from '../context.ts';
import { inPages } from '../log/follow.ts';
import { HELP } from '../options/help-texts.ts';
import { parseCount } from '../options/values.ts';
import { size } from '../output/amounts.ts';
import { noteEmptyScope } from '../output/note-empty-scope.ts';
import type { Column } from '../output/table.ts';
import { examples } from './examples.ts';

const COLUMNS: readonly Column[] = [{ title: 'SIZE', align: 'right' }, { title: 'MEDIA TYPE' }, { title: 'SHA-256' }, { title: 'HANDLE' }, { title: 'LABEL' }];

/** Of a hash, what a table shows. */
const HASH_DIGITS = 12;

/** Handles that are asked for at once. */
const PAGE = 1000;

export function addArtifactsLs(program: Command, context: Context): void {
  program
    .command('ls')
    .summary('list artifacts by handle')
    .description('Lists the artifacts of a scope, in the order of their handles.')
    .argument('<path>', HELP.path)
    .option('--scope <scope>', HELP.scope)
    .option('-p, --prefix <prefix>', 'whose handle begins with exactly this')
    .option('--after <handle>', 'that come after this handle')
    .option('-n, --limit <count>', HELP.limit, parseCount)
    .option('--json', HELP.json)
    .option('--adapter <adapter>', HELP.adapter)
    .addHelpText('after', examples('artifacts ls agent.db', 'artifacts ls agent.db --prefix result: --limit 20', "artifacts ls job --json | jq 'select(.sizeBytes > 1e6)'"))
    .action(async (path, { adapter, scope, json, prefix, after, limit }) => {
      const place = await context.find(path, adapter);
      await using store = await place.open({ readOnly: true, scope });
      const table = context.table(COLUMNS);
      const refs = listed(store.artifacts, { prefix, after, limit });
      let shown = 0;
      for await (const page of inPages(abortable(refs, context.signal))) {
        shown += page.length;
        if (json === true) for (const ref of page) await context.out.json(ref);
        else await context.out.write(table.page(page.map(row)));
      }
      if (shown === 0) await noteEmptyScope(context, store);
    });
}

interface Listing {
  readonly prefix: string | undefined;
  readonly after: string | undefined;
  readonly limit: number | undefined;
}

/** As `listRefs`, without holding all of them. */
async function* listed(artifacts: ArtifactStore, { prefix, after, limit }: Listing): AsyncGenerator<ArtifactRef, void, undefined> {
  let left = limit ?? Number.POSITIVE_INFINITY;
  let last = after;
  for (;;) {
    const asked = Math.min(left, PAGE);
    const refs = await artifacts.listRefs({ prefix, after: last, limit: asked });
    yield* refs;
    left -= refs.length;
    last = refs.at(-1)?.handle;
    if (refs.length < asked || left === 0) return;
  }
}

function row({ sizeBytes, mediaType, contentHash, handle, label }: ArtifactRef): string[] {
  return [size(sizeBytes), mediaType, contentHash.slice(0, HASH_DIGITS), handle, label];
}
