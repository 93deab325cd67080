import type { Files } from './files.ts';

/** Bytes of a log that are read and parsed at once: what that takes nobody notices. */
const PIECE_BYTES = 256 * 1024;

/**
 * The bytes of a file from `position` on, piece by piece; a piece is valid until the next one is asked for. While one is used, the next is being
 * read.
 */
export async function* readPieces(files: Files, file: number, position: number, length: number = PIECE_BYTES): AsyncGenerator<Buffer, void, undefined> {
  const buffers = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)] as const;
  let turn: 0 | 1 = 0;
  let at = position;
  let reading = begin(files, file, buffers[turn], at);
  try {
    for (;;) {
      const piece = buffers[turn].subarray(0, await reading);
      if (piece.length === length) {
        turn = turn === 0 ? 1 : 0;
        at += length;
        reading = begin(files, file, buffers[turn], at);
      }
      yield piece;
      if (piece.length < length) return;
    }
  } finally {
    // Whoever wants no more closes the file, which must not be in use then.
    await reading.catch(() => undefined);
  }
}

/** Begins to read. That it failed is told to whoever waits for it, which may be nobody. */
function begin(files: Files, file: number, buffer: Buffer, position: number): Promise<number> {
  const reading = files.readAsync(file, buffer, position);
  reading.catch(() => undefined);
  return reading;
}
