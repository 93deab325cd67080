import type { ArtifactSource, CustomSelector, Selection, SelectorDefinition } from '../contract/selector.ts';
import { readCharacters } from './text/read-characters.ts';
import { nextEnd, stoppedAtLimit } from './selection-limit.ts';
import { checkKeys, countOption } from './selector-options.ts';

interface BytesOptions extends CustomSelector {
  readonly type: 'bytes';
  readonly start: number;
  readonly end: number | undefined;
}

/**
 * Bytes [start, end), decoded: a character that a bound cuts reads as U+FFFD. Bounds clamp; only the range is read.
 * `next` is the range of the same length that follows; it is null where no byte follows, and for an empty range.
 */
export const bytesSelector: SelectorDefinition<BytesOptions> = {
  type: 'bytes',
  parse(selector): BytesOptions {
    checkKeys(selector, ['start', 'end']);
    return { type: 'bytes', start: countOption(selector, 'start', 0), end: countOption(selector, 'end', undefined) };
  },
  select,
};

async function select(source: ArtifactSource, { start, end }: BytesOptions): Promise<Selection> {
  const { sizeBytes } = source.ref;
  const stop = Math.max(start, Math.min(end ?? sizeBytes, sizeBytes));
  const run = await readCharacters(source, start, stop, Number.POSITIVE_INFINITY);
  const truncated = run.end < sizeBytes;
  const selection = { text: run.text, truncated, next: truncated ? nextRange(run.end, start, end) : null };
  return run.full ? stoppedAtLimit(selection) : selection;
}

function nextRange(from: number, start: number, end: number | undefined): Selection['next'] {
  if (end === undefined) return { type: 'bytes', start: from };
  return end > start ? { type: 'bytes', start: from, end: nextEnd(from, end - start) } : null;
}
