import { renameSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { expect, test } from 'vitest';
import type { Files } from '../src/files.ts';
import { newPath } from './support/folders.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

const MINUTE = 60;

test('a reader reads the names of a folder again only when it has changed', async () => {
  const { path, reader, writer, reads } = await openBoth();
  await writer.artifacts.put('a', '1');
  setTime(path, seconds() - MINUTE);
  expect([await namesOf(reader), await namesOf(reader), reads()]).toEqual([['a'], ['a'], 1]);
  await writer.artifacts.put('b', '2');
  expect([await namesOf(reader), reads()]).toEqual([['a', 'b'], 2]);
  await writer.artifacts.delete('a');
  expect([await namesOf(reader), reads()]).toEqual([['b'], 3]);
});

test('a reader does not take the time of a folder that has just changed for the last word', async () => {
  const { path, reader, writer } = await openBoth();
  await writer.artifacts.put('a', '1');
  const now = seconds();
  setTime(path, now);
  expect(await namesOf(reader)).toEqual(['a']);
  await writer.artifacts.put('b', '2');
  // As where the file system counts in seconds, and both came in one.
  setTime(path, now);
  expect(await namesOf(reader)).toEqual(['a', 'b']);
});

test('a reader sees what changes in a folder on another disk, which a link stands for', async () => {
  const { path, reader, writer } = await openBoth();
  await writer.artifacts.put('a', '1');
  const elsewhere = await newPath();
  renameSync(folderIn(path), elsewhere);
  symlinkSync(elsewhere, folderIn(path));
  setTime(path, seconds() - MINUTE);
  expect(await namesOf(reader)).toEqual(['a']);
  await writer.artifacts.put('b', '2');
  expect(await namesOf(reader)).toEqual(['a', 'b']);
});

test('the writer reads the names once, and keeps them', async () => {
  const { writer, writes } = await openBoth();
  await writer.artifacts.put('b', '2');
  await namesOf(writer);
  const before = writes();
  await writer.artifacts.put('a', '1');
  await writer.artifacts.delete('b');
  expect([await namesOf(writer), writes() - before]).toEqual([['a'], 0]);
});

async function openBoth(): Promise<{ path: string; reader: Store; writer: Store; reads: () => number; writes: () => number }> {
  const path = await newPath();
  const [own, others] = [counting(), counting()];
  const writer = await openOn(own.files, { path });
  const reader = await openOn(others.files, { path, readOnly: true });
  return { path, reader, writer, reads: others.count, writes: own.count };
}

/** How often a folder that may hold many has been read. */
function counting(): { readonly files: Files; readonly count: () => number } {
  let count = 0;
  return {
    files: {
      ...quickFiles,
      listLarge: async (folder) => {
        count += 1;
        return await quickFiles.listLarge(folder);
      },
    },
    count: () => count,
  };
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

function setTime(path: string, time: number): void {
  utimesSync(folderIn(path), time, time);
}

function folderIn(path: string): string {
  return join(path, 'scopes', 'default', 'artifacts');
}

async function namesOf(store: Store): Promise<string[]> {
  return (await store.artifacts.listRefs()).map(({ handle }) => handle);
}
