import { type ArtifactContent, InvalidValueError, isStoreError } from '../../../src/index.ts';
import type { OpenArtifact, Upload } from '../../../src/adapter.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { codeOf, inArtifacts, only } from './changing.ts';
import { broken, type Death, type Mutant } from './mutant.ts';

class DropsLastByte extends MapBackend {
  override openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    const version = super.openArtifact(scope, handle);
    const rest = (index: number): Uint8Array | undefined => this.versions(scope).get(handle)?.chunks[index]?.slice();
    return version && { ...version, chunk: (index) => (rest(index)?.length === 1 && index > 0 ? undefined : rest(index)) };
  }
}

class SharesBuffer extends MapBackend {
  readonly #pending: Uint8Array[] = [];

  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    return {
      ...upload,
      write: (chunk) => void this.#pending.push(chunk),
      commit: (handle, decide) => {
        for (const chunk of this.#pending.splice(0)) void upload.write(chunk);
        void upload.commit(handle, decide);
      },
    };
  }
}

/** A mutant that puts other content than it was given. */
function putting(death: Death, change: (content: ArtifactContent) => ArtifactContent): Mutant {
  return inArtifacts(death, (artifacts) => ({ put: async (handle, content, options) => await artifacts.put(handle, change(content), options) }));
}

const isText = (content: unknown): content is string => typeof content === 'string';

/** The pieces of a content that comes bit by bit; null for any other. */
function piecesOf(content: ArtifactContent): AsyncIterable<Uint8Array> | null {
  return typeof content === 'object' && content !== null && Symbol.asyncIterator in content ? content : null;
}

async function* untilEmpty(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    if (piece.length === 0) return;
    yield piece;
  }
}

function encodeInSlices(text: string): Uint8Array {
  const slices = Array.from({ length: Math.ceil(text.length / 65_536) }, (_, index) => new TextEncoder().encode(text.slice(index * 65_536, (index + 1) * 65_536)));
  return Uint8Array.from(Buffer.concat(slices));
}

/** What is wrong with what `put` takes, and what it stores of it. */
export const ARTIFACT_PUT_MUTANTS: readonly Mutant[] = [
  inArtifacts({
    name: 'writes hashes in base64', source: 'S3: x-amz-checksum-sha256 is base64; npm\'s integrity as well',
    dies: 'artifacts.put.ref', message: /reference of '': expected at \.contentHash "e3b0c442[0-9a-f]+", got "47DEQ/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      const ref = await artifacts.put(handle, content, options);
      return { ...ref, contentHash: Buffer.from(ref.contentHash, 'hex').toString('base64') };
    },
  })),
  inArtifacts({
    name: 'takes the type of a Blob for the media type', source: 'fetch: the Content-Type of a body is that of its Blob unless told otherwise',
    dies: 'artifacts.put.kinds', message: /reference of a Blob with a type of its own: expected at \.mediaType "application\/octet-stream", got "text\/csv"/,
  }, (artifacts) => ({
    put: async (handle, content, options) => await artifacts.put(handle, content, content instanceof Blob && content.type !== '' ? { mediaType: content.type, ...options } : options),
  })),
  inArtifacts({
    name: 'gives every content the media type of bytes', source: 'contextweaver\'s file artifacts (store/json_file_artifacts.py): media_type is application/octet-stream unless told otherwise',
    dies: 'artifacts.put.kinds', message: /reference of a string: expected at \.mediaType "text\/plain; charset=utf-8"/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      return await artifacts.put(handle, content, isText(content) && options?.mediaType === undefined ? { ...options, mediaType: 'application/octet-stream' } : options);
    },
  })),
  putting({
    name: 'writes text as latin1', source: 'Node: Buffer.from(text, \'binary\'), fs.writeFile with \'latin1\'',
    dies: 'artifacts.put.kinds', message: /reference of a string: expected at \.(sizeBytes|mediaType)/,
  }, (content) => (isText(content) && content.isWellFormed() ? Buffer.from(content, 'latin1') : content)),
  putting({
    name: 'takes a byte-order mark away', source: 'strip-bom and its like in front of whatever is text',
    dies: 'artifacts.put.kinds', message: /reference of a string: expected at \.sizeBytes/,
  }, (content) => (isText(content) ? content.replace(/^\ufeff/, '') : content)),
  inArtifacts({
    name: 'takes empty content for none', source: 'JavaScript: `if (!content)`, which the empty string does not pass',
    dies: 'artifacts.put.empty', message: /unexpected: INVALID_VALUE: content: is missing/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      if (content === '') throw new InvalidValueError('content', 'is missing');
      return await artifacts.put(handle, content, options);
    },
  })),
  broken({
    name: 'loses a last chunk of one byte', source: 'number of chunks computed as floor(size / chunk), corrected by a `> 1`',
    dies: 'artifacts.put.sizes', message: /unexpected: CORRUPT/,
  }, () => new DropsLastByte()),
  putting({
    name: 'ends a stream at an empty piece', source: 'POSIX: a read of 0 bytes is the end of a file; Node: push(\'\') of a Readable is no end, push(null) is',
    dies: 'artifacts.put.pieces', message: /reference of pieces of 1000, 0, 1, 0, 0, 7: expected at \.sizeBytes 300001, got 1000/,
  }, (content) => {
    const pieces = piecesOf(content);
    return pieces === null ? content : untilEmpty(pieces);
  }),
  putting({
    name: 'encodes a long string slice by slice', source: 'JavaScript: slice cuts surrogate pairs, and each half becomes U+FFFD',
    dies: 'artifacts.put.long-string', message: /size of a long string/,
  }, (content) => (isText(content) && content.length > 65_536 && content.isWellFormed() ? encodeInSlices(content) : content)),
  inArtifacts({
    name: 'writes media types in lower case', source: 'File API: the type of a Blob is given in lower case',
    dies: 'artifacts.put.media-type-and-label', message: /as given by put with TEXT\/Plain/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      return await artifacts.put(handle, content, typeof options?.mediaType === 'string' ? { ...options, mediaType: options.mediaType.toLowerCase() } : options);
    },
  })),
  putting({
    name: 'takes an ArrayBuffer for bytes', source: 'Node: Buffer.from takes an ArrayBuffer, an array of numbers, and more',
    dies: 'artifacts.put.bad-content', message: /put of an array of numbers: expected INVALID_VALUE, but it succeeded/,
  }, (content) => (content instanceof ArrayBuffer || (Array.isArray(content) && typeof content[0] === 'number') ? Uint8Array.from(Buffer.from(content as ArrayBuffer)) : content)),
  inArtifacts({
    name: 'ignores options of put that it does not know', source: 'JavaScript: destructured options; a misspelt condition is none',
    dies: 'artifacts.put.bad-options', message: /put with \{"mimeType":"text\/x"\}: expected INVALID_ARGUMENT, but it succeeded/,
  }, (artifacts) => ({ put: async (handle, content, options) => await artifacts.put(handle, content, only(options, 'mediaType', 'label', 'ifAbsent', 'ifMatch')) })),
  inArtifacts({
    name: 'makes a text of whatever the label is', source: 'template literals, and HTTP headers: S3 metadata is made of strings',
    dies: 'artifacts.put.bad-media-type-or-label', message: /put with a bad label: expected INVALID_VALUE, but it succeeded/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      const label: unknown = options?.label;
      return await artifacts.put(handle, content, typeof label === 'number' ? { ...options, label: String(label) } : options);
    },
  })),
  inArtifacts({
    name: 'says of bad content that the store failed', source: 'whatever a driver throws for a value of the wrong type, wrapped as an error of the driver',
    dies: 'artifacts.put.bad-content', message: /put of undefined: expected INVALID_VALUE, got what is no StoreError/,
  }, (artifacts) => ({
    put: async (handle, content, options) => await artifacts.put(handle, content, options).catch((error: unknown) => {
      if (codeOf(error) !== 'INVALID_VALUE' || !isStoreError(error) || error.details['path'] !== 'content') throw error;
      throw new TypeError('The "chunk" argument must be of type string or an instance of Buffer', { cause: error });
    }),
  })),
  broken({
    name: 'has one temporary file for all uploads', source: 'temporary names made of the process id alone, as in `file.tmp.${process.pid}`',
    dies: 'artifacts.put.side-by-side', message: /unexpected: CORRUPT: .*artifacts a\d: chunk 0/,
  }, () => new SharesBuffer()),
];
