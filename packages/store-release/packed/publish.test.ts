import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readFirstSteps } from '../src/packed/readme.ts';
import { openRegistry, type Registry } from '../src/packed/registry.ts';
import { REPOSITORY } from '../src/packed/repository.ts';
import { succeed } from '../src/packed/shell.ts';
import { publishTarballs } from '../src/versions/publish.ts';

const STRANGER = { repository: REPOSITORY };
const NAMES = ['@cw/store-cli', '@cw/store-core', '@cw/store-jsonfile', '@cw/store-memory', '@cw/store-sqlite'];

// One after the other: what is published stays.
describe('publishing to a registry', () => {
  let folder: string;
  let registry: Registry;
  const publish = async (): Promise<Awaited<ReturnType<typeof publishTarballs>>> => await publishTarballs(inject('tarballs'), folder, [], STRANGER);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cw-publish-'));
    registry = await openRegistry();
    await registry.serve(folder);
    await appendFile(join(folder, '.npmrc'), `${registry.url.replace('http:', '')}/:_authToken=rehearsal\n`);
  });

  afterAll(async () => {
    await registry.close();
    await rm(folder, { recursive: true });
  });

  test('puts every package there, each after those that it needs', async () => {
    const published = await publish();
    expect(new Set(published.map(({ name }) => name))).toEqual(new Set(NAMES));
    expect(published.some(({ before }) => before)).toBe(false);
    const order = published.map(({ name }) => name);
    for (const name of NAMES.slice(2)) expect(order.indexOf(name)).toBeGreaterThan(order.indexOf('@cw/store-core'));
  });

  test('once: a second run finds them there', async () => {
    expect((await publish()).every(({ before }) => before)).toBe(true);
    await expect(succeed(`npm publish '${inject('tarballs')}'/*store-memory*.tgz`, folder, STRANGER)).rejects.toThrow('cannot publish over');
  });

  test('resolved what stands for the workspace, and left nothing that only it understands', () => {
    const texts = registry.packages().flatMap(({ versions }) => Object.values(versions).map((manifest) => JSON.stringify(manifest)));
    expect(texts.length).toBe(NAMES.length);
    expect(texts.filter((text) => /workspace:|catalog:/.test(text))).toEqual([]);
  });

  test('gives a user what the README promises', async () => {
    const { install, code, output } = await readFirstSteps('store-jsonfile');
    await succeed(`npm init --yes && npm pkg set type=module && ${install}`, folder, STRANGER);
    await succeed(`cat > example.ts <<'END'\n${code}END`, folder, STRANGER);
    expect(await succeed('node example.ts', folder, STRANGER)).toBe(output);
  });
});
