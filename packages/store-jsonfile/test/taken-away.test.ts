import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import { clock, contentOf, fill, findingsOf, item, ledgerEvent } from './support/content.ts';
import { newFolder, newPath } from './support/folders.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

const WRITES: readonly (readonly [what: string, write: (store: Store) => Promise<unknown>])[] = [
  ['an append', async ({ events }) => await events.append(item('new'))],
  ['the first append in a scope', async (store) => await store.withScope('new').events.append(item('new'))],
  ['a ledger event', async ({ ledger }) => await ledger.append(ledgerEvent('new', 'run'))],
  ['the reset of a ledger', async ({ ledger }) => await ledger.reset()],
  ['a fact', async ({ facts }) => await facts.put({ factId: 'f1', key: 'k', value: 'newer' })],
  ['a new artifact', async ({ artifacts }) => await artifacts.put('new', 'bytes')],
  ['an artifact in the place of another', async ({ artifacts }) => await artifacts.put('plain', 'bytes')],
  ['the delete of an artifact', async ({ artifacts }) => await artifacts.delete('plain')],
];

const DURABILITIES = ['power', 'process'] as const;

async function filledStore(path: string, durability: (typeof DURABILITIES)[number]): Promise<Store> {
  const store = await openOn(quickFiles, { path, clock, durability });
  await fill(store);
  return store;
}

/** Every write is refused like this. */
async function expectRefused(store: Store, error: object): Promise<void> {
  for (const [what, write] of WRITES) {
    const outcome = await write(store).then(() => 'done', (reason: unknown) => reason);
    expect({ what, outcome }).toMatchObject({ what, outcome: error });
  }
}

describe.each(DURABILITIES)('what is taken away under an open store (durability %s)', (durability) => {
  test.each([
    ['removed', async (path: string) => await rm(path, { recursive: true })],
    ['moved away', async (path: string) => await rename(path, `${path}-elsewhere`)],
  ])('its folder, %s: nothing is acknowledged any more, and verify tells', async (_, take) => {
    const path = await newPath();
    const store = await filledStore(path, durability);
    await take(path);
    await expectRefused(store, { code: 'BACKEND', message: expect.stringContaining('writer.lock') as unknown });
    expect((await findingsOf(store)).map(({ code, where }) => ({ code, where }))).toContainEqual({ code: 'CORRUPT', where: join(path, 'format.json') });
    await store.close();
  });

  test('its folder, with another store in its place: that one is not written to', async () => {
    const folder = await newFolder();
    const path = join(folder, 'store');
    const store = await filledStore(path, durability);
    await rename(path, join(folder, 'elsewhere'));
    const other = await filledStore(path, durability);
    const content = await contentOf(other);
    await expectRefused(store, { code: 'STORE_LOCKED', pid: process.pid });
    await store.close();
    expect(await contentOf(other)).toBe(content);
    expect(await other.events.append(item('new'))).toBe(5);
    await other.close();
  });

  test('its lock, which another handle takes: only that one writes', async () => {
    const path = await newPath();
    const store = await filledStore(path, durability);
    await rm(join(path, 'writer.lock'));
    await expect(store.events.append(item('new'))).rejects.toMatchObject({ code: 'BACKEND' });
    const other = await openOn(quickFiles, { path, clock, durability });
    await expectRefused(store, { code: 'STORE_LOCKED' });
    await store.close();
    for (const [, write] of WRITES) await write(other);
    expect(await findingsOf(other)).toEqual([]);
    await other.close();
  });

  test.each([
    ['removed', async (log: string) => await rm(log)],
    ['replaced by a copy', async (log: string) => await rename(log.replace('events', 'ledger'), log)],
  ])('one of its logs, %s: it is not written to, verify tells, and the others go on', async (_, take) => {
    const path = await newPath();
    const store = await filledStore(path, durability);
    const log = join(path, 'scopes', 'default', 'events.jsonl');
    await take(log);
    for (const _attempt of [1, 2]) await expect(store.events.append(item('new'))).rejects.toMatchObject({ code: 'CORRUPT', details: { where: log } });
    expect((await findingsOf(store)).map(({ where }) => where)).toContain(log);
    await store.facts.put({ factId: 'f1', key: 'k', value: 'newer' });
    expect((await store.facts.get('f1')).value).toBe('newer');
    await store.close();
  });

  test('the folder of a scope: verify tells', async () => {
    const path = await newPath();
    const store = await filledStore(path, durability);
    await rm(join(path, 'scopes', 'default'), { recursive: true });
    await expect(store.events.append(item('new'))).rejects.toMatchObject({ code: 'CORRUPT' });
    expect((await findingsOf(store)).map(({ where }) => where)).toContain(join(path, 'scopes', 'default'));
    await store.close();
  });
});
