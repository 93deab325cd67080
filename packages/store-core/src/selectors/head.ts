import type { ArtifactSource, CustomSelector, Selection, SelectorDefinition } from '../contract/selector.ts';
import { readCharacters } from './text/read-characters.ts';
import { stoppedAtLimit } from './selection-limit.ts';
import { checkKeys, countOption } from './selector-options.ts';

interface HeadOptions extends CustomSelector {
  readonly type: 'head';
  readonly chars: number;
  readonly start: number;
}

/** The most bytes that one character is read from. */
const CHARACTER_BYTES = 4;

/**
 * The first `chars` code points (default 500) from byte `start` (default 0) on. A `start` inside a character begins with
 * U+FFFD; a `next` never does that. Reads no more than the bytes that so many characters can take. `next` begins at the
 * byte after the last character; it is null at the end, and for `chars: 0`, which would never come further.
 */
export const headSelector: SelectorDefinition<HeadOptions> = {
  type: 'head',
  parse(selector): HeadOptions {
    checkKeys(selector, ['chars', 'start']);
    return { type: 'head', chars: countOption(selector, 'chars', 500), start: countOption(selector, 'start', 0) };
  },
  select,
};

async function select(source: ArtifactSource, { chars, start }: HeadOptions): Promise<Selection> {
  const { sizeBytes } = source.ref;
  const run = await readCharacters(source, start, Math.min(sizeBytes, start + CHARACTER_BYTES * chars), chars);
  const truncated = run.end < sizeBytes;
  const next = truncated && chars > 0 ? { type: 'head' as const, chars, start: run.end } : null;
  const selection = { text: run.text, truncated, next };
  return run.full ? stoppedAtLimit(selection) : selection;
}
