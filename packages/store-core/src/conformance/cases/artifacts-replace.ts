import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { inPieces, joined, outcomes, patterned, range, sha256, utf8 } from '../samples.ts';

const NO_HASH = '0'.repeat(64);

/** `put` where there is an artifact already, and its conditions. */
export const artifactsReplaceCases: readonly ConformanceCase[] = [
  defineCase('artifacts.replace.whole', 'artifacts.replace', 'put replaces bytes, media type, label, size and hash together', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', patterned(300_000), { mediaType: 'image/png', label: 'A picture' });
    for (const size of [0, 5, 131_072, 262_145, 3]) {
      const content = patterned(size);
      const expected = { handle: 'a', mediaType: 'application/octet-stream', sizeBytes: size, label: '', contentHash: await sha256(content) };
      kit.expect.equal(await artifacts.put('a', content), expected, `reference of ${size} bytes put without options`);
      kit.expect.equal([await artifacts.ref('a'), await artifacts.listRefs()], [expected, [expected]], `ref and listRefs after ${size} bytes were put`);
      kit.expect.equal(await artifacts.get('a'), content, `get after ${size} bytes were put`);
      kit.expect.equal(joined(await collect(artifacts.stream('a'))), content, `stream after ${size} bytes were put`);
    }
  }),

  defineCase('artifacts.replace.same-bytes', 'artifacts.replace', 'the same bytes put again replace media type and label', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(200_000);
    const first = await artifacts.put('a', content, { mediaType: 'text/x', label: 'first' });
    const second = await artifacts.put('a', content, { mediaType: 'text/y', label: 'second' });
    kit.expect.equal(second, { ...first, mediaType: 'text/y', label: 'second' }, 'reference of the same bytes under another media type and label');
    kit.expect.equal(await artifacts.ref('a'), second, 'ref');
    kit.expect.equal(await artifacts.get('a'), content, 'get');
  }),

  defineCase('artifacts.replace.shared-bytes', 'artifacts.replace', 'artifacts with the same bytes do not depend on one another', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(200_000);
    for (const handle of ['a', 'b', 'c']) await artifacts.put(handle, content);
    await artifacts.put('a', 'other');
    await artifacts.delete('b');
    kit.expect.equal(await artifacts.get('c'), content, 'c, after a with the same bytes was replaced and b deleted');
    await artifacts.put('c', content);
    kit.expect.equal(await artifacts.get('c'), content, 'c, after the same bytes were put again');
  }),

  defineCase('artifacts.replace.others-untouched', 'artifacts.replace', 'put touches no other artifact', async (kit) => {
    const { artifacts } = await kit.open();
    const handles = ['a', 'a ', 'A', 'a.data', 'a.json', 'aa', '.a', 'a~1'];
    for (const handle of handles) await artifacts.put(handle, `content of ${handle}`);
    await artifacts.put('a', 'replaced');
    for (const handle of handles.slice(1)) {
      kit.expect.equal(await artifacts.get(handle), utf8(`content of ${handle}`), `artifact '${handle}' after 'a' was replaced`);
    }
  }),

  defineCase('artifacts.if-absent.met', 'artifacts.conditions', 'ifAbsent puts where there is nothing, also after a delete', async (kit) => {
    const { artifacts } = await kit.open();
    kit.expect.equal((await artifacts.put('a', 'first', { ifAbsent: true })).sizeBytes, 5, 'put with ifAbsent where there is nothing');
    await artifacts.delete('a');
    kit.expect.equal((await artifacts.put('a', 'second', { ifAbsent: true })).sizeBytes, 6, 'put with ifAbsent after a delete');
    kit.expect.equal((await artifacts.put('a', 'the third', { ifAbsent: false })).sizeBytes, 9, 'ifAbsent: false is no condition');
  }),

  defineCase('artifacts.if-absent.conflict', 'artifacts.conditions', 'ifAbsent is ARTIFACT_CONFLICT where there is an artifact, even the same', async (kit) => {
    const store = await kit.open();
    await store.artifacts.put('a', 'first');
    await store.artifacts.put('empty', '');
    await kit.expect.unchanged(store, async () => {
      for (const content of ['second', 'first', '']) for (const handle of ['a', 'empty']) {
        await kit.expect.rejects(store.artifacts.put(handle, content, { ifAbsent: true }), 'ARTIFACT_CONFLICT', `put of '${content}' as ${handle} with ifAbsent`);
      }
      const stream = inPieces(patterned(300_000), 100_000);
      await kit.expect.rejects(store.artifacts.put('a', stream, { ifAbsent: true }), 'ARTIFACT_CONFLICT', 'put of a stream with ifAbsent');
    }, 'ifAbsent that is not met');
  }),

  defineCase('artifacts.if-match.met', 'artifacts.conditions', 'ifMatch puts in place of the artifact with that hash', async (kit) => {
    const { artifacts } = await kit.open();
    const first = await artifacts.put('a', 'first');
    const second = await artifacts.put('a', 'second', { ifMatch: first.contentHash });
    kit.expect.equal(await artifacts.get('a'), utf8('second'), 'get after a put with ifMatch');
    const third = await artifacts.put('a', inPieces(patterned(200_000), 999), { ifMatch: second.contentHash });
    kit.expect.equal(await artifacts.ref('a'), third, 'ref after a put of a stream with ifMatch');
    await artifacts.put('a', 'first');
    kit.expect.equal((await artifacts.put('a', 'x', { ifMatch: first.contentHash })).sizeBytes, 1, 'ifMatch of bytes that were there before, and are again');
  }),

  defineCase('artifacts.put.if-match-stale', 'artifacts.conditions', 'ifMatch is ARTIFACT_CONFLICT where other bytes are', async (kit) => {
    const store = await kit.open();
    const first = await store.artifacts.put('a', 'first');
    await store.artifacts.put('a', 'second');
    await kit.expect.unchanged(store, async () => {
      for (const ifMatch of [first.contentHash, NO_HASH]) for (const content of ['third', 'second', 'first']) {
        await kit.expect.rejects(store.artifacts.put('a', content, { ifMatch }), 'ARTIFACT_CONFLICT', `put of '${content}' with a stale ifMatch`);
      }
    }, 'a stale ifMatch');
  }),

  defineCase('artifacts.put.if-match-missing', 'artifacts.conditions', 'ifMatch is ARTIFACT_CONFLICT where there is no artifact', async (kit) => {
    const store = await kit.open();
    const { contentHash } = await store.artifacts.put('other', 'content');
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.artifacts.put('a', 'content', { ifMatch: contentHash }), 'ARTIFACT_CONFLICT', 'ifMatch where there never was an artifact');
    }, 'ifMatch without an artifact');
    await store.artifacts.delete('other');
    await kit.expect.rejects(store.artifacts.put('other', 'content', { ifMatch: contentHash }), 'ARTIFACT_CONFLICT', 'ifMatch after a delete');
    kit.expect.equal(await store.artifacts.exists('other'), false, 'exists after the refused put');
  }),

  defineCase('artifacts.if-absent.racing', 'artifacts.conditions', 'of puts with ifAbsent that are not awaited exactly the first succeeds', async (kit) => {
    const { artifacts } = await kit.open();
    const calls = range(0, 9).map(async (n) => (await artifacts.put('a', `content ${n}`, { ifAbsent: true })).sizeBytes);
    kit.expect.equal(await outcomes(calls), [9, ...range(1, 9).map(() => 'ARTIFACT_CONFLICT')], 'outcomes of ten puts');
    kit.expect.equal(await artifacts.get('a'), utf8('content 0'), 'what is stored');
  }),

  defineCase('artifacts.if-match.racing', 'artifacts.conditions', 'of puts that match the same version exactly the first succeeds', async (kit) => {
    const { artifacts } = await kit.open();
    const { contentHash } = await artifacts.put('a', 'content');
    const calls = range(0, 9).map(async (n) => (await artifacts.put('a', `content ${n}`, { ifMatch: contentHash })).sizeBytes);
    kit.expect.equal(await outcomes(calls), [9, ...range(1, 9).map(() => 'ARTIFACT_CONFLICT')], 'outcomes of ten puts');
    kit.expect.equal(await artifacts.get('a'), utf8('content 0'), 'what is stored');
  }),
];
