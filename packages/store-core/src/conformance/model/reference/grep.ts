import type { Selection } from '../../../contract/selector.ts';
import { wrong } from '../../samples.ts';
import { refuse } from './refusal.ts';
import type { SelectorOptions } from './selectors.ts';

/** Whether a line matches. */
export type Matcher = (line: string) => boolean;

/**
 * Matching lines as `N:line` and those around them as `N-line`. With a limit, the page ends with the context of its last match, or
 * where the next match cuts that short, and `next` begins with the line after.
 */
export function grep(lines: readonly string[], holdsBytes: boolean, matches: Matcher, options: SelectorOptions): Selection {
  const { before = 0, after = 0, start = 0, limit = Number.POSITIVE_INFINITY } = options.counts;
  if (limit === 0) return { text: '', truncated: holdsBytes, next: null };
  const found = lines.flatMap((line, index) => (index >= start && matches(line) ? [index] : []));
  const shown = found.slice(0, limit);
  const last = shown.at(-1) ?? 0;
  const stop = shown.length < limit ? lines.length : Math.min(last + after + 1, found[limit] ?? lines.length, lines.length);
  const isNear = (index: number): boolean => shown.some((match) => index >= match - before && index <= match + after);
  const text = lines
    .map((line, index) => ({ index, text: `${index + 1}${shown.includes(index) ? ':' : '-'}${line}` }))
    .filter(({ index }) => index >= start && index < stop && isNear(index))
    .map((line) => line.text).join('\n');
  const truncated = stop < lines.length;
  return { text, truncated, next: truncated ? wrong({ ...options.given, start: stop }) : null };
}

/** For patterns and texts in which JavaScript's expressions and case folding are those of the contract. */
export function matcher({ pattern, flags: { regex = false, ignoreCase = false } }: SelectorOptions): Matcher {
  if (regex) {
    const expression = expressionOf(pattern, ignoreCase ? 'iu' : 'u');
    return (line) => expression.test(line);
  }
  return ignoreCase ? (line) => line.toLowerCase().includes(pattern.toLowerCase()) : (line) => line.includes(pattern);
}

function expressionOf(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return refuse('INVALID_SELECTOR');
  }
}
