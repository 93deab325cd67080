import type { CustomSelection } from '../../contract/selector.ts';
import { LIMITS } from '../../limits.ts';
import { utf8Length } from '../../values/unicode.ts';
import { LineHistory } from '../text/line-history.ts';
import { countLineFeeds } from '../text/line-text.ts';
import { stoppedAtLimit, tooLong } from '../selection-limit.ts';
import { TextBuilder } from '../text/text-builder.ts';

interface ReportOptions {
  readonly before: number;
  readonly after: number;
  readonly limit: number | undefined;
  readonly start: number;
}

/** Writes down matches and their context, out of all lines in their order. */
export class GrepReport {
  readonly #after: number;
  #matchesLeft: number;
  /** Lines not shown that come right before the next line. */
  readonly #history: LineHistory;
  /** The next line, from 0. */
  #line: number;
  /** Lines still to be shown after the last match. */
  #pending = 0;
  /** Every match with its context but the last one. */
  readonly #whole = new TextBuilder();
  /** The last match and its context, and the line that it begins with. */
  #last = new TextBuilder();
  #lastLine = 0;
  #matches = 0;
  #bytes = 0;
  #stopped: 'no' | 'limit' | 'full' = 'no';

  constructor({ before, after, limit, start }: ReportOptions) {
    this.#after = after;
    this.#matchesLeft = limit ?? Number.POSITIVE_INFINITY;
    this.#history = new LineHistory(before);
    this.#line = start;
  }

  /** Whether nothing more will be shown, and more lines were seen. */
  get stopped(): boolean {
    return this.#stopped !== 'no';
  }

  /** Whether nothing more is to be shown. */
  get satisfied(): boolean {
    return this.#matchesLeft === 0 && this.#pending === 0;
  }

  /** There are more lines, of which none is to be shown. */
  leaveRest(): void {
    this.#stopped = 'limit';
  }

  /** Lines that do not match, each ended by LF. */
  addOthers(lines: string): void {
    let from = 0;
    while (this.#pending > 0 && from < lines.length) {
      const end = lines.indexOf('\n', from);
      this.#pending -= 1;
      if (!this.#show('-', lines.slice(from, end))) return;
      from = end + 1;
    }
    if (from === lines.length) return;
    if (this.#matchesLeft === 0) return this.leaveRest();
    const count = countLineFeeds(lines, from, lines.length);
    this.#line += count;
    this.#history.add(lines.slice(from), count);
  }

  /** The next line, without its line end, which matches. */
  addMatch(line: string): void {
    if (this.stopped) return;
    if (this.#matchesLeft === 0) return this.leaveRest();
    const before = this.#history.take();
    this.#matchesLeft -= 1;
    this.#matches += 1;
    this.#whole.add(this.#last.toString());
    this.#last = new TextBuilder();
    this.#line -= before.count;
    this.#lastLine = this.#line;
    for (const shown of before.lines()) if (!this.#show('-', shown)) return;
    if (this.#show(':', line)) this.#pending = this.#after;
  }

  /** What was shown. `nextFrom` makes the selector that begins at a line. */
  selection(nextFrom: (start: number) => CustomSelection['next']): CustomSelection {
    if (this.#stopped === 'full') {
      if (this.#matches === 1) throw tooLong('grep', `the match after line ${this.#lastLine}, with its context,`);
      return stoppedAtLimit({ text: this.#whole.toString(), truncated: true, next: nextFrom(this.#lastLine) });
    }
    this.#whole.add(this.#last.toString());
    const truncated = this.#stopped === 'limit';
    return { text: this.#whole.toString(), truncated, next: truncated ? nextFrom(this.#line) : null };
  }

  /** Whether there was room for the line. */
  #show(mark: ':' | '-', line: string): boolean {
    this.#line += 1;
    const entry = `${this.#bytes === 0 ? '' : '\n'}${this.#line}${mark}${line}`;
    this.#bytes += utf8Length(entry);
    if (this.#bytes > LIMITS.selectionBytes) {
      this.#stopped = 'full';
      return false;
    }
    this.#last.add(entry);
    return true;
  }
}
