import { ArtifactConflictError, type ArtifactContent } from '../../../src/index.ts';
import { inArtifacts } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

type Stream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

function isStream(content: unknown): content is Stream {
  return typeof content === 'object' && content !== null && !(content instanceof Uint8Array) && !(content instanceof Blob) && Symbol.asyncIterator in content;
}

/** A mutant whose put of a stream goes through `pieces`. */
function through(death: Death, pieces: (stream: Stream) => AsyncIterable<Uint8Array>): Mutant {
  return inArtifacts(death, (artifacts) => ({
    put: async (handle, content, options) => await artifacts.put(handle, isStream(content) ? pieces(content) : content, options),
  }));
}

async function* untilItFails(stream: Stream): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch {
    // What came is kept.
  }
}

async function* encoded(stream: Stream): AsyncGenerator<Uint8Array> {
  for await (const piece of stream as AsyncIterable<unknown>) yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece as Uint8Array;
}

async function* iterated(stream: Stream): AsyncGenerator<Uint8Array> {
  yield* stream;
}

async function* readAndHeld(stream: Stream): AsyncGenerator<Uint8Array> {
  if (!(stream instanceof ReadableStream)) {
    yield* stream;
    return;
  }
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
}

function unlessLocked(content: ArtifactContent): ArtifactContent {
  return content instanceof ReadableStream && content.locked ? '' : content;
}

/** What is wrong with content that comes bit by bit. */
export const ARTIFACT_STREAM_MUTANTS: readonly Mutant[] = [
  through({
    name: 'keeps what came before a stream failed', source: 'Node: readable.pipe(writable) does not close the writable on an error, and leaves the file as it is',
    dies: 'artifacts.put.throwing-stream', message: /an async iterable that throws after 0 bytes: expected BACKEND, but it succeeded/,
  }, untilItFails),
  through({
    name: 'encodes pieces that are text', source: 'Node: a Writable takes strings and bytes, as they come',
    dies: 'artifacts.put.bad-piece', message: /a piece \(\[object String\]\) after 0 bytes: expected INVALID_VALUE, but it succeeded/,
  }, encoded),
  inArtifacts({
    name: 'takes a stream that someone else reads for an empty one', source: 'errors of getReader() swallowed; bodies of requests that a middleware has read already',
    dies: 'artifacts.put.locked-stream', message: /put of a locked ReadableStream: expected BACKEND, but it succeeded/,
  }, (artifacts) => ({ put: async (handle, content, options) => await artifacts.put(handle, unlessLocked(content), options) })),
  inArtifacts({
    name: 'lets nobody else in while it reads a stream', source: 'a mutex around put, or a transaction held over an await: a stream that uses the store waits for itself',
    dies: 'artifacts.put.stream-uses-store', message: /not done after 100 ms: a call never settled/, timeoutMs: 100,
  }, (artifacts, store) => {
    let turn: Promise<unknown> = Promise.resolve();
    const inTurn = async <T>(call: () => Promise<T>): Promise<T> => {
      const result = turn.then(call, call);
      turn = result.catch(() => undefined);
      return await result;
    };
    return {
      put: async (handle, content, options) => await inTurn(async () => await artifacts.put(handle, content, options)),
      get: async (handle) => await inTurn(async () => await artifacts.get(handle)),
      delete: async (handle) => await inTurn(async () => await store.artifacts.delete(handle)),
    };
  }),
  inArtifacts({
    name: 'empties the artifact before it reads the stream', source: 'Node: createWriteStream opens with \'w\', which cuts the file to nothing at once',
    dies: 'artifacts.put.copy-onto-itself', message: /reference of the copy: expected at \.sizeBytes 500000, got 0/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      if (isStream(content) && options === undefined && await artifacts.exists(handle)) await artifacts.put(handle, new Uint8Array(0));
      return await artifacts.put(handle, content, options);
    },
  })),
  inArtifacts({
    name: 'lets a stream take effect where it began', source: 'versions numbered when a write begins, of which the greatest counts, not the one that was written last',
    dies: 'artifacts.put.stream-place', message: /after the stream has ended|unexpected: ARTIFACT_NOT_FOUND/,
  }, (artifacts) => {
    let version = 0;
    return {
      put: async (handle, content, options) => {
        version += 1;
        const own = version;
        const ref = await artifacts.put(handle, content, options);
        if (isStream(content) && own !== version) await artifacts.delete(handle);
        return ref;
      },
    };
  }),
  inArtifacts({
    name: 'decides the conditions of a stream before it reads it', source: 'HTTP: If-Match and If-None-Match are looked at before the body is read',
    dies: 'artifacts.put.stream-conditions', message: /ifAbsent, but put meanwhile: expected ARTIFACT_CONFLICT, but it succeeded/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      if (!isStream(content) || (options?.ifAbsent !== true && typeof options?.ifMatch !== 'string')) return await artifacts.put(handle, content, options);
      const there = await artifacts.exists(handle) ? (await artifacts.ref(handle)).contentHash : undefined;
      if (options.ifAbsent === true ? there !== undefined : there !== options.ifMatch) throw new ArtifactConflictError(`412 Precondition Failed: ${handle}`);
      return await artifacts.put(handle, content, { ...options, ifAbsent: undefined, ifMatch: undefined });
    },
  })),
  inArtifacts({
    name: 'reads a Blob before it takes its place', source: '`await blob.arrayBuffer()` on the way to the queue: what was called later is there first',
    dies: 'artifacts.put.not-awaited', message: /put, ref, put, ref, get, delete, exists, get, delete, put, get: expected at \[10\]/,
  }, (artifacts) => ({
    put: async (handle, content, options) => await artifacts.put(handle, content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content, options),
  })),
  through({
    name: 'iterates over a ReadableStream', source: '`for await (const piece of stream)`, where not every browser\'s ReadableStream has an async iterator',
    dies: 'artifacts.put.stream-by-reader', message: /unexpected: BACKEND: content: the stream failed: .*not (?:a function|.*iterable)/,
  }, iterated),
  through({
    name: 'never lets go of a stream', source: 'getReader() without a finally that cancels and calls releaseLock: the source goes on, and nobody else can read',
    dies: 'artifacts.put.stream-let-go', message: /how often a stream that was read to its end is cancelled, and whether it is locked still: expected at \[1\] false, got true/,
  }, readAndHeld),
];
