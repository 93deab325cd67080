import { decodeText } from './decode-text.ts';

/** The text in pieces of one character or more, every line end (LF, CRLF, CR) as LF, also where a CRLF is cut in two. */
export async function* decodeLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  // A CR at the end of a piece waits for what follows it.
  let heldReturn = false;
  for await (const text of decodeText(pieces)) {
    let block: string = heldReturn ? `\r${text}` : text;
    heldReturn = block.endsWith('\r');
    if (heldReturn) block = block.slice(0, -1);
    if (block.includes('\r')) block = block.replaceAll(/\r\n?/g, '\n');
    if (block !== '') yield block;
  }
  if (heldReturn) yield '\n';
}

/** The same from line `start` (from 0) on; empty before it. */
export async function* decodeLinesFrom(pieces: AsyncIterable<Uint8Array>, start: number): AsyncGenerator<string, void, undefined> {
  let line = 0;
  for await (const text of decodeLines(pieces)) {
    const skipped = skipLines(text, 0, start - line);
    line += skipped.lines;
    yield text.slice(skipped.position);
  }
}

/** How many line feeds stand in [start, end). */
export function countLineFeeds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Where line `count` after the one at `start` begins; where the text has not that many line feeds, how many it had. */
export function skipLines(text: string, start: number, count: number): { readonly position: number; readonly lines: number } {
  let position = start;
  let lines = 0;
  while (lines < count) {
    const feed = text.indexOf('\n', position);
    if (feed === -1) return { position: text.length, lines };
    position = feed + 1;
    lines += 1;
  }
  return { position, lines };
}
