import type { LogLine, LogVisitor } from './log-scanner.ts';

/** Lines that are gone through at once. */
const STEP = 256;

/** A line that cannot be part of any write. */
export interface DamagedLine {
  readonly number: number;
  readonly problem: string;
}

/** What a scan has found, in its order, until somebody goes through it: a single write may have more lines than can be checked at once. */
export class FoundLines implements LogVisitor {
  #found: (readonly LogLine[] | DamagedLine)[] = [];

  batch(lines: readonly LogLine[]): void {
    for (let first = 0; first < lines.length; first += STEP) this.#found.push(lines.length <= STEP ? lines : lines.slice(first, first + STEP));
  }

  damaged(number: number, problem: string): void {
    this.#found.push({ number, problem });
  }

  /** Takes all of it: some lines of one write, or a damaged one. */
  take(): readonly (readonly LogLine[] | DamagedLine)[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
