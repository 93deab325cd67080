import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, test } from 'vitest';
import { readTarballs, type Tarball } from '../src/packed/tarballs.ts';
import { folderSize, sizeProblems, statedSizes } from '../src/packages/sizes.ts';
import { mapProblems } from '../src/packages/source-maps.ts';
import { unpack } from '../src/packages/unpack.ts';
import { openProject } from './support/project.ts';

const ADAPTERS = ['@cw/store-jsonfile', '@cw/store-memory', '@cw/store-sqlite'];
const tarballs = await readTarballs(inject('tarballs'));

/** What everybody looks for in a registry, beside what npm demands. */
const MEMBERS = { license: 'MIT', type: 'module', sideEffects: false, engines: { node: '>=22.18' } };

describe.each(tarballs.map((tarball) => ({ name: tarball.manifest.name, tarball })))('$name', ({ name, tarball }) => {
  test('is what publint takes for well made', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: bufferOf(tarball) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('has types that every way to find modules resolves, but for those without modules', async () => {
    const result = await checkPackage(createPackageFromTarballData(tarball.content));
    expect(result.types).not.toBe(false);
    // As the profile `esm-only` of attw: require() finds modules since Node 22, and resolution as in Node 10 knows no `exports`.
    const problems = 'problems' in result ? result.problems.filter((problem) => !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind)) : [];
    expect(problems).toEqual([]);
  });

  test('holds its licence, what is built, the sources that its maps name, and nothing of the tests', async () => {
    await using unpacked = await unpack(tarball);
    expect(unpacked.files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    expect(unpacked.files.filter((file) => !/^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json|dist\/.*\.(?:js|d\.ts|js\.map|d\.ts\.map)|src\/.*\.ts)$/.test(file))).toEqual([]);
    expect(await mapProblems(unpacked)).toEqual([]);
  });

  test('says of itself what a registry shows', () => {
    expect(tarball.manifest).toMatchObject({ ...MEMBERS, repository: { directory: `packages/${name.replace('@cw/', '')}` } });
    expect(tarball.manifest.keywords?.length).toBeGreaterThan(3);
    expect(tarball.manifest.description).toMatch(/.{20}/);
  });

  test('is as small as its README says, and that is no guess', async () => {
    await using project = await openProject();
    await project.run(`npm install ${[...new Set([name, '@cw/store-core'])].join(' ')}`);
    const readme = await readFile(join(project.path, 'node_modules', name, 'README.md'), 'utf8');
    const actual = { packed: tarball.content.length, installed: await folderSize(join(project.path, 'node_modules')) };
    expect(sizeProblems(actual, statedSizes(readme))).toEqual([]);
  });

});

test('adapters have core as a peer, so that a program has one', () => {
  for (const { manifest } of tarballs.filter(({ manifest: { name } }) => ADAPTERS.includes(name))) {
    expect(manifest.peerDependencies).toHaveProperty(['@cw/store-core']);
    expect(manifest.dependencies ?? {}).not.toHaveProperty(['@cw/store-core']);
  }
});

test('these are all', () => {
  expect(new Set(tarballs.map(({ manifest }) => manifest.name))).toEqual(new Set([...ADAPTERS, '@cw/store-core', '@cw/store-cli']));
});

function bufferOf({ content }: Tarball): ArrayBuffer {
  return Uint8Array.from(content).buffer;
}
