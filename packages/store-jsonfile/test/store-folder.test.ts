import { mkdir, readdir, readFile, rename, rm, rmdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { capabilities, openStore } from '../src/index.ts';
import { fill, item, sorted } from './support/content.ts';
import { newFolder, newPath } from './support/folders.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

const BOTH = [false, true];

/** Refused by the code, for writing and for reading, and nothing in the folder is another than before. */
async function expectRefused(folder: string, path: string, code: string): Promise<void> {
  const before = await readdir(folder, { recursive: true });
  for (const readOnly of BOTH) await expect(openStore({ path, readOnly })).rejects.toMatchObject({ code });
  expect(await readdir(folder, { recursive: true })).toEqual(before);
}

describe('the folder of a store', () => {
  test('is created with its parents, for this user alone', async () => {
    const folder = await newFolder();
    const path = join(folder, 'some', 'where');
    await using store = await openStore({ path });
    await store.events.append(item('a'));
    await store.artifacts.put('a', 'x');
    for (const name of ['.', ...(await readdir(path, { recursive: true }))]) {
      const status = await stat(join(path, name));
      expect({ name, mode: status.mode & 0o777 }).toEqual({ name, mode: status.isDirectory() ? 0o700 : 0o600 });
    }
  });

  test('holds readable files under readable names', async () => {
    const path = await newPath();
    const store = await openOn(quickFiles, { path });
    await store.withScope('tenant-1').events.append(item('a'));
    await store.withScope('tenant-1').artifacts.put('report', 'the bytes');
    await store.withScope('tenant-1').artifacts.put('Result:1', 'others');
    await store.close();
    const names = sorted(await readdir(path, { recursive: true }));
    expect(names.filter((name) => /\.[a-z]+$/.test(name))).toEqual([
      'format.json',
      'scopes/tenant-1/artifacts/%52esult%3a1.data',
      'scopes/tenant-1/artifacts/%52esult%3a1.json',
      'scopes/tenant-1/artifacts/report.data',
      'scopes/tenant-1/artifacts/report.json',
      'scopes/tenant-1/events.jsonl',
      'scopes/tenant-1/scope.json',
    ]);
    expect(await readFile(join(path, 'scopes/tenant-1/artifacts/report.data'), 'utf8')).toBe('the bytes');
    expect(JSON.parse(await readFile(join(path, 'scopes/tenant-1/artifacts/report.json'), 'utf8'))).toMatchObject({ handle: 'report', sizeBytes: 9 });
    expect(JSON.parse(await readFile(join(path, 'scopes/tenant-1/events.jsonl'), 'utf8'))).toMatchObject({ offset: 1, ...item('a') });
    expect(JSON.parse(await readFile(join(path, 'scopes/tenant-1/scope.json'), 'utf8'))).toMatchObject({ scope: 'tenant-1' });
  });

  test('says how durable it is', async () => {
    const path = await newPath();
    const power = await openStore({ path });
    expect(power.capabilities).toEqual(capabilities);
    await power.close();
    await using quick = await openStore({ path, durability: 'process' });
    expect(quick.capabilities).toEqual({ ...capabilities, durability: 'process' });
  });

  test('is not a file, and no folder with something else in it', async () => {
    const folder = await newFolder();
    const file = join(folder, 'file');
    await writeFile(file, 'mine');
    await expectRefused(folder, file, 'SCHEMA_VERSION');
    await expectRefused(folder, folder, 'SCHEMA_VERSION');
    await mkdir(join(folder, 'other', 'scopes', 'full'), { recursive: true });
    await expectRefused(folder, join(folder, 'other'), 'SCHEMA_VERSION');
  });

  test('that is missing or empty is nothing to a reader', async () => {
    const folder = await newFolder();
    await expect(openStore({ path: join(folder, 'none', 'none'), readOnly: true })).rejects.toMatchObject({ code: 'BACKEND', details: { reason: 'ENOENT' } });
    await expect(openStore({ path: folder, readOnly: true })).rejects.toMatchObject({ code: 'SCHEMA_VERSION' });
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ['a newer version', '{"format":"@cw/store-jsonfile","version":2}', 'SCHEMA_VERSION'],
    ['another format', '{"format":"something","version":1}', 'SCHEMA_VERSION'],
    ['a version that is none', '{"format":"@cw/store-jsonfile","version":0}', 'CORRUPT'],
    ['no version', '{"format":"@cw/store-jsonfile"}', 'CORRUPT'],
    ['nothing', '', 'CORRUPT'],
    ['no JSON', '{"format":', 'CORRUPT'],
  ])('whose format names %s is refused and stays as it is', async (_, format, code) => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    await (await openOn(quickFiles, { path })).close();
    await writeFile(join(path, 'format.json'), format);
    await expectRefused(folder, path, code);
    expect(await readFile(join(path, 'format.json'), 'utf8')).toBe(format);
  });

  test('may have lost its empty folders, as in a clone of a Git repository', async () => {
    const path = await newPath();
    await (await openOn(quickFiles, { path })).close();
    await rmdir(join(path, 'scopes'));
    const store = await openOn(quickFiles, { path });
    await store.events.append(item('a'));
    await store.close();
    await rmdir(join(path, 'scopes', 'default', 'artifacts'));
    const reader = await openOn(quickFiles, { path, readOnly: true });
    expect(await reader.artifacts.listRefs()).toEqual([]);
    await reader.close();
    const again = await openOn(quickFiles, { path });
    await Promise.all(['a', 'b'].map(async (handle) => await again.artifacts.put(handle, 'bytes')));
    expect((await again.artifacts.listRefs()).map(({ handle }) => handle)).toEqual(['a', 'b']);
    await again.close();
  });

  test('gives no way out of it: symbolic links in it are not followed', async () => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    const store = await openOn(quickFiles, { path });
    await fill(store);
    await store.close();
    const scope = join(path, 'scopes', 'default');
    for (const name of ['events.jsonl', join('artifacts', 'plain.data')]) {
      await rename(join(scope, name), join(folder, 'elsewhere'));
      await symlink(join(folder, 'elsewhere'), join(scope, name));
      const again = await openOn(quickFiles, { path });
      const read = name === 'events.jsonl' ? again.events.all() : again.artifacts.get('plain');
      await expect(read).rejects.toMatchObject({ code: 'CORRUPT' });
      await again.close();
    }
  });

  test('with a scope whose folder does not say which it is, or says another, is damaged', async () => {
    const path = await newPath();
    const store = await openOn(quickFiles, { path });
    await store.withScope('a').events.append(item('a'));
    await store.withScope('b').events.append(item('b'));
    await store.close();
    const scopes = join(path, 'scopes');
    await rename(join(scopes, 'b'), join(scopes, 'c'));
    await rm(join(scopes, 'a', 'scope.json'));
    const again = await openOn(quickFiles, { path });
    for (const scope of ['a', 'c']) await expect(again.withScope(scope).events.count()).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(again.scopes()).rejects.toMatchObject({ code: 'CORRUPT' });
    await again.close();
  });
});

test('more scopes than a process may have files open', { timeout: 20_000 }, async () => {
  const path = await newPath();
  const store = await openOn(quickFiles, { path, durability: 'process' });
  const scopes = Array.from({ length: 250 }, (_, index) => `scope-${index}`);
  for (const round of [1, 2]) {
    for (const scope of scopes) expect(await store.withScope(scope).events.append(item(`e${round}`))).toBe(round);
  }
  expect((await readdir('/proc/self/fd').catch(() => [])).length).toBeLessThan(200);
  expect((await store.scopes()).length).toBe(scopes.length);
  await store.close();
});
