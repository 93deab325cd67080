import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Manifest, parseManifest, publishedFolders, REPOSITORY } from '../src/packed/repository.ts';
import { succeed } from '../src/packed/shell.ts';
import { copyRepository } from '../src/versions/copy-repository.ts';

const STRANGER = { repository: REPOSITORY };
const folders = publishedFolders().map((folder) => folder.slice(REPOSITORY.length));

// One after the other: each goes on from the versions that the one before made.
describe('`pnpm changeset version` on a copy', () => {
  let copy: Awaited<ReturnType<typeof copyRepository>>;

  beforeAll(async () => {
    copy = await copyRepository();
    await succeed('pnpm install --frozen-lockfile --prefer-offline', copy.path, STRANGER);
    for (const file of await readdir(join(copy.path, '.changeset'))) if (file.endsWith('.md')) await rm(join(copy.path, '.changeset', file));
  });

  afterAll(async () => await copy[Symbol.asyncDispose]());

  async function bump(changeset: string): Promise<Manifest[]> {
    await writeFile(join(copy.path, '.changeset', 'a-change.md'), changeset);
    await succeed('pnpm changeset version', copy.path, STRANGER);
    return await Promise.all(folders.map(async (folder) => parseManifest(await readFile(join(copy.path, folder, 'package.json'), 'utf8'))));
  }

  test.each([
    { change: 'a minor change of one adapter', name: '@cw/store-sqlite', bumped: 'minor', next: 1 },
    { change: 'a minor change of core, which the adapters have as a peer,', name: '@cw/store-core', bumped: 'minor', next: 1 },
    { change: 'a patch of the tool', name: '@cw/store-cli', bumped: 'patch', next: 2 },
  ] as const)('$change gives all of them the next $bumped version, and none the major one', async ({ name, bumped, next }) => {
    const file = join(copy.path, folders[0] ?? '', 'package.json');
    const before = parseManifest(await readFile(file, 'utf8')).version.split('.').map(Number);
    const expected = before.map((part, index) => (index < next ? part : index === next ? part + 1 : 0)).join('.');
    const manifests = await bump(`---\n'${name}': ${bumped}\n---\n\nWhat has changed.\n`);
    expect(manifests.map(({ version }) => version)).toEqual(manifests.map(() => expected));
    const changelog = await readFile(join(copy.path, `packages/${name.split('/')[1]}/CHANGELOG.md`), 'utf8');
    expect(changelog).toContain(`## ${expected}\n`);
    expect(changelog).toContain('What has changed.');
  });

  test('what is packed then asks for core, and for what it is built on, in that version', async () => {
    const packed = await Promise.all(
      folders.map(async (folder) => {
        await succeed(`pnpm pack --pack-destination '${copy.path}'`, join(copy.path, folder), STRANGER);
        const { version } = parseManifest(await readFile(join(copy.path, folder, 'package.json'), 'utf8'));
        return parseManifest(await succeed(`tar -xzOf ./*${folder.split('/')[1]}-${version}.tgz package/package.json`, copy.path, STRANGER));
      }),
    );
    const ranges = packed.flatMap(({ name, version, dependencies, peerDependencies }) =>
      Object.entries({ ...dependencies, ...peerDependencies }).filter(([other]) => other.startsWith('@cw/')).map(([other, range]) => ({ name, other, range, expected: `^${version}` })),
    );
    expect(ranges.filter(({ range, expected }) => range !== expected)).toEqual([]);
    expect(ranges.filter(({ other }) => other === '@cw/store-core').length).toBe(folders.length - 1);
  });
});
