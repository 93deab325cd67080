import { createHash } from 'node:crypto';
import { findChanges } from './find-changes.ts';
import type { FoundChange } from './find-changes.ts';
import { lineAndColumn } from './syntax.ts';
import type { Source } from './syntax.ts';

/** One broken program: the original with a single change. */
export interface Mutant extends FoundChange {
  /**
   * What it changes, where, and which of those that look alike it is; no line numbers: an edit elsewhere leaves it as it is.
   */
  readonly id: string;
  /** From `packages` on, as `store-core/src/limits.ts`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly original: string;
}

const LONGEST = 72;

/** The mutants of a source. Their ids are unique. */
export function mutantsOf(file: string, source: Source): Mutant[] {
  const seen = new Map<string, number>();
  return findChanges(source).map((change) => {
    const original = source.text.slice(change.start, change.end);
    const name = `${file} ${change.owner} | ${change.operator} | ${short(original)} => ${change.replacement === null ? '(gone)' : short(change.replacement)}`;
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    return { ...change, ...lineAndColumn(source.text, change.start), id: occurrence === 1 ? name : `${name} #${occurrence}`, file, original };
  });
}

/** On one line; what is long by its beginning and a hash of all of it. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 12)}… ${createHash('sha256').update(line).digest('hex').slice(0, 8)}`;
}
