import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clock, contentOf, findingsOf, ledgerEvent } from './support/content.ts';
import { newPath } from './support/folders.ts';
import { failingFiles, openOn, quickFiles } from './support/unsafe-files.ts';

describe('a log with more that is gone than that is there', () => {
  test('is written anew: facts that are replaced again and again take no room', async () => {
    const path = await newPath();
    const log = join(path, 'scopes', 'default', 'facts.jsonl');
    const store = await openOn(quickFiles, { path, clock, durability: 'process' });
    await store.facts.put({ factId: 'other', key: 'k', value: 'stays' });
    let largest = 0;
    for (let round = 0; round < 300; round += 1) {
      await store.facts.put({ factId: 'f', key: 'k', value: `${round} ${'x'.repeat(2000)}` });
      largest = Math.max(largest, (await stat(log)).size);
    }
    expect(largest).toBeLessThan(80_000);
    expect((await store.facts.all()).map(({ value }) => value.slice(0, 5))).toEqual(['299 x', 'stays']);
    const content = await contentOf(store);
    await store.close();
    const again = await openOn(quickFiles, { path, clock });
    expect(await contentOf(again)).toBe(content);
    expect(await findingsOf(again)).toEqual([]);
    await again.close();
  });

  test('is written anew after every reset of a ledger, which leaves nothing of it on disk but its last offset', async () => {
    const path = await newPath();
    const log = join(path, 'scopes', 'default', 'ledger.jsonl');
    const store = await openOn(quickFiles, { path });
    await store.ledger.appendMany([ledgerEvent('a', 'keep'), ledgerEvent('b', 'secret'), ledgerEvent('c', 'secret')]);
    expect(await store.ledger.reset({ runId: 'secret' })).toBe(2);
    expect(await readFile(log, 'utf8')).not.toContain('secret');
    expect((await store.ledger.events()).map(({ offset }) => offset)).toEqual([1]);
    await store.close();
    const again = await openOn(quickFiles, { path });
    expect(await again.ledger.append(ledgerEvent('b', 'run'))).toEqual({ offset: 4, appended: true });
    expect(await again.ledger.reset()).toBe(2);
    await again.close();
    expect((await readFile(log, 'utf8')).split('\n')).toHaveLength(2);
    const third = await openOn(quickFiles, { path });
    expect(await third.ledger.latestOffset()).toBe(0);
    expect((await third.ledger.append(ledgerEvent('a', 'run'))).offset).toBe(5);
    await third.close();
  });

  test('stays as it is where there is no room to write it anew, and what was called is done all the same', async () => {
    const path = await newPath();
    let full = false;
    const files = failingFiles('rename', () => (full ? Object.assign(new Error('no space'), { code: 'ENOSPC' }) : null));
    const store = await openOn(files, { path });
    await store.ledger.appendMany([ledgerEvent('a', 'run-1'), ledgerEvent('b', 'run-2')]);
    full = true;
    expect(await store.ledger.reset({ runId: 'run-1' })).toBe(1);
    expect((await store.ledger.append(ledgerEvent('c', 'run-3'))).offset).toBe(3);
    await store.close();
    const again = await openOn(quickFiles, { path });
    expect((await again.ledger.events()).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(await findingsOf(again)).toEqual([]);
    await again.close();
  });
});
