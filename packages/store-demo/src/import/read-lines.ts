import { createReadStream } from 'node:fs';
import { ChatFormatError } from './chat-format-error.ts';

export interface FileLine {
  /** From 1, as editors count. */
  readonly number: number;
  /** Decodes the line. @throws ChatFormatError if it is not UTF-8: a replaced character would be a silent change. */
  readonly text: () => string;
}

const LINE_FEED = 0x0a;

/** The lines of a file, one in memory at a time. */
export async function* readLines(path: string): AsyncGenerator<FileLine, void, undefined> {
  let number = 0;
  let pieces: Uint8Array[] = [];
  const next = (): FileLine => {
    const bytes = Buffer.concat(pieces);
    pieces = [];
    number += 1;
    return { number, text: () => decode(bytes) };
  };
  for await (const chunk of readChunks(path)) {
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

function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ChatFormatError('is not UTF-8', { cause });
  }
}
