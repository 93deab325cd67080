import type { ArtifactSource, CustomSelector, Selection, SelectorDefinition } from '../contract/selector.ts';
import { LIMITS } from '../limits.ts';
import { measureSuffix } from './text/code-points.ts';
import { stoppedAtLimit } from './selection-limit.ts';
import { checkKeys, countOption } from './selector-options.ts';
import { detached } from './text/text-builder.ts';

interface TailOptions extends CustomSelector {
  readonly type: 'tail';
  readonly chars: number;
}

/** The most bytes that one character is read from. */
const CHARACTER_BYTES = 4;
/** One byte more tells that there is text before it; and of a character that is cut there, what is left is no shorter than itself. */
const BYTES_BEFORE = 1;

/**
 * The last `chars` code points (default 500) of the decoded text. Only the end is read: as far back as so many characters
 * can reach, and a byte more. `truncated` says that there is text before it. It has no `next`.
 */
export const tailSelector: SelectorDefinition<TailOptions> = {
  type: 'tail',
  parse(selector): TailOptions {
    checkKeys(selector, ['chars']);
    return { type: 'tail', chars: countOption(selector, 'chars', 500) };
  },
  select,
};

async function select(source: ArtifactSource, { chars }: TailOptions): Promise<Selection> {
  const { sizeBytes } = source.ref;
  // Decoded, no byte becomes less than a byte: more of them than a selection holds are of no use.
  const useful = Math.min(chars * CHARACTER_BYTES, LIMITS.selectionBytes);
  const start = Math.max(0, sizeBytes - useful - BYTES_BEFORE);
  const bytes = await readAll(source, start);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const span = measureSuffix(text, chars, LIMITS.selectionBytes);
  const truncated = span.units < text.length;
  const selection: Selection = { text: detached(text.slice(text.length - span.units)), truncated, next: null };
  return truncated && span.characters < chars ? stoppedAtLimit(selection) : selection;
}

async function readAll(source: ArtifactSource, start: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(source.ref.sizeBytes - start);
  let length = 0;
  for await (const piece of source.bytes(start)) {
    bytes.set(piece, length);
    length += piece.length;
  }
  return bytes;
}
