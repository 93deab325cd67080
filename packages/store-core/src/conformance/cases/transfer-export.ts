import type { Store } from '../../contract/store.ts';
import { exportStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { wholeExport } from '../export-lines.ts';
import { CODE_POINT_ORDER, byCodePoint, episode, fact, fill, item, ledgerEvent, patterned, sha256, shuffled, utf8, wrong } from '../samples.ts';
import { show } from '../show.ts';

/** More than the longest line of an artifact: 128 KiB in base64, and what is around it. */
const LONGEST_PIECE_LINE = 131_072 * (4 / 3) + 200;

async function lineTypes(store: Store): Promise<unknown[]> {
  return (await collect(exportStore(store))).map((line) => member(JSON.parse(line), 'type'));
}

/** What an export holds, to the byte. */
export const transferExportCases: readonly ConformanceCase[] = [
  defineCase('transfer.export.empty', 'transfer.format', 'the export of an empty store is its first line and its last', async (kit) => {
    const store = await kit.open();
    kit.expect.equal(await collect(exportStore(store)), wholeExport([], []), 'the export of an empty store');
    await store.ledger.reset();
    kit.expect.equal(await collect(exportStore(store.withScope('other'))), wholeExport([], []), 'the export of a view of an empty store');
  }),
  defineCase('transfer.export.format', 'transfer.format', 'each line is canonical JSON and a line feed, in the order of the contract', async (kit) => {
    const store = await kit.open();
    const artifactRef = await store.artifacts.put('result:1', 'caf\u00e9\n', { label: 'L' });
    await store.events.append({ id: 'e1', kind: 'k', text: '\u2028"\\', metadata: { b: 1, a: [{ d: -0, c: 1e21 }] }, artifactRef });
    await store.ledger.append({ id: 'l1', runId: 'r', turn: 1, kind: 'k', actor: 'a', payload: { z: null }, modelId: 'm' });
    await store.ledger.append(ledgerEvent('l2', { createdAt: '2020-01-01' }));
    await store.ledger.reset({ runId: 'run' });
    await store.episodes.add({ episodeId: 'ep1', summary: 's', tags: ['b', 'a'], sensitivity: 'internal' });
    await store.facts.put({ factId: 'f1', key: 'k', value: '' });
    const ref = { contentHash: await sha256(utf8('caf\u00e9\n')), handle: 'result:1', label: 'L', mediaType: 'text/plain; charset=utf-8', sizeBytes: 6 };
    kit.expect.equal(await collect(exportStore(store)), wholeExport(['default'], [
      { type: 'scope', scope: 'default' },
      {
        type: 'event',
        record: { offset: 1, id: 'e1', kind: 'k', text: '\u2028"\\', tokenEstimate: 0, sensitivity: 'public', metadata: { a: [{ c: 1e21, d: 0 }], b: 1 }, parentId: null, artifactRef: ref },
      },
      {
        type: 'ledger',
        record: {
          offset: 1, id: 'l1', runId: 'r', turn: 1, kind: 'k', actor: 'a', payload: { z: null }, createdAt: '2026-01-02T03:04:05.678Z',
          schemaVersion: 1, sessionId: null, modelProfile: null, modelId: 'm',
        },
      },
      { type: 'ledger_head', head: 2 },
      { type: 'artifact', ref },
      { type: 'bytes', bytes: 'Y2Fmw6kK' },
      { type: 'episode', record: { episodeId: 'ep1', summary: 's', tags: ['b', 'a'], metadata: {}, sensitivity: 'internal' } },
      { type: 'fact', record: { factId: 'f1', key: 'k', value: '', tags: [], metadata: {}, sensitivity: 'public' } },
    ]), 'the export of one record of each type');
  }),
  defineCase('transfer.export.order', 'transfer.order', 'scopes, artifacts and facts are in code-point order, the rest in the order in which it was added', async (kit) => {
    const store = await kit.open();
    const names = shuffled(CODE_POINT_ORDER);
    const handles = names.filter((name) => !name.includes('/'));
    for (const scope of names) await store.withScope(scope).facts.put(fact('f'));
    for (const handle of handles) await store.artifacts.put(handle, '');
    for (const id of names) {
      await store.events.append(item(id));
      await store.ledger.append(ledgerEvent(id));
      await store.episodes.add(episode(id));
      await store.facts.put(fact(id));
      await store.facts.put(fact(names[0] ?? id, { value: 'put once more' }));
    }
    await store.episodes.delete(names[3] ?? '');
    await store.episodes.add(episode(names[3] ?? ''));
    const lines = (await collect(exportStore(store))).map((line): unknown => JSON.parse(line));
    const scopes = lines.flatMap((line, index) => (member(line, 'type') === 'scope' ? [{ scope: member(line, 'scope'), index }] : []));
    const inOrder = [...CODE_POINT_ORDER, 'default'].toSorted(byCodePoint);
    kit.expect.equal(member(lines[0], 'scopes'), inOrder, 'scopes in the first line');
    kit.expect.equal(scopes.map(({ scope }) => scope), inOrder, 'scopes');
    const start = scopes.find(({ scope }) => scope === 'default')?.index ?? 0;
    const end = scopes.find(({ index }) => index > start)?.index ?? lines.length;
    const of = (type: string, holder: string, id: string): unknown[] =>
      lines.slice(start, end).filter((line) => member(line, 'type') === type).map((line) => member(member(line, holder), id));
    kit.expect.equal(of('event', 'record', 'id'), names, 'events');
    kit.expect.equal(of('ledger', 'record', 'id'), names, 'ledger events');
    kit.expect.equal(of('artifact', 'ref', 'handle'), CODE_POINT_ORDER.filter((name) => handles.includes(name)), 'artifacts');
    kit.expect.equal(of('episode', 'record', 'episodeId'), [...names.filter((_, index) => index !== 3), names[3]], 'episodes');
    kit.expect.equal(of('fact', 'record', 'factId'), CODE_POINT_ORDER, 'facts');
  }),
  defineCase('transfer.export.ledger-head', 'transfer.ledger-head', 'the last assigned offset is in the export exactly when there is one', async (kit) => {
    const store = await kit.open();
    await store.events.append(item('e1'));
    kit.expect.equal(await lineTypes(store), ['header', 'scope', 'event', 'end'], 'a ledger that was never used');
    await store.ledger.appendMany([ledgerEvent('l1'), ledgerEvent('l2')]);
    await store.ledger.reset();
    kit.expect.equal((await collect(exportStore(store)))[3], '{"head":2,"type":"ledger_head"}\n', 'the head of a ledger that was emptied');
    const only = store.withScope('only-a-head');
    await only.ledger.append(ledgerEvent('l1'));
    await only.ledger.reset();
    kit.expect.equal(await lineTypes(store), ['header', 'scope', 'event', 'ledger_head', 'scope', 'ledger_head', 'end'], 'with a scope that holds a head alone');
  }),
  defineCase('transfer.export.pieces', 'transfer.pieces', 'the bytes of an artifact come in pieces of bounded size', async (kit) => {
    const store = await kit.open();
    const sizes = [0, 1, 131_071, 131_072, 131_073, 600_000];
    for (const size of sizes) await store.artifacts.put(`a${String(size).padStart(6, '0')}`, patterned(size));
    const lines = await collect(exportStore(store));
    kit.expect.ok(lines.every((line) => line.length <= LONGEST_PIECE_LINE), `no line is longer than ${LONGEST_PIECE_LINE}`);
    const pieces = sizes.flatMap((size) => ['artifact', ...Array.from({ length: Math.ceil(size / 131_072) }, () => 'bytes')]);
    kit.expect.equal(await lineTypes(store), ['header', 'scope', ...pieces, 'end'], 'lines: pieces of 128 KiB, none for no bytes');
  }),
  defineCase('transfer.export.whole-store', 'transfer.format', 'an export is of the whole store, whichever view it is asked of', async (kit) => {
    const store = await kit.open();
    await fill(store);
    await fill(store.withScope('other'));
    const whole = await collect(exportStore(store));
    kit.expect.equal(await collect(exportStore(store.withScope('other'))), whole, 'the export of a view');
    kit.expect.equal(await collect(exportStore(store.withScope('empty'))), whole, 'the export of a view of an empty scope');
  }),
  defineCase('transfer.export.again', 'transfer.format', 'an export shows what is there, whatever an export before it showed', async (kit) => {
    const store = await kit.open();
    await fill(store);
    await collect(exportStore(store));
    await store.facts.put(fact('f0'));
    await store.facts.put(fact('f2'));
    await store.facts.put(fact('f1', { value: 'another' }));
    await store.facts.delete('f2');
    await store.artifacts.put('another', 'content');
    await store.artifacts.delete('result:1');
    const records = (await collect(exportStore(store))).map((line): unknown => JSON.parse(line));
    const facts = records.filter((record) => member(record, 'type') === 'fact').map((record) => member(record, 'record'));
    kit.expect.equal(facts, await store.facts.all(), 'the facts of an export after another');
    const refs = records.filter((record) => member(record, 'type') === 'artifact').map((record) => member(record, 'ref'));
    kit.expect.equal(refs, await store.artifacts.listRefs(), 'the artifacts of an export after another');
  }),
  defineCase('transfer.export.closed', 'lifecycle.iterators', 'an export under way when its store is closed throws STORE_CLOSED', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const lines = exportStore(store)[Symbol.asyncIterator]();
    await lines.next();
    await store.close();
    await kit.expect.rejects(async () => await lines.next(), 'STORE_CLOSED', 'a step after close');
    await kit.expect.rejects(async () => await exportStore(store)[Symbol.asyncIterator]().next(), 'STORE_CLOSED', 'the first step of an export begun after close');
  }),
  defineCase('transfer.export.broken-off', 'transfer.format', 'an export that is broken off leaves the store as it was, and able to close', async (kit) => {
    const store = await kit.open();
    await store.artifacts.put('a', patterned(500_000));
    await kit.expect.unchanged(store, async () => {
      let lines = 0;
      for await (const _line of exportStore(store)) {
        lines += 1;
        if (lines === 4) break;
      }
      kit.expect.equal(lines, 4, 'lines read');
    }, 'an export broken off amid an artifact');
    await store.artifacts.put('a', 'replaced');
    kit.expect.equal(await store.close(), undefined, 'close');
  }),
  defineCase('transfer.export.no-store', 'transfer.arguments', 'what is no store is INVALID_ARGUMENT; a view, and a view of a view, is one', async (kit) => {
    const store = await kit.open();
    for (const value of [undefined, null, {}, 'store', store.events]) {
      await kit.expect.rejects(async () => await collect(exportStore(wrong(value))), 'INVALID_ARGUMENT', `exportStore of ${show(value)}`);
    }
    for (const view of [store.withScope('a'), store.withScope('a').withScope('b')]) {
      kit.expect.equal((await collect(exportStore(view))).length, 2, `lines of the export of the view ${view.scope}`);
    }
  }),
];

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
