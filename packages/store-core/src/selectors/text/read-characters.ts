import type { ArtifactSource } from '../../contract/selector.ts';
import { LIMITS } from '../../limits.ts';
import { utf8Length } from '../../values/unicode.ts';
import { countCharacters, measurePrefix } from './code-points.ts';
import { decodePieces } from './decode-text.ts';
import { TextBuilder } from './text-builder.ts';
import { bytesOfCharacters } from './utf8.ts';

/** What was read of a range, and where reading stopped. */
export interface CharacterRun {
  readonly text: string;
  /** The byte after the last character. */
  readonly end: number;
  /** Whether there was more of the range, and no room for it in one selection. */
  readonly full: boolean;
}

/** Decodes bytes [start, end) until there are `characters` code points or no more fit into one selection. */
export async function readCharacters(
  source: ArtifactSource,
  start: number,
  end: number,
  characters: number,
): Promise<CharacterRun> {
  const text = new TextBuilder();
  let position = start;
  let wanted = characters;
  let room = LIMITS.selectionBytes;
  for await (const piece of decodePieces(source.bytes(start, end))) {
    const size = utf8Length(piece.text);
    const count = countCharacters(piece.text);
    if (size > room || count > wanted) {
      const span = measurePrefix(piece.text, wanted, room);
      text.add(piece.text.slice(0, span.units));
      return { text: text.toString(), end: position + bytesOfCharacters(piece.bytes, span.characters), full: span.characters < wanted };
    }
    text.add(piece.text);
    wanted -= count;
    room -= size;
    position += piece.bytes.length;
    if (wanted === 0) break;
  }
  return { text: text.toString(), end: position, full: false };
}
