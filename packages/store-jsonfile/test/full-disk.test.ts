import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Store } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { clock, contentOf, findingsOf, item } from './support/content.ts';
import { newPath } from './support/folders.ts';
import { linesOf } from './support/processes.ts';
import { failingFiles, openOn, quickFiles } from './support/unsafe-files.ts';

const NO_SPACE = (): Error => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
const BROKEN = (): Error => Object.assign(new Error('i/o error'), { code: 'EIO' });

describe('a full disk', () => {
  test.skipIf(process.platform === 'win32')('by a real limit on file sizes: the write fails, nothing is lost, and what fits still goes in', { timeout: 20_000 }, async () => {
    const path = await newPath();
    const module = fileURLToPath(new URL('./support/full-disk-child.ts', import.meta.url));
    // Blocks of 512 bytes.
    const child = spawn('sh', ['-c', 'ulimit -f 200; exec "$0" --conditions=@cw/source "$@"', process.execPath, module, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    for await (const line of linesOf(child)) lines.push(line);
    const report: unknown = JSON.parse(lines.join(''));
    expect(report).toEqual({
      acknowledged: ['big-0', 'big-1', 'big-2', 'big-3', 'big-4', 'small', 'artifact-small'],
      problems: [
        { id: 'big-5', code: 'BACKEND', cause: 'EFBIG' },
        { id: 'batch', code: 'BACKEND', cause: 'EFBIG' },
        { id: 'artifact', code: 'BACKEND', cause: 'EFBIG' },
      ],
      seen: ['big-0', 'big-1', 'big-2', 'big-3', 'big-4', 'small'],
      old: 'the old one',
    });
    await using store = await openStore({ path });
    const events = await store.events.all();
    expect(report).toMatchObject({ seen: events.map(({ id }) => id) });
    expect(await findingsOf(store)).toEqual([]);
  });
});

/** What is changed, which step of it fails, and how. */
const FAILURES = [
  ['the write of a record', 'write', NO_SPACE, async ({ events }: Store) => await events.appendMany([item('x'), item('y')])],
  ['the sync of a record', 'sync', BROKEN, async ({ events }: Store) => await events.append(item('x'))],
  ['the write of an artifact', 'writeAsync', NO_SPACE, async ({ artifacts }: Store) => await artifacts.put('new', new Uint8Array(100_000))],
  ['the write of a short artifact', 'write', NO_SPACE, async ({ artifacts }: Store) => await artifacts.put('new', 'bytes')],
  ['the sync of an artifact', 'sync', BROKEN, async ({ artifacts }: Store) => await artifacts.put('old', 'bytes')],
  ['the rename of a new artifact', 'rename', NO_SPACE, async ({ artifacts }: Store) => await artifacts.put('new', 'bytes')],
  ['the sync of the folder of a new artifact', 'syncFolder', BROKEN, async ({ artifacts }: Store) => await artifacts.put('new', 'bytes')],
  ['the rename of a replacement', 'rename', NO_SPACE, async ({ artifacts }: Store) => await artifacts.put('old', 'bytes')],
  ['the sync of the folder of a replacement', 'syncFolder', BROKEN, async ({ artifacts }: Store) => await artifacts.put('old', 'bytes')],
  ['the sync of the folder of a deleted artifact', 'syncFolder', BROKEN, async ({ artifacts }: Store) => await artifacts.delete('old')],
  ['the first write in a scope', 'create', NO_SPACE, async (store: Store) => await store.withScope('new').events.append(item('x'))],
  ['the rename of a new scope', 'rename', NO_SPACE, async (store: Store) => await store.withScope('new').facts.put({ factId: 'f', key: 'k', value: 'v' })],
] as const;

describe('a step that fails', () => {
  test.each(FAILURES)('%s: the call is a BACKEND error, changes nothing, and succeeds when it is made again', async (_, step, problem, call) => {
    const path = await newPath();
    let failing = false;
    const store = await openOn(failingFiles(step, () => (failing ? problem() : null)), { path, clock });
    await store.events.append(item('old'));
    await store.artifacts.put('old', 'the old one');
    const before = await contentOf(store);
    failing = true;
    for (const _attempt of [1, 2]) {
      await expect(call(store)).rejects.toMatchObject({ code: 'BACKEND', cause: { code: expect.stringMatching(/ENOSPC|EIO/) as unknown } });
      expect(await contentOf(store)).toBe(before);
    }
    failing = false;
    await call(store);
    const after = await contentOf(store);
    expect(after).not.toBe(before);
    expect(await findingsOf(store)).toEqual([]);
    await store.close();
    const again = await openOn(quickFiles, { path, clock });
    expect(await contentOf(again)).toBe(after);
    await again.close();
  });

  test('after a failed sync the file is opened anew before anything else is written to it', async () => {
    const path = await newPath();
    let failing = false;
    const synced: number[] = [];
    const opened: number[] = [];
    const store = await openOn({
      ...quickFiles,
      open: (file, mode) => {
        const found = quickFiles.open(file, mode);
        if (found !== undefined && mode === 'write') opened.push(found);
        return found;
      },
      sync: async (file) => {
        synced.push(file);
        if (failing) throw BROKEN();
      },
    }, { path });
    await store.events.append(item('a'));
    failing = true;
    await expect(store.events.append(item('b'))).rejects.toMatchObject({ code: 'BACKEND' });
    failing = false;
    const syncsBefore = synced.length;
    opened.length = 0;
    expect(await store.events.append(item('c'))).toBe(2);
    expect(opened).toHaveLength(1);
    expect(synced.slice(syncsBefore)).toEqual([opened[0], opened[0]]);
    await store.close();
  });

  test('a replacement whose commit cannot be made durable is taken back', async () => {
    const path = await newPath();
    let syncs = Number.NEGATIVE_INFINITY;
    const store = await openOn(failingFiles('syncFolder', () => ((syncs += 1) === 2 ? BROKEN() : null)), { path, clock });
    await store.artifacts.put('a', 'old');
    const before = await contentOf(store);
    syncs = 0;
    await expect(store.artifacts.put('a', 'new')).rejects.toMatchObject({ code: 'BACKEND', cause: { code: 'EIO' } });
    expect(syncs).toBe(2);
    expect(await contentOf(store)).toBe(before);
    await store.close();
    const again = await openOn(quickFiles, { path, clock });
    expect(await contentOf(again)).toBe(before);
    expect(await findingsOf(again)).toEqual([]);
    await again.close();
  });

  test('once a replacement has been committed it counts, even if it cannot be put in place yet', async () => {
    const path = await newPath();
    let renames = Number.NEGATIVE_INFINITY;
    const store = await openOn(failingFiles('rename', () => ((renames += 1) > 1 ? BROKEN() : null)), { path, clock });
    await store.artifacts.put('a', 'old');
    renames = 0;
    await store.artifacts.put('a', 'new', { label: 'new' });
    expect(Buffer.from(await store.artifacts.get('a')).toString()).toBe('new');
    expect((await store.artifacts.ref('a')).label).toBe('new');
    await expect(store.artifacts.put('a', 'newer')).rejects.toMatchObject({ code: 'BACKEND' });
    renames = Number.NEGATIVE_INFINITY;
    await store.artifacts.put('a', 'newest');
    expect(Buffer.from(await store.artifacts.get('a')).toString()).toBe('newest');
    expect(await findingsOf(store)).toEqual([]);
    await store.close();
  });
});
