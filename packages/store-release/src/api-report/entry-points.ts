import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest, publishedFolders } from '../packed/repository.ts';

/** What a package lets others import. */
export interface EntryPoint {
  /** The folder of the package. */
  readonly folder: string;
  /** Its declarations, as they are built. */
  readonly declarations: string;
  /** The report, below the folder: `etc/store-core.adapter.api.md`. */
  readonly report: string;
}

/** Every entry point of every package that is published. */
export function entryPoints(): EntryPoint[] {
  return publishedFolders().flatMap((folder) => {
    const manifest = parseManifest(readFileSync(join(folder, 'package.json'), 'utf8'));
    return Object.entries(manifest.exports ?? {}).map(([path, conditions]) => {
      const name = [manifest.name.replace('@cw/', ''), ...path.split('/').slice(1)].join('.');
      return { folder, declarations: join(folder, typesOf(conditions)), report: `etc/${name}.api.md` };
    });
  });
}

function typesOf(conditions: unknown): string {
  if (typeof conditions === 'object' && conditions !== null && 'types' in conditions && typeof conditions.types === 'string') return conditions.types;
  throw new Error(`an entry point without types: ${JSON.stringify(conditions)}`);
}
