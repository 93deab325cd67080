import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clock, contentOf, findingsOf, item, ledgerEvent } from './support/content.ts';
import { Disk } from './support/disk/disk.ts';
import { emptyImage } from './support/disk/image.ts';
import { ALWAYS, countPasses, pathOf, readFile, writeFile } from './support/index-files.ts';
import { STORE } from './support/power-workload.ts';
import { newMortal, openOn } from './support/unsafe-files.ts';

const LOG = pathOf('events', 'jsonl');
const INDEX = pathOf('events', 'index');

/** While a log is in use, its index is due when it has so many times the bytes from which on it has one at all. */
const WHILE_IN_USE = 16;

/** Files whose writing of an index waits until it is let go on. */
function slowIndexFiles(disk: Disk): { readonly files: Disk['files']; readonly begun: Promise<void>; readonly goOn: () => void } {
  const begun = Promise.withResolvers<undefined>();
  const goOn = Promise.withResolvers<undefined>();
  const files: Disk['files'] = {
    ...disk.files,
    writeAsync: async (file, bytes, position) => {
      begun.resolve(undefined);
      await goOn.promise;
      await disk.files.writeAsync(file, bytes, position);
    },
  };
  return { files, begun: begun.promise, goOn: () => goOn.resolve(undefined) };
}

/** From where on the log was read when the store was opened, and what is in it. */
async function reopened(disk: Disk): Promise<{ readonly passes: readonly number[]; readonly content: string }> {
  const { files, of } = countPasses(disk.files);
  const store = await openOn(files, { path: STORE, clock, readOnly: true });
  const passes = of(LOG);
  const content = await contentOf(store);
  expect(await findingsOf(store)).toEqual([]);
  await store.close();
  return { passes, content };
}

/** The process that these tests run in is alive, so its lock would hold. */
function forgetLock({ files }: Disk): void {
  for (const name of files.list(STORE) ?? []) {
    if (name.endsWith('.lock')) files.remove(join(STORE, name));
  }
}

describe('the index of a log that is in use', () => {
  test('is written when the log has doubled, and no call waits for it but the close', async () => {
    const disk = new Disk(emptyImage());
    const { files, begun, goOn } = slowIndexFiles(disk);
    const store = await openOn(files, { path: STORE, clock }, 100 / WHILE_IN_USE);
    await store.events.append({ ...item('a'), parentId: 'none' });
    await begun;
    const covered = readFile(disk.files, LOG)?.length;
    for (let index = 0; index < 20; index += 1) await store.events.append({ ...item(`e-${index}`), kind: `k-${index}`, parentId: 'a' });
    expect((await store.events.children('a')).length).toBe(20);
    const content = await contentOf(store);
    let closed = false;
    const closing = store.close().then(() => {
      closed = true;
    });
    await Promise.resolve();
    expect(closed).toBe(false);
    expect(disk.files.kind(INDEX)).toBe(undefined);
    goOn();
    await closing;
    expect(covered).toBeLessThan(readFile(disk.files, LOG)?.length ?? 0);
    expect(await reopened(disk)).toEqual({ passes: [0, readFile(disk.files, LOG)?.length], content });
  });

  test('is that of the moment when the writing began, whatever is appended meanwhile', async () => {
    for (let count = 1; count < 40; count += 1) {
      const disk = new Disk(emptyImage());
      const { files, begun, goOn } = slowIndexFiles(disk);
      const store = await openOn(files, { path: STORE, clock }, 1);
      await store.events.appendMany(Array.from({ length: count }, (_, index) => ({ ...item(`e-${index}`), parentId: `e-${index - 1}` })));
      // Where a table of hashes is just growing, some appends later.
      for (let index = 0; index < 12; index += 1) await store.events.append({ ...item(`m-${index}`), parentId: `p-${index}` });
      await begun;
      const covered = readFile(disk.files, LOG)?.length ?? 0;
      await store.events.appendMany(Array.from({ length: 70 }, (_, index) => ({ ...item(`n-${index}`), parentId: `e-${index % 5}` })));
      const content = await contentOf(store);
      const children = await store.events.children('e-1');
      goOn();
      while (disk.files.kind(INDEX) === undefined) await Promise.resolve();
      const { files: counted, of } = countPasses(disk.files);
      const reader = await openOn(counted, { path: STORE, clock, readOnly: true });
      const [sum = -1, parsed = -1] = of(LOG);
      expect({ count, sum }).toEqual({ count, sum: 0 });
      expect(parsed).toBeGreaterThan(0);
      expect(parsed).toBeLessThanOrEqual(covered);
      expect(await contentOf(reader)).toBe(content);
      expect(await reader.events.children('e-1')).toEqual(children);
      for (let index = 0; index < 70; index += 1) expect(await reader.events.has(`n-${index}`)).toBe(true);
      await reader.close();
      await store.close();
    }
  });

  test('is given up where a record goes while it is written', async () => {
    const disk = new Disk(emptyImage());
    const { files, begun, goOn } = slowIndexFiles(disk);
    const store = await openOn(files, { path: STORE, clock }, 1);
    await store.facts.put({ factId: 'a', key: 'k', value: 'old' });
    await begun;
    await store.facts.put({ factId: 'a', key: 'k2', value: 'new' });
    const content = await contentOf(store);
    goOn();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(disk.files.kind(pathOf('facts', 'index'))).toBe(undefined);
    expect(disk.files.list(join(STORE, 'scopes', 'default'))?.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await store.close();
    expect((await reopened(disk)).content).toBe(content);
  });

  test('that cannot be written harms nobody', async () => {
    const disk = new Disk(emptyImage());
    const files: Disk['files'] = { ...disk.files, writeAsync: async () => await Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })) };
    const store = await openOn(files, { path: STORE, clock }, ALWAYS);
    for (let index = 0; index < 30; index += 1) await store.events.append(item(`e-${index}`));
    const content = await contentOf(store);
    await store.close();
    expect(disk.files.list(join(STORE, 'scopes', 'default'))?.filter((name) => !/^(?:scope\.json|artifacts|events\.jsonl)$/.test(name))).toEqual([]);
    expect((await reopened(disk)).content).toBe(content);
  });
});

describe('a process that dies while it writes the index of a log', () => {
  test('leaves the old one or the new one, and the log as it is', async () => {
    for (let at = 1; ; at += 1) {
      const disk = new Disk(emptyImage());
      const first = await openOn(disk.files, { path: STORE, clock }, ALWAYS);
      await first.events.appendMany([item('a'), item('b')]);
      await first.close();
      const process = newMortal(disk.files);
      const store = await openOn(process.files, { path: STORE, clock }, ALWAYS);
      await store.events.appendMany([item('c'), item('d'), item('e')]);
      const content = await contentOf(store);
      process.dieAt(at);
      await store.close().catch(() => undefined);
      if (!process.dead) return;
      forgetLock(disk);
      expect((await reopened(disk)).content).toBe(content);
      const next = await openOn(disk.files, { path: STORE, clock }, ALWAYS);
      await next.events.append(item('f'));
      expect(await next.events.count()).toBe(6);
      await next.close();
      expect(disk.files.list(join(STORE, 'scopes', 'default'))?.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
  });
});

describe('a reader with an index', () => {
  test('follows the log, and goes on with a new one', async () => {
    const disk = new Disk(emptyImage());
    const writer = await openOn(disk.files, { path: STORE, clock }, ALWAYS);
    await writer.ledger.appendMany([ledgerEvent('a', 'run-1'), ledgerEvent('b', 'run-2')]);
    await writer.ledger.append(ledgerEvent('c', 'run-1'));
    const reader = await openOn(disk.files, { path: STORE, clock, readOnly: true });
    await writer.ledger.append(ledgerEvent('d', 'run-2'));
    expect((await reader.ledger.eventsForRun('run-2')).map(({ id }) => id)).toEqual(['b', 'd']);
    expect(await reader.ledger.runs()).toEqual(['run-1', 'run-2']);
    await writer.ledger.reset({ runId: 'run-1' });
    expect(await reader.ledger.runs()).toEqual(['run-2']);
    await writer.ledger.append(ledgerEvent('a', 'run-3'));
    expect(await contentOf(reader)).toBe(await contentOf(writer));
    await reader.close();
    await writer.close();
  });

  test('whose log has an end that a crash has left open reads what is whole', async () => {
    const disk = new Disk(emptyImage());
    const writer = await openOn(disk.files, { path: STORE, clock }, ALWAYS);
    await writer.events.append(item('a'));
    await writer.close();
    const log = readFile(disk.files, LOG) ?? Buffer.alloc(0);
    const next = await openOn(disk.files, { path: STORE, clock }, Number.POSITIVE_INFINITY);
    await next.events.append(item('b'));
    await next.close();
    const both = readFile(disk.files, LOG) ?? Buffer.alloc(0);
    for (let length = log.length; length <= both.length; length += 1) {
      writeFile(disk.files, LOG, both.subarray(0, length));
      for (const readOnly of [true, false]) {
        const store = await openOn(disk.files, { path: STORE, clock, readOnly }, Number.POSITIVE_INFINITY);
        expect((await store.events.all()).map(({ id }) => id), `${length} bytes`).toEqual(length < both.length - 1 ? ['a'] : ['a', 'b']);
        await store.close();
      }
    }
  });
});
