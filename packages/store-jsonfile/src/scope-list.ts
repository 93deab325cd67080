import { join } from 'node:path';
import { Breather } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';
import { isTemporary } from './file-steps.ts';
import { encodeName } from './names.ts';
import { readScope } from './scope-folder.ts';
import type { StoreContext } from './store-context.ts';
import { scopesFolder } from './store-folder.ts';

/** Every scope that has a folder. @throws CorruptStoreError if a folder does not tell its scope, or is another's */
export async function listScopes({ files, root }: StoreContext): Promise<readonly string[]> {
  const folder = scopesFolder(root);
  const scopes: string[] = [];
  const breather = new Breather();
  for (const name of files.list(folder) ?? []) {
    if (isTemporary(name)) continue;
    const path = join(folder, name);
    const scope = readScope(files, path);
    if (scope === undefined) continue;
    if (encodeName(scope) !== name) throw corrupt(path, `is the folder of another scope, ${JSON.stringify(scope)}`);
    scopes.push(scope);
    await breather.breathe();
  }
  return scopes;
}
