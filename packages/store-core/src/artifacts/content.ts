import { BackendError, InvalidValueError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { readable } from '../values/readable.ts';
import { checkWellFormed } from '../values/strings.ts';

/** What is to be stored, on its way in. */
export interface Content {
  /** The media type of such content unless another is given. */
  readonly mediaType: string;
  /** Whether it is all there already; otherwise it comes from elsewhere, which may take its time, fail, or use the store itself. */
  readonly complete: boolean;
  /** The bytes, in pieces that nobody else changes until the next one is asked for. To be read once. */
  readonly pieces: Pieces;
}

export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Units of a string that are encoded at a time. */
const TEXT_UNITS = 65_536;

/** Content in any of the forms that `put` takes; bytes are copied. @throws InvalidValueError at `content` */
export function readContent(content: unknown): Content {
  return readable('content', () => contentOf(content));
}

function contentOf(content: unknown): Content {
  if (typeof content === 'string') {
    const text = checkWellFormed(content, 'content');
    return { mediaType: 'text/plain; charset=utf-8', complete: true, pieces: encodePieces(text) };
  }
  if (content instanceof Uint8Array) {
    const copy = Uint8Array.from(content);
    return { ...BINARY, complete: true, pieces: [copy] };
  }
  if (content instanceof Blob) return { ...BINARY, complete: true, pieces: checked(readPieces(content.stream())) };
  if (typeof content === 'object' && content !== null) {
    if (isReadable(content)) return { ...BINARY, complete: false, pieces: checked(readPieces(content)) };
    if (isAsyncIterable(content)) return { ...BINARY, complete: false, pieces: checked(content) };
  }
  throw new InvalidValueError('content', `must be a Uint8Array, a string, a Blob, a ReadableStream or an AsyncIterable, not ${describe(content)}`);
}

const BINARY = { mediaType: 'application/octet-stream' };

function* encodePieces(text: string): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + TEXT_UNITS, text.length);
    // Not between the halves of a surrogate pair.
    if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end -= 1;
    yield encoder.encode(text.slice(start, end));
    start = end;
  }
}

/** What the source of a stream throws is the cause of a BackendError; a piece that holds no bytes is an InvalidValueError. */
async function* checked(pieces: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of failingAsOurs(pieces)) {
    if (!(piece instanceof Uint8Array)) throw new InvalidValueError('content', `the pieces of a stream must be Uint8Arrays, not ${describe(piece)}`);
    yield piece;
  }
}

async function* failingAsOurs(pieces: AsyncIterable<unknown>): AsyncGenerator<unknown, void, undefined> {
  try {
    for await (const piece of pieces) yield piece;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : describe(cause);
    throw new BackendError(`content: the stream failed: ${reason}; nothing was stored`, { cause });
  }
}

/** By its reader: not every browser's streams are iterable. Broken off, it cancels the stream. */
async function* readPieces(stream: ReadableStream<unknown>): AsyncGenerator<unknown, void, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Of a stream that has ended this does nothing.
    await reader.cancel();
    reader.releaseLock();
  }
}

function isReadable(content: object): content is ReadableStream<unknown> {
  return 'getReader' in content && typeof content.getReader === 'function';
}

function isAsyncIterable(content: object): content is AsyncIterable<unknown> {
  return Symbol.asyncIterator in content && typeof content[Symbol.asyncIterator] === 'function';
}
