import { join } from 'node:path';
import { COLLECTION_NAMES } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';
import { isTemporary } from './file-steps.ts';
import { damaged, damageOf, type Findings, strayFile } from './findings.ts';
import { encodeName } from './names.ts';
import { indexName } from './index-file.ts';
import { logName } from './records.ts';
import { ARTIFACTS, readScope, SCOPE_FILE } from './scope-folder.ts';
import type { StoreContext } from './store-context.ts';
import { belongsToStore, FORMAT_FILE, scopesFolder } from './store-folder.ts';
import { verifyArtifactFiles } from './verify-artifacts.ts';
import { verifyLog } from './verify-log.ts';

/**
 * Goes through all files of a store, whatever else goes on, and changes nothing: every damaged line, metadata and data that do not
 * match, and files that do not belong there.
 */
export async function* verifyFiles({ files, root }: StoreContext): Findings {
  const format = join(root, FORMAT_FILE);
  if (files.kind(format) !== 'file') yield damaged(format, 'is missing, so that this is no store any more');
  for (const name of files.list(root) ?? []) {
    if (!belongsToStore(name)) yield strayFile(join(root, name));
  }
  const scopes = scopesFolder(root);
  for (const name of files.list(scopes) ?? []) {
    const path = join(scopes, name);
    if (isTemporary(name)) continue;
    if (files.kind(path) === 'folder') yield* verifyScope({ files, path, name });
    else yield strayFile(path);
  }
}

async function* verifyScope({ files, path, name }: Pick<StoreContext, 'files'> & { readonly path: string; readonly name: string }): Findings {
  const logs = COLLECTION_NAMES.map(logName);
  const known = new Set([SCOPE_FILE, ARTIFACTS, ...logs, ...COLLECTION_NAMES.map(indexName)]);
  for (const entry of files.list(path) ?? []) {
    if (!known.has(entry) && !isTemporary(entry)) yield strayFile(join(path, entry));
  }
  const where = join(path, SCOPE_FILE);
  const found = damageOf(where, () => {
    const scope = readScope(files, path);
    if (scope !== undefined && encodeName(scope) !== name) throw corrupt(where, `names the scope ${JSON.stringify(scope)}, whose folder is another`);
  });
  if (found !== null) yield found;
  for (const log of logs) yield* verifyLog(files, join(path, log));
  yield* verifyArtifactFiles(files, join(path, ARTIFACTS));
}
