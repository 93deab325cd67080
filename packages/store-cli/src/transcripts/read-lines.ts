import { TranscriptError } from './transcript-error.ts';

/** A line of a file. */
export interface FileLine {
  /** From 1, as editors count. */
  readonly number: number;
  /** Without the line feed. */
  readonly bytes: Buffer;
  /** Decodes the line. @throws TranscriptError if it is not UTF-8: a replaced character would be a silent change. */
  readonly text: () => string;
}

const LINE_FEED = 0x0a;

/** The lines of a file, one in memory at a time. @param chunks the bytes of the file, as a stream gives them */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine, void, undefined> {
  let number = 0;
  let pieces: Uint8Array[] = [];
  const next = (): FileLine => {
    const bytes = Buffer.concat(pieces);
    pieces = [];
    number += 1;
    return { number, bytes, text: () => decode(bytes) };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      pieces.push(chunk.subarray(start, end));
      start = end + 1;
      yield next();
    }
    pieces.push(chunk.subarray(start));
  }
  if (pieces.some((piece) => piece.length > 0)) yield next();
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new TranscriptError('is not UTF-8', { cause });
  }
}
