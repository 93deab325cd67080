import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { joined, patterned, utf8 } from '../samples.ts';
import { scramble } from '../scramble.ts';
import { underWay } from '../under-way.ts';

/** No buffer, option or selector that was passed in or given back is shared with what is stored. */
export const aliasingArtifactsCases: readonly ConformanceCase[] = [
  defineCase('aliasing.artifact.given', 'values.aliasing', 'bytes may be changed as soon as put has been called', async (kit) => {
    const { artifacts } = await kit.open();
    for (const size of [3, 131_072, 300_000]) {
      const given = patterned(size);
      const options = { label: 'L', mediaType: 'text/csv' };
      const put = underWay(artifacts.put('a', given, options));
      scramble(given);
      scramble(options);
      const ref = await put;
      const bytes = await kit.expect.resolves(() => artifacts.get('a'), `${size} bytes, changed while they were being put`);
      kit.expect.equal(bytes, patterned(size), `${size} bytes, changed while they were being put`);
      kit.expect.equal({ label: ref.label, mediaType: ref.mediaType }, { label: 'L', mediaType: 'text/csv' }, 'options changed while the call was under way');
    }
  }),
  defineCase('aliasing.artifact.view', 'values.aliasing', 'a view of a larger buffer is stored as what it shows', async (kit) => {
    const { artifacts } = await kit.open();
    const buffer = patterned(1000);
    await artifacts.put('a', buffer.subarray(100, 200));
    kit.expect.equal(await artifacts.get('a'), patterned(1000).slice(100, 200), 'the part that was put');
    await artifacts.put('b', inParts(buffer));
    kit.expect.equal(await artifacts.get('b'), patterned(1000), 'parts of one buffer, put as a stream');
  }),
  defineCase('aliasing.artifact.reused-buffer', 'values.aliasing', 'a stream may use one buffer for all its pieces', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(400_000);
    async function* reusing(): AsyncGenerator<Uint8Array> {
      const buffer = new Uint8Array(50_000);
      for (let start = 0; start < content.length; start += buffer.length) {
        buffer.set(content.subarray(start, start + buffer.length));
        yield buffer;
      }
      buffer.fill(0xee);
    }
    await artifacts.put('a', reusing());
    kit.expect.equal(await artifacts.get('a'), content, 'bytes put in pieces of one reused buffer');
  }),
  defineCase('aliasing.artifact.returned', 'values.aliasing', 'bytes that were returned may be changed', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(300_000);
    await artifacts.put('a', content);
    await artifacts.put('text', 'text');
    scramble(await artifacts.get('a'));
    scramble(await artifacts.get('text'));
    for await (const piece of artifacts.stream('a')) scramble(piece);
    kit.expect.equal(await artifacts.get('a'), content, 'bytes after what get and stream gave was overwritten');
    kit.expect.equal(joined(await collect(artifacts.stream('a'))), content, 'bytes streamed after what get and stream gave was overwritten');
    kit.expect.equal(await artifacts.get('text'), utf8('text'), 'bytes of a text after what get gave was overwritten');
  }),
  defineCase('aliasing.artifact.buffer', 'values.aliasing', 'bytes that were returned are all of their buffer or cannot reach the rest of it', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', patterned(10));
    await artifacts.put('b', patterned(20));
    scramble(new Uint8Array((await artifacts.get('a')).buffer));
    kit.expect.equal(await artifacts.get('a'), patterned(10), 'an artifact after the whole buffer behind what get gave was overwritten');
    kit.expect.equal(await artifacts.get('b'), patterned(20), 'another artifact after that');
  }),
  defineCase('aliasing.selector', 'values.aliasing', 'a selector may be changed as soon as the call has been made, and a `next` that was returned', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', 'one\ntwo\nthree\nfour\n');
    const selector = { type: 'lines' as const, start: 1, end: 2 };
    const selected = underWay(artifacts.select('a', selector));
    scramble(selector);
    const { text, next } = await kit.expect.resolves(() => selected, 'the selection of a selector that was changed after the call');
    kit.expect.equal(text, 'two', 'the selection of a selector that was changed after the call');
    scramble(next);
    kit.expect.equal(await artifacts.drilldown('a', { type: 'lines', start: 1, end: 2 }), 'two', 'the same selection again');
  }),
];

async function* inParts(buffer: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < buffer.length; start += 100) yield buffer.subarray(start, start + 100);
}
