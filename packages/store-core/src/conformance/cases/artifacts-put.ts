import type { ArtifactContent } from '../../contract/artifact-store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { BORDER_SIZES, inPieces, patterned, sha256, utf8, wrong } from '../samples.ts';
import { collect } from '../expect.ts';

/** SHA-256 as FIPS 180-2 and its test vectors have it. */
const HASHES: readonly (readonly [content: string, hash: string])[] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
];

const BINARY = 'application/octet-stream';

/** The same bytes as each kind of content, and the media type that each gets by default. */
function everyKind(bytes: Uint8Array<ArrayBuffer>): readonly (readonly [what: string, content: ArtifactContent, mediaType: string])[] {
  const surrounded = new Uint8Array(bytes.length + 20).fill(0xee);
  surrounded.set(bytes, 7);
  return [
    ['a Uint8Array', bytes, BINARY],
    ['a view into a larger buffer', surrounded.subarray(7, 7 + bytes.length), BINARY],
    ['a Blob', new Blob([bytes]), BINARY],
    ['a Blob with a type of its own', new Blob([bytes], { type: 'text/csv' }), BINARY],
    ['a ReadableStream', new Blob([bytes]).stream(), BINARY],
    ['an async iterable', inPieces(bytes, 3), BINARY],
    ['an async iterable of one piece', inPieces(bytes, bytes.length), BINARY],
    ['a string', new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), 'text/plain; charset=utf-8'],
  ];
}

/** Not content, whatever it looks like. */
const BAD_CONTENT: readonly (readonly [what: string, content: unknown])[] = [
  ['undefined', undefined], ['null', null], ['a number', 5], ['an object', {}], ['an array of numbers', [1, 2]],
  ['an array of bytes', [new Uint8Array(1)]],
  ['an ArrayBuffer', new ArrayBuffer(2)], ['a DataView', new DataView(new ArrayBuffer(2))], ['a Uint16Array', new Uint16Array(2)],
  ['a string with a lone surrogate', 'a\ud83d'], ['a function', () => 'text'],
  ['an object whose asyncIterator is no function', { [Symbol.asyncIterator]: 5 }], ['an object whose getReader is no function', { getReader: 5 }],
  ['a function that could be iterated', Object.assign(() => 'text', { [Symbol.asyncIterator]: () => inPieces(new Uint8Array(1), 1) })],
];

/** What `put` takes, and what it stores of it. */
export const artifactsPutCases: readonly ConformanceCase[] = [
  defineCase('artifacts.put.ref', 'artifacts.ref', 'put gives the reference of what was stored, its hash the SHA-256 of the bytes', async (kit) => {
    const { artifacts } = await kit.open();
    for (const [content, contentHash] of HASHES) {
      const ref = await artifacts.put('a', utf8(content), { mediaType: 'text/x', label: 'L' });
      const expected = { handle: 'a', mediaType: 'text/x', sizeBytes: content.length, label: 'L', contentHash };
      kit.expect.equal(ref, expected, `reference of '${content}'`);
      kit.expect.equal(await artifacts.ref('a'), expected, `ref() after put of '${content}'`);
    }
  }),

  defineCase('artifacts.put.kinds', 'artifacts.content', 'every kind of content stores the same bytes, with its default media type', async (kit) => {
    const { artifacts } = await kit.open();
    const bytes = utf8('\ufeffgr\u00fc\u00df\u0000 \u{1f600}\r\n');
    const hash = await sha256(bytes);
    for (const [what, content, mediaType] of everyKind(bytes)) {
      const ref = await artifacts.put('a', content);
      kit.expect.equal(ref, { handle: 'a', mediaType, sizeBytes: bytes.length, label: '', contentHash: hash }, `reference of ${what}`);
      kit.expect.equal(await artifacts.get('a'), bytes, `bytes of ${what}`);
    }
  }),

  defineCase('artifacts.put.empty', 'artifacts.content', 'an artifact may be empty, whatever its content was', async (kit) => {
    const { artifacts } = await kit.open();
    const kinds = [...everyKind(new Uint8Array(0)), ['a stream of empty pieces', emptyPieces(), BINARY] as const];
    for (const [index, [what, content, mediaType]] of kinds.entries()) {
      const handle = `empty ${index}`;
      const ref = await artifacts.put(handle, content);
      kit.expect.equal(ref, { handle, mediaType, sizeBytes: 0, label: '', contentHash: HASHES[0]?.[1] }, `reference of nothing as ${what}`);
      kit.expect.equal(await artifacts.get(handle), new Uint8Array(0), `get of nothing as ${what}`);
      kit.expect.equal(await collect(artifacts.stream(handle)), [], `pieces of nothing as ${what}`);
      kit.expect.equal(await artifacts.exists(handle), true, `exists of nothing as ${what}`);
    }
    kit.expect.equal((await artifacts.listRefs()).length, kinds.length, 'artifacts listed');
  }),

  defineCase('artifacts.put.sizes', 'artifacts.content', 'bytes of any size read back, at and beside the borders of chunks', async (kit) => {
    const { artifacts } = await kit.open();
    for (const size of BORDER_SIZES) {
      const content = patterned(size);
      const { sizeBytes, contentHash } = await artifacts.put(`bytes ${size}`, content);
      kit.expect.equal({ sizeBytes, contentHash }, { sizeBytes: size, contentHash: await sha256(content) }, `size and hash of ${size} bytes`);
      kit.expect.equal(await artifacts.get(`bytes ${size}`), content, `${size} bytes`);
    }
  }),

  defineCase('artifacts.put.pieces', 'artifacts.content', 'it does not matter how a stream is cut into pieces', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(300_001);
    const contentHash = await sha256(content);
    for (const sizes of [[1000, 0, 1, 0, 0, 7], [131_072], [131_071, 2], [131_073], [1, 131_071, 131_072], [300_000], [65_536, 65_535]]) {
      const ref = await artifacts.put('a', inPieces(content, ...sizes));
      kit.expect.equal(ref, { handle: 'a', mediaType: BINARY, sizeBytes: content.length, label: '', contentHash }, `reference of pieces of ${sizes.join(', ')}`);
      kit.expect.equal(await artifacts.get('a'), content, `bytes put in pieces of ${sizes.join(', ')}`);
    }
    await artifacts.put('b', inPieces(content.subarray(0, 999), 1));
    kit.expect.equal(await artifacts.get('b'), content.slice(0, 999), 'bytes put one by one');
  }),

  defineCase('artifacts.put.long-string', 'artifacts.content', 'a long string is stored as its UTF-8, no character cut in two', async (kit) => {
    const { artifacts } = await kit.open();
    // Six UTF-16 units, two pairs side by side, over and over: some shift puts a pair across whichever border an encoder has.
    for (const shift of ['', 'x', 'xy', 'xyz', '\u00e9']) {
      const text = `${shift}${'\u{1f600}\u{1f601}a\u4e2d'.repeat(40_000)}`;
      const { sizeBytes } = await artifacts.put('a', text);
      kit.expect.equal(sizeBytes, utf8(text).length, `size of a long string that begins with '${shift}'`);
      kit.expect.equal(await artifacts.get('a'), utf8(text), `a long string that begins with '${shift}'`);
    }
  }),

  defineCase('artifacts.put.media-type-and-label', 'artifacts.ref', 'media type and label are kept as they were given', async (kit) => {
    const { artifacts } = await kit.open();
    const labels = ['', 'Unpaid invoices', '\u0000', '\u05e9\u05dc\u05d5\u05dd \u{1f600}\n', 'x'.repeat(10_000)];
    for (const mediaType of ['application/json', 'TEXT/Plain; charset=UTF-8', 'x', 'e\u0301']) {
      for (const label of labels) {
        const { mediaType: storedType, label: storedLabel } = await artifacts.put('a', 'text', { mediaType, label });
        kit.expect.equal({ storedType, storedLabel }, { storedType: mediaType, storedLabel: label }, `as given by put with ${mediaType}`);
        const ref = await artifacts.ref('a');
        kit.expect.equal([ref.mediaType, ref.label], [mediaType, label], `as given by ref after put with ${mediaType}`);
      }
    }
    const ref = await artifacts.put('b', 'text', { mediaType: undefined, label: undefined, ifAbsent: undefined, ifMatch: undefined });
    kit.expect.equal([ref.mediaType, ref.label], ['text/plain; charset=utf-8', ''], 'options given as undefined');
  }),

  defineCase('artifacts.put.bad-content', 'artifacts.bad-content', 'what is no content is INVALID_VALUE at `content`', async (kit) => {
    const store = await kit.open();
    await store.artifacts.put('a', 'the old one');
    await kit.expect.unchanged(store, async () => {
      for (const [what, content] of BAD_CONTENT) {
        const error = await kit.expect.rejects(() => store.artifacts.put('a', wrong(content)), 'INVALID_VALUE', `put of ${what}`);
        isInvalidValueAt(kit.expect, error, 'content', `put of ${what}`);
        kit.expect.ok(!Object.hasOwn(error, 'cause'), `put of ${what}: it was looked at and refused, nothing went wrong with it`);
      }
    }, 'bad content');
  }),

  defineCase('artifacts.put.bad-options', 'arguments.unknown-keys', 'an option that put does not have, or that makes no sense, is refused', async (kit) => {
    const store = await kit.open();
    const { contentHash } = await store.artifacts.put('a', 'the old one');
    const bad = [{ mimeType: 'text/x' }, { ifabsent: true }, { ifNoneMatch: '*' }, { metadata: {} }, { ifAbsent: 'yes' }, { ifAbsent: 1 }, { ifAbsent: null },
      { ifMatch: '*' }, { ifMatch: '' }, { ifMatch: null }, { ifMatch: contentHash.toUpperCase() }, { ifMatch: contentHash.slice(1) },
      { ifAbsent: true, ifMatch: contentHash }];
    await kit.expect.unchanged(store, async () => {
      for (const options of bad) {
        await kit.expect.rejects(() => store.artifacts.put('a', 'x', wrong(options)), 'INVALID_ARGUMENT', `put with ${JSON.stringify(options)}`);
      }
      for (const options of [null, 'text/x', 5]) {
        await kit.expect.rejects(() => store.artifacts.put('a', 'x', wrong(options)), 'INVALID_ARGUMENT', `put with the options ${String(options)}`);
      }
    }, 'bad options');
  }),

  defineCase('artifacts.put.bad-media-type-or-label', 'artifacts.ref', 'the media type must be an identifier, the label a text', async (kit) => {
    const store = await kit.open();
    await store.artifacts.put('a', 'the old one');
    const bad = [{ mediaType: '' }, { mediaType: 5 }, { mediaType: null }, { mediaType: 'a\u0000' }, { mediaType: 'x'.repeat(513) }, { mediaType: '\ud800' },
      { label: 5 }, { label: null }, { label: '\ud800' }];
    await kit.expect.unchanged(store, async () => {
      for (const options of bad) {
        const [member = ''] = Object.keys(options);
        const what = `put with a bad ${member}`;
        const error = await kit.expect.rejects(() => store.artifacts.put('a', 'x', wrong(options)), 'INVALID_VALUE', what);
        isInvalidValueAt(kit.expect, error, member, what);
      }
    }, 'a bad media type or label');
  }),
];

async function* emptyPieces(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(0);
  yield new Uint8Array(0);
}
