import type { ArtifactSource, CustomSelector, Selection, SelectorDefinition } from '../contract/selector.ts';
import { LIMITS } from '../limits.ts';
import { utf8Length } from '../values/unicode.ts';
import { measurePrefix } from './text/code-points.ts';
import { countLineFeeds, decodeLines, skipLines } from './text/line-text.ts';
import { nextEnd, stoppedAtLimit, tooLong } from './selection-limit.ts';
import { checkKeys, countOption } from './selector-options.ts';
import { TextBuilder } from './text/text-builder.ts';

interface LinesOptions extends CustomSelector {
  readonly type: 'lines';
  readonly start: number;
  readonly end: number | undefined;
}

/**
 * Lines [start, end), from 0, joined with LF. Lines end at LF, CRLF or CR; a final line end adds no empty line. Bounds
 * clamp. Reading stops where the range ends. `truncated` says that lines follow; `next` is then the range of the same
 * length that follows, and null for an empty range. Lines that do not fit into one selection are left to `next`.
 * @throws SelectorError if a line of the range alone is longer than a selection may be.
 */
export const linesSelector: SelectorDefinition<LinesOptions> = {
  type: 'lines',
  parse(selector): LinesOptions {
    checkKeys(selector, ['start', 'end']);
    return { type: 'lines', start: countOption(selector, 'start', 0), end: countOption(selector, 'end', undefined) };
  },
  select,
};

async function select(source: ArtifactSource, { start, end }: LinesOptions): Promise<Selection> {
  const stop = end === undefined ? Number.POSITIVE_INFINITY : Math.max(start, end);
  const kept = new TextBuilder();
  let bytes = 0;
  // Lines that have ended so far.
  let line = 0;
  for await (const block of decodeLines(source.bytes())) {
    const skipped = skipLines(block, 0, start - line);
    line += skipped.lines;
    const first = skipped.position;
    // Without an end there is nothing to count.
    const taken = stop === Number.POSITIVE_INFINITY ? undefined : skipLines(block, first, stop - line);
    line += taken?.lines ?? 0;
    const part = block.slice(first, taken?.position);
    if (part !== '') {
      const lineEnd = part.endsWith('\n') ? 1 : 0;
      const room = LIMITS.selectionBytes - bytes;
      bytes += utf8Length(part);
      if (bytes - lineEnd > LIMITS.selectionBytes) return cut(kept.toString(), part, room, start, end);
      kept.add(part);
    }
    if (taken !== undefined && taken.position < block.length) {
      return { text: joined(kept.toString()), truncated: true, next: nextRange(stop, start, end) };
    }
  }
  return { text: joined(kept.toString()), truncated: false, next: null };
}

/** As many whole lines as fit: what was kept, and what there is room for of the part that follows it. */
function cut(kept: string, part: string, room: number, start: number, end: number | undefined): Selection {
  // Of what was kept, the last line end need not fit.
  const fits = kept.length + Math.min(room, measurePrefix(part, Number.POSITIVE_INFINITY, room).units);
  const text = kept + part;
  const feed = text.lastIndexOf('\n', fits);
  if (feed === -1) throw tooLong('lines', `line ${start} (from 0)`);
  const shown = text.slice(0, feed);
  const line = start + countLineFeeds(text, 0, feed + 1);
  return stoppedAtLimit({ text: shown, truncated: true, next: nextRange(line, start, end) });
}

function nextRange(from: number, start: number, end: number | undefined): Selection['next'] {
  if (end === undefined) return { type: 'lines', start: from };
  return end > start ? { type: 'lines', start: from, end: nextEnd(from, end - start) } : null;
}

/** Lines that each end with LF, or all but the last, as lines joined with LF. */
function joined(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
