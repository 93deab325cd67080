import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { joined, outcomes, patterned, utf8, wrong } from '../samples.ts';

const CHUNK = 131_072;
const SIZE = 3 * CHUNK + 5;
/** In the middle and at the ends of chunks, at the end of the artifact, and beyond it. */
const BOUNDS = [undefined, 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, SIZE - 6, SIZE - 1, SIZE, SIZE + 1, Number.MAX_SAFE_INTEGER];

/** Every way of reading artifacts but `listRefs` and selectors. */
export const artifactsReadCases: readonly ConformanceCase[] = [
  defineCase('artifacts.read.agree', 'artifacts.agree', 'ref, metadata, listRefs, exists, get and stream agree', async (kit) => {
    const { artifacts } = await kit.open();
    const refs = [await artifacts.put('a', patterned(200_000), { label: 'A' }), await artifacts.put('b', ''), await artifacts.put('c', 'text')];
    for (const ref of refs) {
      const { handle, sizeBytes } = ref;
      kit.expect.equal([await artifacts.ref(handle), await artifacts.metadata(handle)], [ref, ref], `ref and metadata of ${handle}`);
      kit.expect.equal(await artifacts.exists(handle), true, `exists of ${handle}`);
      kit.expect.equal((await artifacts.get(handle)).length, sizeBytes, `length of get of ${handle}`);
      kit.expect.equal(joined(await collect(artifacts.stream(handle))), await artifacts.get(handle), `stream of ${handle}`);
    }
    kit.expect.equal(await artifacts.listRefs(), refs, 'listRefs');
  }),

  defineCase('artifacts.read.unknown', 'artifacts.not-found', 'an unknown handle is ARTIFACT_NOT_FOUND, and exists is false', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', 'content');
    for (const handle of ['b', 'A', 'a ', 'a.data', 'a.json', 'aa', '%', '*', 'constructor', '__proto__']) {
      const calls = {
        get: () => artifacts.get(handle), stream: () => collect(artifacts.stream(handle)), ref: () => artifacts.ref(handle),
        metadata: () => artifacts.metadata(handle), delete: () => artifacts.delete(handle), drilldown: () => artifacts.drilldown(handle, { type: 'head' }),
        select: () => artifacts.select(handle, { type: 'head' }), 'stream of nothing': () => collect(artifacts.stream(handle, { start: 5, end: 5 })),
      };
      for (const [name, call] of Object.entries(calls)) {
        await kit.expect.rejects(call, 'ARTIFACT_NOT_FOUND', `${name} of '${handle}' where only 'a' is stored`);
      }
      kit.expect.equal(await artifacts.exists(handle), false, `exists of '${handle}' where only 'a' is stored`);
    }
  }),

  defineCase('artifacts.stream.range', 'artifacts.range', 'a range is [start, end), and both bounds clamp', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(SIZE);
    await artifacts.put('a', content);
    for (const start of BOUNDS) for (const end of BOUNDS) {
      const expected = content.slice(start ?? 0, Math.max(start ?? 0, end ?? SIZE));
      kit.expect.equal(joined(await collect(artifacts.stream('a', { start, end }))), expected, `bytes [${start}, ${end}) of ${SIZE}`);
    }
    kit.expect.equal(joined(await collect(artifacts.stream('a', {}))), content, 'the range {}');
    kit.expect.equal(joined(await collect(artifacts.stream('a', undefined))), content, 'the range undefined');
  }),

  defineCase('artifacts.stream.range-reversed', 'artifacts.range', 'a range that ends before it starts is empty', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', 'abcdef');
    await artifacts.put('empty', '');
    for (const range of [{ start: 4, end: 2 }, { start: 3, end: 3 }, { start: 99, end: 1 }, { start: 1, end: 0 }, { end: 0 }, { start: 6 }]) {
      kit.expect.equal(joined(await collect(artifacts.stream('a', range))), new Uint8Array(0), `range ${JSON.stringify(range)} of six bytes`);
      kit.expect.equal(joined(await collect(artifacts.stream('empty', range))), new Uint8Array(0), `range ${JSON.stringify(range)} of nothing`);
    }
  }),

  defineCase('artifacts.stream.bad-range', 'arguments.unknown-keys', 'a range that makes no sense is refused at the first step, not ignored', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', 'content');
    for (const range of [{ from: 1 }, { length: 2 }, { start: -1 }, { end: -1 }, { start: 0.5 }, { end: '3' }, { start: null }, [0, 3]]) {
      const iterable = artifacts.stream('a', wrong(range));
      await kit.expect.rejects(() => collect(iterable), 'INVALID_ARGUMENT', `stream of ${JSON.stringify(range)}`);
    }
    for (const range of [null, 5, 'all']) {
      const iterable = artifacts.stream('a', wrong(range));
      await kit.expect.rejects(() => collect(iterable), 'INVALID_ARGUMENT', `stream of the range ${String(range)}`);
    }
  }),

  defineCase('artifacts.stream.bounded-pieces', 'artifacts.constant-memory', 'a large artifact comes in pieces, none of them empty, none of them large', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', new Uint8Array(3 * 1_048_576));
    for await (const piece of artifacts.stream('a')) {
      kit.expect.ok(piece.length > 0 && piece.length <= 1_048_576, `a piece of 3 MiB holds between 1 byte and 1 MiB; it held ${piece.length} bytes`);
    }
  }),

  defineCase('artifacts.stream.break', 'artifacts.stream-break', 'a stream may be broken off at any time', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(SIZE);
    await artifacts.put('a', content);
    for (const steps of [1, 2, 3]) {
      const pieces: Uint8Array[] = [];
      for await (const piece of artifacts.stream('a')) if (pieces.push(piece) === steps) break;
      const seen = joined(pieces);
      kit.expect.equal(seen, content.slice(0, seen.length), `what came before the stream was broken off after ${steps} pieces`);
    }
    const begun = artifacts.stream('a')[Symbol.asyncIterator]();
    await begun.next();
    await begun.return?.();
    kit.expect.equal((await begun.next()).done, true, 'done after return()');
    await artifacts.stream('a')[Symbol.asyncIterator]().return?.();
    await artifacts.put('a', 'replaced');
    kit.expect.equal(await artifacts.get('a'), utf8('replaced'), 'get after the artifact was replaced');
    await artifacts.delete('a');
    kit.expect.equal(await artifacts.exists('a'), false, 'exists after the artifact was deleted');
  }),

  defineCase('artifacts.stream.side-by-side', 'artifacts.stream', 'streams of one artifact do not disturb one another', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(SIZE);
    await artifacts.put('a', content);
    const whole: Uint8Array[] = [];
    for await (const piece of artifacts.stream('a')) {
      whole.push(piece);
      kit.expect.equal(joined(await collect(artifacts.stream('a', { start: CHUNK - 2, end: CHUNK + 2 }))), content.slice(CHUNK - 2, CHUNK + 2), 'the inner stream');
      kit.expect.equal(await artifacts.drilldown('a', { type: 'bytes', end: 1 }), '\u0000', 'a selector inside the stream');
    }
    kit.expect.equal(joined(whole), content, 'the outer stream');
    const iterable = artifacts.stream('a', { end: 3 });
    const first = iterable[Symbol.asyncIterator]();
    kit.expect.equal((await first.next()).value, content.slice(0, 3), 'the one piece of a range of three bytes');
    kit.expect.equal([(await first.next()).done, (await first.next()).done], [true, true], 'done after the last piece, asked twice');
  }),

  defineCase('artifacts.stream.replaced-meanwhile', 'artifacts.stream-version', 'a stream under way goes on with the old bytes when its artifact is replaced on the same connection', async (kit) => {
    const store = await kit.open();
    const { artifacts } = store;
    const old = patterned(SIZE);
    for (const [what, replacement] of [['shorter', utf8('new')], ['longer', patterned(SIZE + CHUNK).reverse()], ['empty', new Uint8Array(0)]] as const) {
      await artifacts.put('a', old);
      const pieces: Uint8Array[] = [];
      for await (const piece of artifacts.stream('a')) {
        if (pieces.push(piece) === 1) await store.withScope(store.scope).artifacts.put('a', replacement);
      }
      kit.expect.equal(joined(pieces), old, `a stream whose artifact was replaced by ${what} content`);
      kit.expect.equal(await artifacts.get('a'), replacement, `get after the artifact was replaced by ${what} content`);
    }
  }),

  defineCase('artifacts.stream.deleted-meanwhile', 'artifacts.stream-version', 'a stream under way when its artifact is deleted never gives other bytes, and disturbs nobody', async (kit) => {
    const { artifacts } = await kit.open();
    const old = patterned(SIZE);
    await artifacts.put('a', old);
    const pieces: Uint8Array[] = [];
    for await (const piece of artifacts.stream('a')) {
      if (pieces.push(piece) > 1) continue;
      await artifacts.delete('a');
      kit.expect.equal([await artifacts.exists('a'), await artifacts.listRefs()], [false, []], 'exists and listRefs while the stream goes on');
      await kit.expect.rejects(artifacts.get('a'), 'ARTIFACT_NOT_FOUND', 'get while the stream goes on');
      await artifacts.put('a', patterned(SIZE).reverse());
    }
    kit.expect.equal(joined(pieces), old, 'a stream whose artifact was deleted and put anew');
    kit.expect.equal(await artifacts.get('a'), patterned(SIZE).reverse(), 'the new artifact');
  }),

  defineCase('artifacts.get.replaced-meanwhile', 'order.calls', 'a get that is not awaited gives the bytes that were there when it was called', async (kit) => {
    const { artifacts } = await kit.open();
    const [first, second] = [patterned(SIZE), patterned(SIZE).reverse()];
    await artifacts.put('a', first);
    const calls = [artifacts.get('a'), artifacts.put('a', second).then(({ sizeBytes }) => sizeBytes), artifacts.get('a'), artifacts.delete('a'), artifacts.exists('a')];
    kit.expect.equal(await outcomes(calls), [first, SIZE, second, undefined, false], 'get, put, get, delete, exists');
  }),

  defineCase('artifacts.delete.gone', 'artifacts.delete', 'what was deleted is gone for every method, and may be put anew', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', patterned(200_000), { label: 'first' });
    await artifacts.put('b', 'stays');
    kit.expect.equal(await artifacts.delete('a'), undefined, 'what delete gives');
    kit.expect.equal(await artifacts.exists('a'), false, 'exists');
    const calls = {
      get: () => artifacts.get('a'), ref: () => artifacts.ref('a'), delete: () => artifacts.delete('a'), stream: () => collect(artifacts.stream('a')),
    };
    for (const [name, call] of Object.entries(calls)) await kit.expect.rejects(call, 'ARTIFACT_NOT_FOUND', `${name} after delete`);
    kit.expect.equal((await artifacts.listRefs()).map(({ handle }) => handle), ['b'], 'handles listed');
    const ref = await artifacts.put('a', 'second');
    kit.expect.equal([ref.label, ref.sizeBytes], ['', 6], 'label and size of what was put anew');
    kit.expect.equal(await artifacts.get('a'), utf8('second'), 'bytes of what was put anew');
  }),
];
