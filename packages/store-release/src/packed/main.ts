/**
 * Builds and packs every published package into a folder, for a release.
 *
 *   pnpm --filter @cw/store-release pack-all FOLDER VERSION
 */
import { mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { packAll, readTarballs } from './tarballs.ts';

const [destination, version] = process.argv.slice(2);
if (destination === undefined || version === undefined) {
  process.stderr.write('usage: pack-all FOLDER VERSION\n');
  process.exitCode = 2;
} else {
  const folder = resolve(process.env['INIT_CWD'] ?? '.', destination);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`);
  await packAll(folder);
  for (const { file, manifest } of await readTarballs(folder)) {
    if (manifest.version !== version) throw new Error(`${manifest.name} has the version ${manifest.version}, and ${version} is to be released: run \`pnpm changeset version\`, and tag that commit`);
    process.stdout.write(`${file}\n`);
  }
}
