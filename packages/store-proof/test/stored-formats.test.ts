import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { exportStore, importStore, type Store } from '@cw/store-core';
import { openStore as openMemory } from '@cw/store-memory';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillNew } from '../src/stored-formats/fill-new.ts';
import { GOLDEN, GOLDEN_EXPORT, goldenPath, STORED_FORMATS, type StoredFormat } from '../src/stored-formats/formats.ts';

const RULE = 'Users have stores in the format of the golden one. Take back what writes another one, or give it a new version of the format, a migration and a golden store: CONTRIBUTING.md, "Stored formats".';
const MISSING = 'This version of the format has no golden store. Make it with `pnpm --filter @cw/store-proof golden-stores` and commit it: CONTRIBUTING.md, "Stored formats".';

const files = await readdir(GOLDEN);
const goldenExport = await readFile(GOLDEN_EXPORT, 'utf8');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-formats-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe.for(STORED_FORMATS)('the format of $adapter', (format) => {
  test('that is written today has a golden store, and a new store is stored as that is', async () => {
    const [written, kept] = [join(folder, 'written'), join(folder, 'kept')];
    await fillNew(format, written);
    const golden = goldenPath(format, await format.version(written));
    expect(existsSync(golden), MISSING).toBe(true);
    await format.restore(golden, kept);
    expect(await format.describe(written), RULE).toEqual(await format.describe(kept));
  });

  test('that is written today can be read with readOnly, and nothing is changed by it', async () => {
    const path = join(folder, 'store');
    await fillNew(format, path);
    const golden = goldenPath(format, await format.version(path));
    await rm(path, { recursive: true });
    await format.restore(golden, path);
    const before = await format.describe(path);
    const store = await format.openStore({ path, readOnly: true });
    expect(await exported(store)).toBe(goldenExport);
    expect(await Array.fromAsync(store.verify())).toEqual([]);
    await store.close();
    expect(await format.describe(path)).toEqual(before);
  });
});

describe.for(goldenStores())('the golden store $version', ({ format, version }) => {
  let path: string;
  beforeEach(async () => {
    path = join(folder, 'store');
    await format.restore(goldenPath(format, version), path);
  });

  test('is opened, verified and exported', async () => {
    await using store = await format.openStore({ path });
    expect(await Array.fromAsync(store.verify())).toEqual([]);
    expect(await exported(store)).toBe(goldenExport);
  });

  test('is found in by ids, kinds and parents, from its index too', async () => {
    await using store = await format.openStore({ path });
    const { events } = store.withScope('long-log');
    expect((await events.filterByKind('kind 0')).map(({ id }) => id)).toEqual(['long 2', 'long 4', 'long 6', 'long 8']);
    expect((await events.children('long 1')).length).toBe(8);
    for (let number = 1; number <= 9; number += 1) expect((await events.get(`long ${number}`)).offset).toBe(number);
    expect(await events.has('long 10')).toBe(false);
    expect((await store.episodes.search('invoices')).map(({ episodeId }) => episodeId)).toEqual(['e1']);
    expect((await store.facts.getByKey('user.language')).map(({ factId }) => factId)).toEqual(['f1', 'f2']);
  });

  test('goes on: what is added stands behind what was there, and stays', async () => {
    const store = await format.openStore({ path });
    for (const scope of await store.scopes()) await add(store.withScope(scope));
    await store.close();
    await using again = await format.openStore({ path });
    expect(await Array.fromAsync(again.verify())).toEqual([]);
    const after = linesOf(await exported(again));
    expect(recordsOf(goldenExport).filter((line) => !after.has(line))).toEqual([]);
    expect((await again.withScope('reset').ledger.events()).map(({ offset }) => offset)).toEqual([1, 3, 5, 6]);
    expect((await again.withScope('emptied').ledger.get('added')).offset).toBe(3);
    for (const scope of await again.scopes()) expect(await again.withScope(scope).artifacts.drilldown('added', { type: 'head' })).toBe('added');
  });

  test('is copied by snapshot', async () => {
    const copy = join(folder, 'copy');
    const store = await format.openStore({ path });
    await store.snapshot(copy);
    await store.close();
    await using copied = await format.openStore({ path: copy });
    expect(await exported(copied)).toBe(goldenExport);
  });
});

test.for([...STORED_FORMATS.map(({ adapter, openStore }) => ({ adapter, openStore })), { adapter: 'memory', openStore: async () => await openMemory() }])(
  'the golden export is imported into $adapter, and exported again as it was',
  async ({ openStore }) => {
    await using store = await openStore({ path: join(folder, 'store'), durability: 'process' });
    await importStore(store, goldenExport.split(/(?<=\n)/));
    expect(await exported(store)).toBe(goldenExport);
  },
);

test('every file in golden/ is a store that these tests open, or the export', () => {
  expect([...goldenStores().map(({ path }) => basename(path)), basename(GOLDEN_EXPORT)].toSorted(byName)).toEqual(files.toSorted(byName));
});

function goldenStores(): { readonly format: StoredFormat; readonly version: string; readonly path: string }[] {
  return STORED_FORMATS.flatMap((format) => {
    const versions = files.filter((name) => name.startsWith(`${format.adapter}-`)).map((name) => name.slice(0, -format.suffix.length));
    return versions.map((version) => ({ format, version, path: goldenPath(format, version) }));
  });
}

async function exported(store: Store): Promise<string> {
  return (await Array.fromAsync(exportStore(store))).join('');
}

async function add({ events, ledger, artifacts, episodes, facts }: Store): Promise<void> {
  const artifactRef = await artifacts.put('added', 'added');
  await events.appendMany([{ id: 'added', kind: 'k', text: 'added', artifactRef }, { id: 'added too', kind: 'k', text: 'added' }]);
  await ledger.append({ id: 'added', runId: 'added', turn: 0, kind: 'k', actor: 'a' });
  await episodes.add({ episodeId: 'added', summary: 'added' });
  await facts.put({ factId: 'added', key: 'added', value: 'added' });
}

/** The lines of an export that stand for something stored, not for where the ledger is or how long the export. */
function recordsOf(text: string): readonly string[] {
  return [...linesOf(text)].filter((line) => !/"type":"(?:header|ledger_head|end)"/.test(line));
}

function linesOf(text: string): ReadonlySet<string> {
  return new Set(text.split('\n'));
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}
