import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStoreError, type Store } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import { clock, contentOf, findingsOf, item, sorted } from './support/content.ts';
import { damageBytes } from './support/damage-everywhere.ts';
import { newPath } from './support/folders.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

/** All that can be read of a store; or the code of the StoreError that said why not. */
async function outcomeOf(path: string, readOnly: boolean): Promise<string> {
  let store: Store | undefined;
  try {
    store = await openOn(quickFiles, { path, clock, readOnly });
    return await contentOf(store);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return error.code;
  } finally {
    await store?.close();
  }
}

describe('damage to stored data', () => {
  // A sample: in full, it goes through every byte in fourteen ways.
  test('any changed byte is found, or changes nothing', { timeout: 60_000 }, async () => {
    const { failures, bytes } = await damageBytes({ every: 9, ways: 1 });
    expect(failures).toEqual([]);
    expect(bytes).toBeGreaterThan(200);
  });

  test('any changed byte of a log that has an index, or of the index, is found, or changes nothing', { timeout: 60_000 }, async () => {
    const { failures, bytes } = await damageBytes({ every: 13, ways: 1, indexFrom: 1 });
    expect(failures).toEqual([]);
    expect(bytes).toBeGreaterThan(200);
  });

  test.each([['without an index', undefined], ['with an index', 1]] as const)('a damaged line is named with its file, refuses the whole log, and stays as it is, %s', async (_, indexFrom) => {
    const path = await newPath();
    const store = await openOn(quickFiles, { path }, indexFrom);
    await store.events.appendMany([item('a'), item('b'), item('c'), item('d')]);
    await store.facts.put({ factId: 'f', key: 'k', value: 'v' });
    await store.close();
    const log = join(path, 'scopes', 'default', 'events.jsonl');
    const text = (await readFile(log, 'utf8')).replace('the text of b', 'the text of B').replace('the text of d', 'the text of D');
    await writeFile(log, text);
    const damaged = await openOn(quickFiles, { path });
    for (const call of [() => damaged.events.get('a'), () => damaged.events.count(), () => damaged.events.append(item('e'))]) {
      await expect(call()).rejects.toMatchObject({ code: 'CORRUPT', details: { where: `${log}:2` } });
    }
    expect((await damaged.facts.get('f')).value).toBe('v');
    const places = (await findingsOf(damaged)).map(({ code, where }) => ({ code, where }));
    expect(places).toEqual([{ code: 'CORRUPT', where: `${log}:2` }, { code: 'CORRUPT', where: `${log}:4` }]);
    await damaged.close();
    expect(await readFile(log, 'utf8')).toBe(text);
  });

  test('a line that is missing, doubled or out of place is damage', async () => {
    const path = await newPath();
    const store = await openOn(quickFiles, { path });
    for (const id of ['a', 'b', 'c']) await store.events.append(item(id));
    await store.events.appendMany([item('d'), item('e'), item('f')]);
    await store.close();
    const log = join(path, 'scopes', 'default', 'events.jsonl');
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = (await readFile(log, 'utf8')).split('\n');
    const lists = { doubled: [a, b, b, c], swapped: [b, a, c], 'without the middle of a batch': [a, b, c, d, f], 'a batch in another': [a, b, c, d, d, e, f] };
    for (const [what, lines] of Object.entries(lists)) {
      await writeFile(log, lines.map((line) => `${line}\n`).join(''));
      expect({ what, outcome: await outcomeOf(path, false) }).toEqual({ what, outcome: 'CORRUPT' });
    }
  });

  test('verify names files that do not belong there, and metadata that does not match', async () => {
    const path = await newPath();
    const store = await openOn(quickFiles, { path });
    await store.artifacts.put('a', 'one');
    await store.artifacts.put('b', 'two');
    const scope = join(path, 'scopes', 'default');
    const artifacts = join(scope, 'artifacts');
    const strays = [join(path, 'notes.txt'), join(path, 'scopes', 'file'), join(scope, 'events.jsonl.bak'), join(artifacts, 'UPPER.json')];
    for (const stray of strays) await writeFile(stray, 'x');
    await cp(join(artifacts, 'a.json'), join(artifacts, 'c.json'));
    await writeFile(join(artifacts, 'b.data'), 'two and more');
    await rm(join(artifacts, 'a.data'));
    const findings = await findingsOf(store);
    expect(sorted(findings.filter(({ code }) => code === 'STRAY_FILE').map(({ where }) => where))).toEqual(sorted(strays));
    const corrupt = findings.filter(({ code }) => code === 'CORRUPT').map(({ where }) => where);
    expect(sorted(corrupt)).toEqual(['a', 'b', 'c'].map((name) => join(artifacts, `${name}.json`)));
    await store.close();
  });
});
