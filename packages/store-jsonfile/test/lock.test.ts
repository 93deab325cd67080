import type { ChildProcess } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isStoreError, type Store } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import type { Files } from '../src/files.ts';
import { openStore } from '../src/index.ts';
import { acquireLock, type WriterLock } from '../src/lock.ts';
import { item, sorted } from './support/content.ts';
import { newFolder, newPath } from './support/folders.ts';
import { kill, linesOf, startProcess } from './support/processes.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

const ON_LINUX = process.platform === 'linux';

/** A lock whose process is gone: no process has a number that high. */
const GONE = { token: '00000000-0000-4000-8000-000000000000', pid: 2 ** 30, started: null, host: hostname() };

async function leaveLock(folder: string, lock: object): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'writer.lock'), JSON.stringify(lock));
}

/** A process, and the next line that it says. */
function opener(path: string): { child: ChildProcess; order: () => void; said: () => Promise<string | undefined> } {
  const child = startProcess('./open-child.ts', [path]);
  const lines = linesOf(child);
  return {
    child,
    order: () => child.stdin?.write('go\n'),
    said: async () => {
      const line = await lines.next();
      return line.done === true ? undefined : line.value;
    },
  };
}

/** The outcomes of calls that were made at once: what succeeded, and the codes of what did not. */
async function race<T>(calls: readonly Promise<T>[]): Promise<{ won: readonly T[]; codes: readonly string[] }> {
  const settled = await Promise.allSettled(calls);
  return {
    won: settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    codes: settled.flatMap((outcome) => (outcome.status === 'rejected' ? [isStoreError(outcome.reason) ? outcome.reason.code : String(outcome.reason)] : [])),
  };
}

describe('the lock of the writer', () => {
  test('a second writer is STORE_LOCKED and learns the pid; a reader is not', async () => {
    const path = await newPath();
    const first = await openStore({ path });
    await first.events.append(item('a'));
    await expect(openStore({ path })).rejects.toMatchObject({ code: 'STORE_LOCKED', pid: process.pid, message: expect.stringContaining(String(process.pid)) as unknown });
    await using reader = await openStore({ path, readOnly: true });
    expect(await reader.events.count()).toBe(1);
    await first.close();
    await using second = await openStore({ path });
    expect(await second.events.append(item('b'))).toBe(2);
  });

  test('a process holds the store until it is killed', { timeout: 20_000 }, async () => {
    const path = await newPath();
    const holder = opener(path);
    holder.order();
    expect([await holder.said(), await holder.said()]).toEqual(['ready', 'open']);
    await expect(openStore({ path })).rejects.toMatchObject({ code: 'STORE_LOCKED', pid: holder.child.pid });
    await kill(holder.child);
    await using store = await openStore({ path });
    expect(await store.events.append(item('a'))).toBe(1);
    expect(sorted(await readdir(path))).toEqual(['format.json', 'scopes', 'writer.lock']);
  });

  test('of many processes that find a stale lock exactly one wins', { timeout: 30_000 }, async () => {
    const path = await newPath();
    await leaveLock(path, GONE);
    const openers = Array.from({ length: 6 }, () => opener(path));
    for (const { said } of openers) expect(await said()).toBe('ready');
    for (const { order } of openers) order();
    const said = await Promise.all(openers.map(async (one) => await one.said()));
    for (const { child } of openers) await kill(child);
    expect(sorted(said.map(String))).toEqual([...Array.from({ length: 5 }, () => 'STORE_LOCKED'), 'open']);
  });

  test('of many handles that find a stale lock exactly one wins, time and again', async () => {
    const folder = await newFolder();
    for (let round = 0; round < 40; round += 1) {
      const path = join(folder, String(round % 4));
      await leaveLock(path, { ...GONE, token: GONE.token.replace(/^0{8}/, String(10_000_000 + round)) });
      const { won, codes } = await race(Array.from({ length: 12 }, async () => await acquireLock(quickFiles, path)));
      expect(won).toHaveLength(1);
      expect(codes).toEqual(Array.from({ length: 11 }, () => 'STORE_LOCKED'));
      for (const lock of won) lock.release();
      expect((await readdir(path)).filter((name) => name !== 'writer.lock')).toEqual([]);
    }
  });

  test('of many handles that create a store exactly one wins', async () => {
    const path = await newPath();
    const { won, codes } = await race(Array.from({ length: 12 }, async () => await openOn(quickFiles, { path })));
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['STORE_LOCKED']));
    for (const store of won) await store.close();
  });

  test.each([true, false])('whoever saw a stale lock long ago does not win against its successor (who is there still: %s)', async (stays) => {
    const folder = await newFolder();
    await leaveLock(folder, GONE);
    const successors: WriterLock[] = [];
    // Between the look at the lock and the attempt to take it, another one takes it, clears up, and perhaps goes.
    const slowFiles: Files = {
      ...quickFiles,
      sync: async () => {
        if (successors.length > 0) return;
        const successor = await acquireLock(quickFiles, folder);
        successors.push(successor);
        if (!stays) successor.release();
      },
    };
    const { won, codes } = await race([acquireLock(slowFiles, folder)]);
    expect(successors).toHaveLength(1);
    expect(codes).toEqual(stays ? ['STORE_LOCKED'] : []);
    expect(await readdir(folder)).toEqual(['writer.lock']);
    for (const lock of stays ? successors : won) lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('whoever opens a store clears away the file with which another one was about to take the lock; that one sees it, and looks again', async () => {
    const path = await newPath();
    const successors: Store[] = [];
    const slowFiles: Files = {
      ...quickFiles,
      sync: async () => {
        if (successors.length === 0) successors.push(await openOn(quickFiles, { path }));
      },
    };
    const { codes } = await race([openOn(slowFiles, { path })]);
    expect(codes).toEqual(['STORE_LOCKED']);
    for (const store of successors) await store.close();
  });

  test('a successor that died before it had cleared up does not block', async () => {
    const path = await newPath();
    await leaveLock(path, GONE);
    const second = { ...GONE, token: GONE.token.replace(/^0/, '1') };
    await writeFile(join(path, `writer.${GONE.token}.lock`), JSON.stringify(second));
    await using store = await openOn(quickFiles, { path });
    expect(store.scope).toBe('default');
    expect(sorted(await readdir(path))).toEqual(['format.json', 'scopes', 'writer.lock']);
  });

  test.runIf(ON_LINUX)('a process that only has the number of the holder is not the holder', async () => {
    const path = await newPath();
    await leaveLock(path, { ...GONE, pid: process.pid, started: 'another boot/1' });
    await using store = await openOn(quickFiles, { path });
    expect(await store.events.append(item('a'))).toBe(1);
  });

  test('what cannot be told to be gone holds the lock', async () => {
    const path = await newPath();
    await leaveLock(path, { ...GONE, host: 'another machine' });
    await expect(openOn(quickFiles, { path })).rejects.toMatchObject({ code: 'STORE_LOCKED', pid: GONE.pid });
    await leaveLock(path, { ...GONE, pid: process.pid });
    await expect(openOn(quickFiles, { path })).rejects.toMatchObject({ code: 'STORE_LOCKED', pid: process.pid });
    await writeFile(join(path, 'writer.lock'), 'no lock');
    await expect(openOn(quickFiles, { path })).rejects.toMatchObject({ code: 'STORE_LOCKED', pid: null });
    expect(await readFile(join(path, 'writer.lock'), 'utf8')).toBe('no lock');
  });
});
