import { writeLine } from './log-line.ts';
import type { Place } from './table/record-table.ts';

/** Characters that are turned into bytes and written at once. A whole write may be longer than the longest string. */
const PIECE_CHARS = 8 * 1024 * 1024;

/** The bytes of one write, and where each of its lines will stand. */
export interface Batch {
  readonly pieces: readonly Buffer[];
  readonly places: readonly Place[];
}

/** Writes bodies out as the lines of one write that begins at `position`. */
export function writeBatch(bodies: readonly string[], position: number): Batch {
  const pieces: Buffer[] = [];
  const places: Place[] = [];
  let text = '';
  let end = position;
  bodies.forEach((body, index) => {
    const line = writeLine({ more: bodies.length - 1 - index, body });
    const bytes = Buffer.byteLength(line);
    places.push({ position: end, length: bytes - 1 });
    end += bytes;
    text += line;
    if (text.length < PIECE_CHARS && index < bodies.length - 1) return;
    pieces.push(Buffer.from(text));
    text = '';
  });
  return { pieces, places };
}
