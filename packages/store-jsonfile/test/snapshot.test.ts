import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clock, contentOf, fill, findingsOf, item } from './support/content.ts';
import { newFolder } from './support/folders.ts';
import { failingFiles, openOn, quickFiles } from './support/unsafe-files.ts';

describe('a snapshot', () => {
  test('is a store with the same content, and shares nothing with the first', async () => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    const destination = join(folder, 'backups', 'monday');
    const store = await openOn(quickFiles, { path, clock });
    await fill(store);
    await store.withScope('X'.repeat(500)).events.append(item('a'));
    const content = await contentOf(store);
    await store.snapshot(destination);
    await store.events.append(item('later'));
    const copy = await openOn(quickFiles, { path: destination, clock });
    expect(await contentOf(copy)).toBe(content);
    expect(await findingsOf(copy)).toEqual([]);
    expect(await copy.events.append(item('later'))).toBe(5);
    await copy.close();
    await store.close();
    expect(await readdir(join(folder, 'backups'))).toEqual(['monday']);
  });

  test('taken while appends are under way holds every write called before it, whole, and none after it', async () => {
    const folder = await newFolder();
    const store = await openOn(quickFiles, { path: join(folder, 'store') });
    const writes: Promise<unknown>[] = [];
    const write = (from: number): void => {
      for (let number = from; number < from + 50; number += 1) writes.push(store.events.appendMany([item(`${number}-a`), item(`${number}-b`)]));
    };
    write(0);
    const snapshot = store.snapshot(join(folder, 'copy'));
    write(50);
    await Promise.all([snapshot, ...writes]);
    const copy = await openOn(quickFiles, { path: join(folder, 'copy') });
    expect((await copy.events.tail(1)).map(({ id }) => id)).toEqual(['49-b']);
    expect(await copy.events.count()).toBe(100);
    expect(await store.events.count()).toBe(200);
    await copy.close();
    await store.close();
  });

  test('of a reader leaves out what the writer has not finished', async () => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    const writer = await openOn(quickFiles, { path, clock });
    await fill(writer);
    const content = await contentOf(writer);
    const log = join(path, 'scopes', 'default', 'events.jsonl');
    await writeFile(log, `${await readFile(log, 'utf8')}{"more":1,"offset":5,`);
    const reader = await openOn(quickFiles, { path, readOnly: true });
    await reader.snapshot(join(folder, 'copy'));
    await reader.close();
    await writer.close();
    const copy = await openOn(quickFiles, { path: join(folder, 'copy'), clock, readOnly: true });
    expect(await contentOf(copy)).toBe(content);
    await copy.close();
  });

  test('goes nowhere where something is, nor into the store itself', async () => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    const store = await openOn(quickFiles, { path });
    await fill(store);
    await mkdir(join(folder, 'taken'));
    for (const destination of [join(folder, 'taken'), path, join(path, 'copy'), join(path, 'scopes', 'copy')]) {
      await expect(store.snapshot(destination)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', details: { argument: 'destination' } });
    }
    expect(await readdir(join(folder, 'taken'))).toEqual([]);
    expect(await findingsOf(store)).toEqual([]);
    await store.close();
  });

  test('of a store that somebody has removed fails, and is no empty store', async () => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    const store = await openOn(quickFiles, { path });
    await fill(store);
    await rm(path, { recursive: true });
    await expect(store.snapshot(join(folder, 'copy'))).rejects.toMatchObject({ code: 'BACKEND' });
    expect(await readdir(folder)).toEqual([]);
    await store.close();
  });

  test('that fails leaves nothing behind', async () => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    let failing = false;
    const store = await openOn(failingFiles('writeAsync', () => (failing ? Object.assign(new Error('full'), { code: 'ENOSPC' }) : null)), { path });
    await fill(store);
    failing = true;
    await expect(store.snapshot(join(folder, 'copy'))).rejects.toMatchObject({ code: 'BACKEND', cause: { code: 'ENOSPC' } });
    failing = false;
    const log = join(path, 'scopes', 'default', 'events.jsonl');
    await writeFile(log, (await readFile(log, 'utf8')).replace('the text of e2', 'the text of E2'));
    await expect(store.snapshot(join(folder, 'copy'))).rejects.toMatchObject({ code: 'CORRUPT' });
    expect(await readdir(folder)).toEqual(['store']);
    await store.close();
  });
});
