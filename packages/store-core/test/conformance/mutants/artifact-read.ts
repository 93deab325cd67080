import { ArtifactNotFoundError, type ArtifactStore, BackendError, type ByteRange } from '../../../src/index.ts';
import { codeOf, inArtifacts } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

/** A mutant that streams another range than it was asked for. */
function ranging(death: Death, range: (asked: ByteRange) => ByteRange): Mutant {
  return inArtifacts(death, (artifacts) => ({
    stream: (handle, asked) => artifacts.stream(handle, typeof asked === 'object' && asked !== null ? range(asked) : asked),
  }));
}

const PIECE = 131_072;

async function* quietly(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* stream;
  } catch (error) {
    if (codeOf(error) !== 'ARTIFACT_NOT_FOUND') throw error;
  }
}

async function* inOnePiece(artifacts: ArtifactStore, handle: string, range?: ByteRange): AsyncGenerator<Uint8Array, void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of artifacts.stream(handle, range)) pieces.push(piece);
  if (pieces.length > 0) yield Uint8Array.from(Buffer.concat(pieces));
}

/** Each piece of what is there when it is asked for. */
async function* ofThePresent(artifacts: ArtifactStore, handle: string, range: ByteRange = {}): AsyncGenerator<Uint8Array, void> {
  const { sizeBytes } = await artifacts.ref(handle);
  const end = Math.min(range.end ?? sizeBytes, sizeBytes);
  for (let start = range.start ?? 0; start < end; start += PIECE) yield* artifacts.stream(handle, { start, end: Math.min(end, start + PIECE) });
}

/** A mutant that lets nobody replace what is being read; `released` says whether a stream that is broken off is over. */
function locking(death: Death, released: boolean): Mutant {
  return inArtifacts(death, (artifacts) => {
    const open = new Map<string, number>();
    const count = (handle: string, by: number): void => void open.set(handle, (open.get(handle) ?? 0) + by);
    async function* stream(handle: string, range?: ByteRange): AsyncGenerator<Uint8Array, void> {
      let ended = false;
      count(handle, 1);
      try {
        yield* artifacts.stream(handle, range);
        ended = true;
      } finally {
        if (ended || released) count(handle, -1);
      }
    }
    const free = (handle: string): void => {
      if ((open.get(handle) ?? 0) > 0) throw new BackendError(`EBUSY: resource busy or locked, rename '${handle}'`);
    };
    return {
      stream,
      put: async (handle, content, options) => {
        free(handle);
        return await artifacts.put(handle, content, options);
      },
      delete: async (handle) => {
        free(handle);
        await artifacts.delete(handle);
      },
    };
  });
}

/** What a read of an artifact, or its end, does wrong. */
export const ARTIFACT_READ_MUTANTS: readonly Mutant[] = [
  inArtifacts({
    name: 'has less in the metadata than in the reference', source: 'S3: HeadObject gives user metadata, and a label that was kept as a tag is not among it',
    dies: 'artifacts.read.agree', message: /ref and metadata of a: expected at \[1\]\.label "A", got ""/,
  }, (artifacts) => ({ metadata: async (handle) => ({ ...await artifacts.metadata(handle), label: '' }) })),
  inArtifacts({
    name: 'streams nothing of an unknown artifact', source: 'streams whose errors are swallowed; HTTP clients that do not look at the status 404',
    dies: 'artifacts.read.unknown', message: /stream of 'b' where only 'a' is stored: expected ARTIFACT_NOT_FOUND, but it succeeded with \[\]/,
  }, (artifacts) => ({ stream: (handle, range) => quietly(artifacts.stream(handle, range)) })),
  inArtifacts({
    name: 'deletes an artifact that is not there without a word', source: 'S3: DeleteObject of an unknown key is 204; fs.rm with force',
    dies: 'artifacts.read.unknown', message: /delete of 'b' where only 'a' is stored: expected ARTIFACT_NOT_FOUND, but it succeeded/,
  }, (artifacts) => ({
    delete: async (handle) => await artifacts.delete(handle).catch((error: unknown) => {
      if (codeOf(error) !== 'ARTIFACT_NOT_FOUND') throw error;
    }),
  })),
  ranging({
    name: 'gives the byte at the end of a range', source: 'HTTP: Range, and Node: createReadStream, in both of which the end is included',
    dies: 'artifacts.stream.range', message: /bytes \[undefined, 0\) of 393221: expected 0 bytes <>, got 1 bytes/,
  }, (range) => (typeof range.end === 'number' && range.end >= 0 && range.end < Number.MAX_SAFE_INTEGER && range.end > (range.start ?? -1) ? { ...range, end: range.end + 1 } : range)),
  ranging({
    name: 'turns a range round that ends before it starts', source: 'JavaScript: substring swaps its arguments where the first is greater',
    dies: 'artifacts.stream.range-reversed', message: /range \{"start":4,"end":2\} of six bytes: expected 0 bytes <>, got 2 bytes/,
  }, (range) => (Number(range.start) > Number(range.end) ? { ...range, start: range.end, end: range.start } : range)),
  ranging({
    name: 'counts a negative bound from the end', source: 'JavaScript: slice; HTTP: Range: bytes=-500',
    dies: 'artifacts.stream.bad-range', message: /stream of \{"start":-1\}: expected INVALID_ARGUMENT, but it succeeded/,
  }, (range) => (range.start === -1 ? { ...range, start: 0 } : range)),
  inArtifacts({
    name: 'gives all of an artifact in one piece', source: 'clients that read the whole body before they give any of it',
    dies: 'artifacts.stream.bounded-pieces', message: /a piece of 3 MiB holds between 1 byte and 1 MiB; it held 3145728 bytes/,
  }, (artifacts) => ({ stream: (handle, range) => inOnePiece(artifacts, handle, range) })),
  locking({
    name: 'keeps a file open after a stream was broken off', source: 'Windows: a file that is open cannot be renamed over (EBUSY, EPERM), and here nothing closes it',
    dies: 'artifacts.stream.break', message: /unexpected: BACKEND: EBUSY/,
  }, false),
  inArtifacts({
    name: 'closes the file for all readers', source: 'Node: file descriptors cached by path, closed by the first reader who has done (EBADF for the others)',
    dies: 'artifacts.stream.side-by-side', message: /unexpected: BACKEND: EBADF/,
  }, (artifacts) => {
    const closed = new Map<string, number>();
    async function* stream(handle: string, range?: ByteRange): AsyncGenerator<Uint8Array, void> {
      const opened = closed.get(handle) ?? 0;
      try {
        for await (const piece of artifacts.stream(handle, range)) {
          if ((closed.get(handle) ?? 0) > opened) throw new BackendError('EBADF: bad file descriptor, read');
          yield piece;
        }
      } finally {
        closed.set(handle, opened + 1);
      }
    }
    return { stream };
  }),
  inArtifacts({
    name: 'streams whatever is there for each piece', source: 'range requests one after the other without If-Match: each meets the version that is there by then',
    dies: 'artifacts.stream.replaced-meanwhile', message: /a stream whose artifact was replaced by shorter content/,
  }, (artifacts) => ({ stream: (handle, range) => ofThePresent(artifacts, handle, range) })),
  locking({
    name: 'lets nobody delete what is being read', source: 'Windows: a file that is open cannot be deleted or renamed over (EBUSY, EPERM)',
    dies: 'artifacts.stream.deleted-meanwhile', message: /unexpected: BACKEND: EBUSY/,
  }, true),
  inArtifacts({
    name: 'reads the reference first, and then the bytes', source: 'two files, or two queries, for one get: what was called between them comes between them',
    dies: 'artifacts.get.replaced-meanwhile', message: /get, put, get, delete, exists: expected at \[0\]/,
  }, (artifacts) => ({ get: async (handle) => (await artifacts.ref(handle), await artifacts.get(handle)) })),
  inArtifacts({
    name: 'leaves the bytes of what it deletes', source: 'cacache: rm of an entry leaves its content, as zkat/cacache-rs#70 asks about',
    dies: 'artifacts.delete.gone', message: /get after delete: expected ARTIFACT_NOT_FOUND, but it succeeded/,
  }, (artifacts) => {
    const left = new Map<string, Uint8Array>();
    return {
      delete: async (handle) => {
        const bytes = await artifacts.get(handle).catch(() => undefined);
        await artifacts.delete(handle);
        if (bytes !== undefined) left.set(handle, bytes);
      },
      get: async (handle) => await artifacts.get(handle).catch((error: unknown) => {
        const bytes = error instanceof ArtifactNotFoundError ? left.get(handle) : undefined;
        if (bytes === undefined) throw error;
        return bytes;
      }),
    };
  }),
];
