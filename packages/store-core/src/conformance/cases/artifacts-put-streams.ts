import type { ArtifactContent } from '../../contract/artifact-store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { inPieces, item, joined, outcomes, patterned, utf8, wrong } from '../samples.ts';
import { collect } from '../expect.ts';

const OLD = 'the old one';

/** Bytes, and then what is no piece, or an error. */
async function* after(size: number, end: () => unknown): AsyncGenerator<Uint8Array, void> {
  yield* inPieces(patterned(size), 60_000);
  yield wrong(end());
}

function readable(content: AsyncGenerator<Uint8Array, unknown>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const step = await content.next();
      if (step.done === true) controller.close();
      else controller.enqueue(step.value);
    },
  });
}

/** A stream as some browsers have them: it can be read, but not iterated. */
function readableOnly(content: AsyncGenerator<Uint8Array, unknown>): ReadableStream<Uint8Array> {
  return Object.defineProperty(readable(content), Symbol.asyncIterator, { value: undefined });
}

/** How far a stream may have come before it goes wrong: nothing stored, a part of a chunk, a whole one, several. */
const SIZES = [0, 1, 131_072, 300_000];

/** Content that comes bit by bit, may fail, and may use the store itself. */
export const artifactsPutStreamsCases: readonly ConformanceCase[] = [
  defineCase('artifacts.put.throwing-stream', 'artifacts.put-fails', 'a stream that throws is BACKEND with its error as the cause, and the old artifact stays', async (kit) => {
    const store = await kit.open();
    await store.artifacts.put('old', OLD);
    const cause = new Error('the source broke');
    const fail = (): never => {
      throw cause;
    };
    await kit.expect.unchanged(store, async () => {
      for (const size of SIZES) for (const handle of ['old', 'new']) {
        const contents: [string, ArtifactContent][] = [['an async iterable', after(size, fail)], ['a ReadableStream', readable(after(size, fail))]];
        for (const [what, content] of contents) {
          const error = await kit.expect.rejects(store.artifacts.put(handle, content), 'BACKEND', `${what} that throws after ${size} bytes`);
          kit.expect.ok(error.cause === cause, `the cause is what ${what} threw`);
        }
      }
    }, 'a stream that throws');
    kit.expect.equal([await store.artifacts.exists('new'), await store.artifacts.exists('old')], [false, true], 'exists of the new handle and of the old');
    await store.artifacts.put('old', inPieces(patterned(200_000), 70_000));
    kit.expect.equal(await store.artifacts.get('old'), patterned(200_000), 'the next put, in the same place');
  }),

  defineCase('artifacts.put.bad-piece', 'artifacts.bad-content', 'a piece that is no Uint8Array is INVALID_VALUE at `content`, and the old artifact stays', async (kit) => {
    const store = await kit.open();
    await store.artifacts.put('a', OLD);
    await kit.expect.unchanged(store, async () => {
      for (const [index, piece] of ['text', 5, null, undefined, [1, 2], new ArrayBuffer(2), new Uint16Array(2), {}].entries()) {
        const size = SIZES[index % SIZES.length] ?? 0;
        const what = `a piece (${Object.prototype.toString.call(piece)}) after ${size} bytes`;
        const error = await kit.expect.rejects(store.artifacts.put('a', after(size, () => piece)), 'INVALID_VALUE', what);
        isInvalidValueAt(kit.expect, error, 'content', what);
      }
      const error = await kit.expect.rejects(store.artifacts.put('a', readable(after(10, () => 'text'))), 'INVALID_VALUE', 'a ReadableStream of strings');
      isInvalidValueAt(kit.expect, error, 'content', 'a ReadableStream of strings');
    }, 'a bad piece');
  }),

  defineCase('artifacts.put.locked-stream', 'artifacts.put-fails', 'a ReadableStream that someone else reads cannot be put', async (kit) => {
    const store = await kit.open();
    const stream = new Blob(['text']).stream();
    stream.getReader();
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.artifacts.put('a', stream), 'BACKEND', 'put of a locked ReadableStream');
    }, 'a locked stream');
  }),

  defineCase('artifacts.put.stream-by-reader', 'artifacts.content', 'a ReadableStream that cannot be iterated is put like any other', async (kit) => {
    const { artifacts } = await kit.open();
    const bytes = patterned(200_000);
    await artifacts.put('a', readableOnly(after(0, () => bytes)));
    kit.expect.equal(await artifacts.get('a'), bytes, 'bytes of a ReadableStream without an async iterator');
  }),

  defineCase('artifacts.put.stream-let-go', 'artifacts.content', 'a ReadableStream is let go: cancelled where it was not read to its end, and unlocked', async (kit) => {
    const { artifacts } = await kit.open();
    for (const [what, last, cancelled] of [['read to its end', new Uint8Array(1), 0], ['broken off at a bad piece', 'text', 1]] as const) {
      let cancels = 0;
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array(1));
          controller.enqueue(wrong(last));
          if (cancelled === 0) controller.close();
        },
        cancel() {
          cancels += 1;
        },
      });
      await outcomes([artifacts.put('a', stream)]);
      kit.expect.equal([cancels, stream.locked], [cancelled, false], `how often a stream that was ${what} is cancelled, and whether it is locked still`);
    }
  }),

  defineCase('artifacts.put.stream-uses-store', 'order.stream-puts', 'a stream that is being put may read from the store and write to it', async (kit) => {
    const { artifacts, events } = await kit.open();
    await artifacts.put('a', OLD);
    async function* content(): AsyncGenerator<Uint8Array> {
      yield* artifacts.stream('a');
      await events.append(item('inside'));
      yield utf8(` ${await events.count()}`);
      await artifacts.put('b', 'inside');
      yield await artifacts.get('b');
    }
    await artifacts.put('a', content());
    kit.expect.equal(await artifacts.get('a'), utf8(`${OLD} 1inside`), 'what the stream read from the store while it was put');
  }),

  defineCase('artifacts.put.copy-onto-itself', 'order.stream-puts', 'an artifact may be put from its own stream', async (kit) => {
    const { artifacts } = await kit.open();
    const content = patterned(500_000);
    await artifacts.put('a', content);
    const ref = await artifacts.ref('a');
    kit.expect.equal(await artifacts.put('a', artifacts.stream('a')), ref, 'reference of the copy');
    kit.expect.equal(await artifacts.get('a'), content, 'the copy');
    await artifacts.put('b', artifacts.stream('a', { start: 100_000, end: 400_000 }));
    kit.expect.equal(await artifacts.get('b'), content.slice(100_000, 400_000), 'a part, copied to another handle');
  }),

  defineCase('artifacts.put.stream-place', 'order.stream-puts', 'a put of a stream takes effect where its stream ends, and holds up nobody', async (kit) => {
    const { artifacts } = await kit.open();
    for (const [what, streamOf] of [['an async iterable', (content: AsyncGenerator<Uint8Array, void>) => content], ['a ReadableStream', readable]] as const) {
      const gate = Promise.withResolvers<undefined>();
      const slow = async function* (): AsyncGenerator<Uint8Array, void> {
        yield utf8('the slow ');
        await gate.promise;
        yield utf8('stream');
      };
      const putting = outcomes([artifacts.put('a', streamOf(slow())).then(({ sizeBytes }) => sizeBytes)]);
      try {
        await artifacts.put('a', 'bytes put meanwhile');
        kit.expect.equal(await artifacts.get('a'), utf8('bytes put meanwhile'), `before ${what} has ended`);
        await artifacts.delete('a');
        kit.expect.equal(await artifacts.exists('a'), false, `exists while ${what} goes on`);
      } finally {
        // Whatever fails: close waits for the stream.
        gate.resolve(undefined);
      }
      kit.expect.equal(await putting, [15], `size that the put of ${what} gives`);
      kit.expect.equal(await artifacts.get('a'), utf8('the slow stream'), `after ${what} has ended`);
    }
  }),

  defineCase('artifacts.put.stream-conditions', 'artifacts.conditions', 'the conditions of a put of a stream are decided where the stream ends', async (kit) => {
    const { artifacts } = await kit.open();
    const { contentHash } = await artifacts.put('b', 'b');
    async function* meanwhile(handle: string): AsyncGenerator<Uint8Array> {
      yield utf8('stream');
      await artifacts.put(handle, 'put meanwhile');
    }
    await kit.expect.rejects(artifacts.put('a', meanwhile('a'), { ifAbsent: true }), 'ARTIFACT_CONFLICT', 'ifAbsent, but put meanwhile');
    await kit.expect.rejects(artifacts.put('b', meanwhile('b'), { ifMatch: contentHash }), 'ARTIFACT_CONFLICT', 'ifMatch, but replaced meanwhile');
    for (const handle of ['a', 'b']) kit.expect.equal(await artifacts.get(handle), utf8('put meanwhile'), `artifact ${handle}`);
  }),

  defineCase('artifacts.put.side-by-side', 'artifacts.content', 'streams put side by side do not mix', async (kit) => {
    const { artifacts } = await kit.open();
    const contents = [10, 200_000, 131_072, 400_000, 0].map((size, index) => patterned(size + index).map((byte) => byte ^ index));
    const refs = await outcomes(contents.map((content, index) => artifacts.put(`a${index}`, inPieces(content, 50_000 + index))));
    kit.expect.equal(refs, await artifacts.listRefs(), 'references given, and those listed');
    for (const [index, content] of contents.entries()) {
      kit.expect.equal(joined(await collect(artifacts.stream(`a${index}`))), new Uint8Array(content), `artifact ${index}`);
    }
  }),

  defineCase('artifacts.put.not-awaited', 'order.calls', 'puts of bytes that are not awaited take effect in the order of the calls', async (kit) => {
    const { artifacts } = await kit.open();
    const large = patterned(300_000);
    const sizeOf = async (handle: string): Promise<number> => (await artifacts.ref(handle)).sizeBytes;
    const calls = [artifacts.put('a', large).then(({ sizeBytes }) => sizeBytes), sizeOf('a'), artifacts.put('a', 'xy').then(({ sizeBytes }) => sizeBytes),
      sizeOf('a'), artifacts.get('a'), artifacts.delete('a'), artifacts.exists('a'), artifacts.get('a'), artifacts.delete('a'),
      artifacts.put('a', new Blob(['blob'])).then(({ sizeBytes }) => sizeBytes), artifacts.get('a')];
    const expected = [300_000, 300_000, 2, 2, utf8('xy'), undefined, false, 'ARTIFACT_NOT_FOUND', 'ARTIFACT_NOT_FOUND', 4, utf8('blob')];
    kit.expect.equal(await outcomes(calls), expected, 'put, ref, put, ref, get, delete, exists, get, delete, put, get');
  }),
];
