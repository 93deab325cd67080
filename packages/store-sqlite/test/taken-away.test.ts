import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { isStoreError, type Store } from '@cw/store-core';
import { fillSmall, type Readings, readEverything, wrongReadings } from '@cw/store-core/conformance';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

const WRITES: readonly (readonly [what: string, write: (store: Store) => Promise<unknown>])[] = [
  ['an append', async ({ events }) => await events.append({ id: 'new', kind: 'user_turn', text: '' })],
  ['the first append in a scope', async (store) => await store.withScope('new').events.append({ id: 'new', kind: 'user_turn', text: '' })],
  ['the reset of a ledger', async ({ ledger }) => await ledger.reset()],
  ['a fact', async ({ facts }) => await facts.put({ factId: 'f1', key: 'k', value: 'newer' })],
  ['an artifact', async ({ artifacts }) => await artifacts.put('data', 'bytes')],
  ['a large artifact', async ({ artifacts }) => await artifacts.put('large', new Uint8Array(2_000_000))],
  ['the delete of an artifact', async ({ artifacts }) => await artifacts.delete('data')],
];

const TAKEN: readonly (readonly [what: string, take: (path: string) => Promise<unknown>, lost: string])[] = [
  ['its file is removed', async (path) => await rm(path), ''],
  ['its file is moved away', async (path) => await rename(path, `${path}.old`), ''],
  ['its file is replaced by a copy', async (path) => await copyFile(path, `${path}.copy`).then(async () => await rename(`${path}.copy`, path)), ''],
  ['its log is removed', async (path) => await rm(`${path}-wal`), '-wal'],
  ['its folder is removed', async () => await rm(file('folder'), { recursive: true }), ''],
];

test.each(TAKEN)('under an open store %s: nothing is acknowledged any more, and verify tells', async (_, take, lost) => {
  const path = file('folder/store.db');
  const store = await openStore({ path });
  await fillSmall(store);
  await take(path);
  for (const [what, write] of WRITES) {
    const outcome = await write(store).then(() => 'done', (reason: unknown) => reason);
    expect({ what, outcome }).toMatchObject({ what, outcome: { code: 'BACKEND', details: { where: path + lost } } });
  }
  expect((await Array.fromAsync(store.verify())).map(({ code, where }) => ({ code, where }))).toContainEqual({ code: 'CORRUPT', where: path + lost });
  await store.close();
});

test('a file that is cut off under an open store gives right values or errors, and verify tells', async () => {
  await mkdir(file('folder'));
  const path = file('folder/store.db');
  await fillAndClose(path);
  const store = await openStore({ path });
  const expected = await readEverything(store);
  const handle = await open(path, 'r+');
  const { size } = await handle.stat();
  const problems: string[] = [];
  for (let length = size - 4096; length > 4096; length -= 5 * 4096) {
    await handle.truncate(length - 100);
    // Another connection has none of it in its memory.
    problems.push(...(await problemsOfReader(path, expected)));
  }
  await handle.close();
  await store.close();
  expect(problems).toEqual([]);
});

async function fillAndClose(path: string): Promise<void> {
  await using store = await openStore({ path });
  await fillSmall(store);
}

/** What another handle gives that it should not. */
async function problemsOfReader(path: string, expected: Readings): Promise<readonly string[]> {
  try {
    await using reader = await openStore({ path, readOnly: true });
    const found = await readEverything(reader);
    const told = (await Array.fromAsync(reader.verify())).length > 0;
    return [...wrongReadings(expected, found), ...(told ? [] : ['verify tells nothing'])];
  } catch (error) {
    return isStoreError(error) && error.code === 'CORRUPT' ? [] : [String(error)];
  }
}
