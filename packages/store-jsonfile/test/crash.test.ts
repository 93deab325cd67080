import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import { clock, contentOf, fill, findingsOf, item, ledgerEvent } from './support/content.ts';
import { Disk } from './support/disk/disk.ts';
import { emptyImage } from './support/disk/image.ts';
import { STORE } from './support/power-workload.ts';
import { Crash, newMortal, openOn } from './support/unsafe-files.ts';

const CHANGES: readonly (readonly [what: string, change: (store: Store) => Promise<unknown>])[] = [
  ['an append', async ({ events }) => await events.append(item('new'))],
  ['a batch', async ({ events }) => await events.appendMany([item('new-1'), item('new-2'), item('new-3')])],
  ['the first append in a scope', async (store) => await store.withScope('New Scope').events.appendMany([item('new-1'), item('new-2')])],
  ['a fact in the place of another', async ({ facts }) => await facts.put({ factId: 'f1', key: 'other', value: 'newer' })],
  ['the delete of an episode', async ({ episodes }) => await episodes.delete('p2')],
  ['the reset of a run', async ({ ledger }) => await ledger.reset({ runId: 'run-1' })],
  ['the reset of a ledger', async ({ ledger }) => await ledger.reset()],
  ['a ledger event after a reset', async ({ ledger }) => await ledger.append(ledgerEvent('l2', 'run-3'))],
  ['a new artifact', async ({ artifacts }) => await artifacts.put('new', new Uint8Array(300_000).fill(1))],
  ['an artifact in the place of another', async ({ artifacts }) => await artifacts.put('Upper:1', new Uint8Array(300_000).fill(2), { label: 'two' })],
  ['an artifact with a long handle in the place of another', async ({ artifacts }) => await artifacts.put('x'.repeat(400), 'new')],
  ['the delete of an artifact', async ({ artifacts }) => await artifacts.delete('Upper:1')],
];

/** The process that these tests run in is alive, so its lock would hold. */
function forget({ files }: Disk): void {
  for (const name of files.list(STORE) ?? []) {
    if (name.endsWith('.lock')) files.remove(join(STORE, name));
  }
}

interface Death {
  readonly acknowledged: boolean;
  /** Whether it died at all. */
  readonly died: boolean;
}

/** Runs a call on a store, in a process that dies at a change of its files: from the open on, or only in the call. */
async function die(at: number, during: 'all' | 'call', disk: Disk, call: (store: Store) => Promise<unknown>): Promise<Death> {
  const process = newMortal(disk.files);
  let acknowledged = false;
  try {
    if (during === 'all') process.dieAt(at);
    const store = await openOn(process.files, { path: STORE, clock });
    if (during === 'call') process.dieAt(at);
    await call(store);
    acknowledged = true;
    await store.close();
  } catch (error) {
    if (!isCrash(error)) throw error;
  }
  if (process.dead) forget(disk);
  return { acknowledged, died: process.dead };
}

function* namesIn(disk: Disk, folder: string): Generator<string> {
  for (const name of disk.files.list(folder) ?? []) {
    const path = join(folder, name);
    yield path;
    if (disk.files.kind(path) === 'folder') yield* namesIn(disk, path);
  }
}

function isCrash(error: unknown): boolean {
  return error instanceof Crash || (error instanceof Error && error.cause instanceof Crash);
}

describe('a process that dies at any change of a file', () => {
  test.each(CHANGES)('leaves %s done or not done, and done if it was acknowledged, also when its recovery dies', { timeout: 30_000 }, async (_, change) => {
    const base = new Disk(emptyImage());
    const original = await openOn(base.files, { path: STORE, clock });
    await fill(original);
    const before = await contentOf(original);
    await original.close();
    const model = await openOn(new Disk(base.image()).files, { path: STORE, clock });
    await change(model);
    const after = await contentOf(model);
    await model.close();
    expect(after).not.toBe(before);

    let outcomes = 0;
    for (let at = 1; ; at += 1) {
      const disk = new Disk(base.image());
      const { acknowledged, died } = await die(at, 'call', disk, change);
      if (!died) break;
      for (let again = 1; ; again += 1) {
        const copy = new Disk(disk.image());
        const recovery = await die(again, 'all', copy, contentOf);
        const store = await openOn(copy.files, { path: STORE, clock });
        const content = await contentOf(store);
        expect(acknowledged ? [after] : [before, after], `change ${at}, recovery ${again}`).toContain(content);
        expect(await findingsOf(store)).toEqual([]);
        await store.close();
        outcomes += 1;
        if (!recovery.died) break;
      }
    }
    expect(outcomes).toBeGreaterThan(5);
  });

  test('leaves nothing lying about once the next writer has used the store', async () => {
    for (let at = 1; ; at += 1) {
      const disk = new Disk(emptyImage());
      const { died } = await die(at, 'all', disk, async (store) => {
        await store.artifacts.put('a', 'old');
        await store.artifacts.put('a', 'new');
        await store.ledger.append(ledgerEvent('l1', 'run-1'));
        await store.ledger.reset();
      });
      if (!died) break;
      const store = await openOn(disk.files, { path: STORE, clock });
      await contentOf(store);
      await store.close();
      const names = [...namesIn(disk, STORE)];
      expect(names.filter((name) => /\.(?:tmp|pending|lock)$/.test(name)), `change ${at}`).toEqual([]);
      const artifacts = names.filter((name) => /artifacts\/a\./.test(name)).length;
      expect([0, 2], `change ${at}`).toContain(artifacts);
    }
  });

  test('creates a store, or leaves a folder in which one can be created', async () => {
    for (let at = 1; ; at += 1) {
      const disk = new Disk(emptyImage());
      const { died } = await die(at, 'all', disk, async () => undefined);
      const store = await openOn(disk.files, { path: STORE, clock });
      expect(await store.events.append(item('e1')), `change ${at}`).toBe(1);
      await store.close();
      if (!died) break;
    }
  });
});
