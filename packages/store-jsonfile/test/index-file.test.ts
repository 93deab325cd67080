import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Files } from '../src/files.ts';
import { clock, contentOf, findingsOf, item, ledgerEvent } from './support/content.ts';
import { Disk } from './support/disk/disk.ts';
import { emptyImage, type Image } from './support/disk/image.ts';
import { ALWAYS, countPasses, pathOf, readFile, writeFile } from './support/index-files.ts';
import { STORE } from './support/power-workload.ts';
import { openOn } from './support/unsafe-files.ts';

const LOG = pathOf('events', 'jsonl');
const INDEX = pathOf('events', 'index');

async function open(files: Files, { readOnly = false, indexFrom = ALWAYS }: { readonly readOnly?: boolean; readonly indexFrom?: number } = {}): Promise<Store> {
  return await openOn(files, { path: STORE, clock, readOnly }, indexFrom);
}

/** Everything that an index is asked for. */
async function answersOf(store: Store): Promise<unknown> {
  const { events, ledger, facts } = store;
  return {
    content: await contentOf(store),
    findings: await findingsOf(store),
    kinds: await events.query({ kinds: ['kind-1', 'kind-3'], since: 7, limit: 9, order: 'desc' }),
    children: await events.children('event-3'),
    missing: [await events.has('event-99'), await events.children('none'), await facts.getByKey('none'), await ledger.eventsForRun('none')],
    runs: await ledger.runs(),
    run: await ledger.query({ runId: 'run-1', actor: 'agent' }),
    keys: await facts.listKeys('key-'),
    byKey: await facts.getByKey('key-2'),
    heads: [await events.latestOffset(), await ledger.latestOffset(), await ledger.count()],
  };
}

async function fill(store: Store): Promise<void> {
  await store.events.appendMany(Array.from({ length: 40 }, (_, index) => ({ ...item(`event-${index}`), kind: `kind-${index % 5}`, parentId: index === 0 ? null : `event-${index >> 1}` })));
  await store.ledger.appendMany(Array.from({ length: 30 }, (_, index) => ledgerEvent(`l-${index}`, `run-${index % 4}`)));
  await store.ledger.reset({ runId: 'run-2' });
  for (let index = 0; index < 30; index += 1) await store.facts.put({ factId: `fact-${index % 20}`, key: `key-${index % 7}`, value: String(index) });
  await store.facts.delete('fact-3');
}

describe('the index of a log', () => {
  let image: Image;
  let answers: unknown;

  beforeAll(async () => {
    const disk = new Disk(emptyImage());
    const store = await open(disk.files);
    await fill(store);
    answers = await answersOf(store);
    await store.close();
    image = disk.image();
  });

  test('is used: the log is summed up, and nothing of it is parsed', async () => {
    for (const readOnly of [false, true]) {
      const { files, of } = countPasses(new Disk(image).files);
      const store = await open(files, { readOnly });
      // Once for the sum, and then from its end on.
      expect(of(LOG)).toEqual([0, readFile(files, LOG)?.length]);
      expect(await answersOf(store)).toEqual(answers);
      await store.close();
    }
  });

  test('is taken as far as it goes, and what was appended since is parsed', async () => {
    const disk = new Disk(image);
    const writer = await open(disk.files, { indexFrom: Number.POSITIVE_INFINITY });
    const before = readFile(disk.files, LOG)?.length;
    await writer.events.appendMany([item('new-1'), item('new-2')]);
    await writer.facts.put({ factId: 'fact-1', key: 'key-new', value: 'new' });
    const expected = await answersOf(writer);
    await writer.close();
    const { files, of } = countPasses(disk.files);
    const reader = await open(files, { readOnly: true });
    expect(of(LOG)).toEqual([0, before]);
    expect(await answersOf(reader)).toEqual(expected);
    await reader.close();
  });

  test('whatever byte of it is damaged is as if it were not there', { timeout: 30_000 }, async () => {
    const bytes = readFile(new Disk(image).files, INDEX) ?? Buffer.alloc(0);
    expect(bytes.length).toBeGreaterThan(1000);
    for (let at = 0; at < bytes.length; at += 23) {
      const disk = new Disk(image);
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      writeFile(disk.files, INDEX, damaged);
      const { files, of } = countPasses(disk.files);
      const store = await open(files);
      expect(of(LOG).at(-1), `byte ${at}`).toBe(0);
      expect(await answersOf(store), `byte ${at}`).toEqual(answers);
      await store.close();
      const again = countPasses(disk.files);
      await (await open(again.files, { readOnly: true })).close();
      expect(again.of(LOG), 'it has been made anew').toHaveLength(2);
    }
  });

  test('that was cut off, or has more behind it, is as if it were not there', async () => {
    const bytes = readFile(new Disk(image).files, INDEX) ?? Buffer.alloc(0);
    const contents = [...Array.from({ length: 40 }, (_, index) => bytes.subarray(0, Math.floor((bytes.length * index) / 40))), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.alloc(4)])];
    for (const content of contents) {
      const disk = new Disk(image);
      writeFile(disk.files, INDEX, content);
      const store = await open(disk.files, { readOnly: true });
      expect(await answersOf(store), `${content.length} bytes`).toEqual(answers);
      await store.close();
    }
  });

  test('of another log, of another collection, or that is no file at all, is as if it were not there', async () => {
    const other = new Disk(emptyImage());
    const store = await open(other.files);
    await fill(store);
    await store.events.append(item('one more'));
    await store.close();
    const foreign = [readFile(other.files, INDEX), readFile(new Disk(image).files, pathOf('facts', 'index')), null];
    for (const content of foreign) {
      const disk = new Disk(image);
      disk.files.remove(INDEX);
      if (content === null) disk.files.createFolder(INDEX);
      else writeFile(disk.files, INDEX, content ?? Buffer.alloc(0));
      const again = await open(disk.files);
      expect(await answersOf(again)).toEqual(answers);
      await again.events.append(item('goes on'));
      await again.close();
    }
  });

  test('of a log that has been cut short, or of which one byte is another, is not used', async () => {
    const log = readFile(new Disk(image).files, LOG) ?? Buffer.alloc(0);
    const lines = log.toString().split('\n');
    // The batch of forty is one write, so there is nothing left of it.
    const short = new Disk(image);
    writeFile(short.files, LOG, Buffer.from(`${lines.slice(0, 20).join('\n')}\n`));
    const store = await open(short.files);
    expect(await store.events.count()).toBe(0);
    expect((await store.events.append(item('event-0')))).toBe(1);
    await store.close();
    const changed = new Disk(image);
    writeFile(changed.files, LOG, Buffer.from(log.toString().replace('the text of event-17', 'the text of event-71')));
    const damaged = await open(changed.files);
    await expect(damaged.events.count()).rejects.toMatchObject({ code: 'CORRUPT', details: { where: `${LOG}:18` } });
    await damaged.close();
  });

  test('is not of the log that a compaction has put in the place of the one it was made from', async () => {
    const disk = new Disk(image);
    const path = pathOf('ledger', 'index');
    const old = readFile(disk.files, path) ?? Buffer.alloc(0);
    const store = await open(disk.files, { indexFrom: Number.POSITIVE_INFINITY });
    await store.ledger.reset({ runId: 'run-1' });
    expect(disk.files.kind(path), 'it goes with the log').toBe(undefined);
    const expected = await answersOf(store);
    await store.close();
    writeFile(disk.files, path, old);
    const again = await open(disk.files);
    expect(await answersOf(again)).toEqual(expected);
    await again.close();
  });

  test('is no part of a snapshot, and no stray file', async () => {
    const disk = new Disk(image);
    const store = await open(disk.files);
    await store.snapshot('/data/copy');
    expect(disk.files.list(join('/data/copy', 'scopes', 'default'))).not.toContain('events.index');
    expect(await findingsOf(store)).toEqual([]);
    await store.close();
  });

  test('is written by no reader, and for no log that is short', async () => {
    const disk = new Disk(image);
    disk.files.remove(INDEX);
    const reader = await open(disk.files, { readOnly: true });
    expect(await answersOf(reader)).toEqual(answers);
    await reader.close();
    expect(disk.files.kind(INDEX)).toBe(undefined);
    const writer = await openOn(disk.files, { path: STORE, clock });
    await writer.events.append(item('new'));
    await writer.close();
    expect(disk.files.kind(INDEX)).toBe(undefined);
  });
});
