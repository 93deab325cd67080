import { unfinishedBytes } from './utf8.ts';

/** Whole characters, as bytes and as text. */
export interface DecodedPiece {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Decodes UTF-8 piece by piece, the same text wherever the pieces are cut: invalid bytes read as U+FFFD (one for each
 * maximal subpart, as WHATWG has it), a byte-order mark is kept. Broken off, it breaks off the pieces as well.
 */
export async function* decodePieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<DecodedPiece, void, undefined> {
  // Not a decoder in stream mode: the bytes of each text must be known, and this is as fast.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let held: Uint8Array = new Uint8Array(0);
  for await (const piece of pieces) {
    const bytes = held.length === 0 ? piece : concat(held, piece);
    const whole = bytes.length - unfinishedBytes(bytes);
    held = bytes.slice(whole);
    if (whole > 0) {
      const complete = bytes.subarray(0, whole);
      yield { bytes: complete, text: decoder.decode(complete) };
    }
  }
  if (held.length > 0) yield { bytes: held, text: decoder.decode(held) };
}

/** The text of the pieces alone. */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  for await (const { text } of decodePieces(pieces)) yield text;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
