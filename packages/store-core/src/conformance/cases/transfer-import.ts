import { copyStore, exportStore, importStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { wholeExport } from '../export-lines.ts';
import { episode, fact, fill, item, ledgerEvent, patterned } from '../samples.ts';
import { anotherStore, fillWell } from '../transfer-content.ts';

/** Importing and copying. */
export const transferImportCases: readonly ConformanceCase[] = [
  defineCase('transfer.import.same', 'transfer.round-trip', 'the export of an import is the same, to the byte', async (kit) => {
    const from = await kit.open();
    await fillWell(from);
    const lines = await collect(exportStore(from));
    const to = await anotherStore(kit);
    await importStore(to, lines);
    kit.expect.equal(await collect(exportStore(to)), lines, 'the export of the import');
    kit.expect.equal(await collect(to.verify()), [], 'findings in the import');
    kit.expect.equal(await to.withScope('rich').artifacts.get('a150000'), patterned(150_000), 'the bytes of an artifact');
  }),
  defineCase('transfer.import.goes-on', 'transfer.round-trip', 'what was imported goes on where it was', async (kit) => {
    const from = await kit.open();
    await fillWell(from);
    const to = await anotherStore(kit);
    await importStore(to, exportStore(from));
    for (const store of [from, to]) {
      const rich = store.withScope('rich');
      await rich.events.append(item('next'), { expectedOffset: 1200 });
      await rich.ledger.append(ledgerEvent('l4', { runId: 'c' }));
      await rich.ledger.append(ledgerEvent('l1', { runId: 'b' }));
      await rich.episodes.add(episode('next'));
      await rich.facts.put(fact('next'));
      await store.withScope('only-a-head').ledger.append(ledgerEvent('l1'));
    }
    kit.expect.equal((await to.withScope('rich').ledger.get('l4')).offset, 6, 'the next ledger offset, after those that were reset');
    kit.expect.equal((await to.withScope('only-a-head').ledger.get('l1')).offset, 2, 'the next ledger offset where there was a head alone');
    kit.expect.equal(await collect(exportStore(to)), await collect(exportStore(from)), 'both after the same writes');
  }),
  defineCase('transfer.import.lines', 'transfer.arguments', 'lines may be an array, a generator, without their line feeds', async (kit) => {
    const from = await kit.open();
    await fill(from);
    const lines = await collect(exportStore(from));
    const ways: readonly (readonly [what: string, lines: Iterable<string> | AsyncIterable<string>])[] = [
      ['an array', lines],
      ['a generator', generate(lines)],
      ['an async generator', generateLater(lines)],
      ['lines without line feed', lines.map((line) => line.trimEnd())],
      ['a text split at its line feeds', lines.join('').split('\n')],
    ];
    for (const [what, way] of ways) {
      const to = await anotherStore(kit);
      await importStore(to, way);
      kit.expect.equal(await collect(exportStore(to)), lines, `the export after an import of ${what}`);
    }
  }),
  defineCase('transfer.import.empty', 'transfer.round-trip', 'the export of an empty store can be imported into any store', async (kit) => {
    const store = await kit.open();
    await importStore(store, wholeExport([], []));
    kit.expect.equal(await store.scopes(), [], 'scopes');
    await fill(store);
    await kit.expect.unchanged(store, async () => await importStore(store, wholeExport([], [])), 'an import of nothing');
  }),
  defineCase('transfer.import.emptied', 'transfer.round-trip', 'a scope whose records were all deleted holds nothing: an import into it succeeds, or leaves it as it was', async (kit) => {
    const from = await kit.open();
    await fill(from);
    const lines = await collect(exportStore(from));
    const to = await anotherStore(kit);
    await to.episodes.add(episode('gone'));
    await to.episodes.delete('gone');
    await to.facts.put(fact('gone'));
    await to.facts.delete('gone');
    kit.expect.equal(await to.scopes(), [], 'scopes after everything was deleted');
    await kit.expect.rejects(importStore(to, [...lines.slice(0, -1), '{"lines":0,"type":"end"}']), 'INVALID_VALUE', 'an export whose last line is wrong');
    kit.expect.equal(await to.scopes(), [], 'scopes after a failed import');
    await importStore(to, lines);
    kit.expect.equal(await collect(exportStore(to)), lines, 'the export of the import');
  }),
  defineCase('transfer.import.beside', 'transfer.occupied', 'an import beside other scopes leaves those alone', async (kit) => {
    const from = await kit.open();
    await fill(from.withScope('b'));
    const to = await anotherStore(kit);
    await fill(to.withScope('a'));
    const before = await to.withScope('a').events.all();
    await importStore(to.withScope('a'), exportStore(from));
    kit.expect.equal(await to.scopes(), ['a', 'b'], 'scopes');
    kit.expect.equal(await to.withScope('b').events.all(), await from.withScope('b').events.all(), 'events imported');
    kit.expect.equal(await to.withScope('a').events.all(), before, 'events that were there');
  }),
  defineCase('transfer.import.progress', 'transfer.progress', 'onProgress tells how far it has come', async (kit) => {
    const from = await kit.open();
    await fillWell(from);
    const lines = await collect(exportStore(from));
    const to = await anotherStore(kit);
    const told: { readonly scope: string; readonly lines: number; readonly records: number; readonly artifacts: number; readonly bytes: number }[] = [];
    const imported = await importStore(to, lines, { onProgress: (progress) => told.push(progress) });
    kit.expect.ok(told.length > 3, `onProgress was called more than three times: ${told.length}`);
    for (const count of ['lines', 'records', 'artifacts', 'bytes'] as const) {
      const counts = told.map((progress) => progress[count]);
      kit.expect.equal(counts, counts.toSorted((a, b) => a - b), `${count} never go back`);
    }
    const scopes = lines.flatMap((line) => (line.includes('"type":"scope"') ? [String(Reflect.get(Object(JSON.parse(line)), 'scope'))] : []));
    kit.expect.equal([...new Set(told.map(({ scope }) => scope))], scopes.filter((scope) => scope !== 'only-a-head'), 'the scopes that were told, each while something was written to it');
    const { records, artifacts, bytes } = told.at(-1) ?? {};
    const expected = { records: 1200 + 1 + 3 + 2 + 2 * 6, artifacts: 4 + 2, bytes: 0 + 1 + 131_072 + 150_000 + 2 * 12 };
    kit.expect.equal({ records, artifacts, bytes }, expected, 'what was told last');
    kit.expect.equal(imported, { ...told.at(-1), lines: lines.length }, 'what importStore gives');
    const copied: unknown[] = [];
    await copyStore(from, await anotherStore(kit), { onProgress: (progress) => copied.push(progress) });
    kit.expect.equal(copied, told, 'what a copy tells');
  }),
  defineCase('transfer.copy.same', 'transfer.round-trip', 'a copy gives the same export, and shares nothing with what it was made of', async (kit) => {
    const from = await kit.open();
    await fillWell(from);
    const lines = await collect(exportStore(from));
    const to = await anotherStore(kit);
    await copyStore(from, to);
    kit.expect.equal(await collect(exportStore(to)), lines, 'the export of the copy');
    await to.withScope('rich').artifacts.put('a150000', 'replaced');
    await to.ledger.reset();
    kit.expect.equal(await collect(exportStore(from)), lines, 'the export of the original after writes to the copy');
    await kit.expect.rejects(async () => await copyStore(from, to), 'INVALID_ARGUMENT', 'a second copy');
  }),
];

function* generate(lines: readonly string[]): Generator<string> {
  yield* lines;
}

async function* generateLater(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
