import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest, parseManifest, publishedFolders, REPOSITORY } from './repository.ts';
import { succeed } from './shell.ts';

/** A package as it is published. */
export interface Tarball {
  readonly file: string;
  readonly content: Uint8Array;
  readonly manifest: Manifest;
}

const STRANGER = { repository: REPOSITORY };

/** Builds and packs every published package into a folder, as a release does. */
export async function packAll(destination: string): Promise<void> {
  for (const folder of publishedFolders()) {
    // What an earlier build left of files that are no more would be packed as well.
    await rm(join(folder, 'dist'), { recursive: true, force: true });
    await succeed(`'${join(REPOSITORY, 'node_modules', '.bin', 'tsc')}' -p tsconfig.build.json && pnpm pack --pack-destination '${destination}'`, folder, STRANGER);
  }
}

/** Packs once for a run of tests, or takes the tarballs that `CW_TARBALLS` names: those that are then published. */
export async function openTarballs(): Promise<{ readonly folder: string; close(): Promise<void> }> {
  const given = process.env['CW_TARBALLS'];
  if (given !== undefined && given !== '') return { folder: given, close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'cw-tarballs-'));
  await packAll(folder);
  return { folder, close: async () => await rm(folder, { recursive: true }) };
}

export async function readTarballs(folder: string): Promise<Tarball[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  return await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const manifest = parseManifest(await succeed(`tar -xzOf '${file}' package/package.json`, folder, STRANGER));
      return { file, content: await readFile(file), manifest };
    }),
  );
}
