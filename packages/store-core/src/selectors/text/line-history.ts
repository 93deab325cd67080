import { LIMITS } from '../../limits.ts';

interface Segment {
  /** Whole lines, each ended by LF. */
  readonly text: string;
  readonly count: number;
}

/** The lines before a match. */
export interface LinesBefore {
  readonly count: number;
  lines(): Iterable<string>;
}

/** Keeps the last lines that were added, as many as may be asked for; of more than can be shown, still more than can be shown. */
export class LineHistory {
  readonly #most: number;
  #segments: Segment[] = [];
  #count = 0;
  #units = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Adds whole lines, each ended by LF, that follow those added before. */
  add(text: string, count: number): void {
    this.#segments.push({ text, count });
    this.#count += count;
    this.#units += text.length;
    for (let [first] = this.#segments; first !== undefined && this.#canDrop(first); [first] = this.#segments) {
      this.#segments.shift();
      this.#count -= first.count;
      this.#units -= first.text.length;
    }
  }

  /** The last lines, at most as many as were to be kept; they are forgotten with that. */
  take(): LinesBefore {
    const excess = Math.max(0, this.#count - this.#most);
    const segments = this.#segments;
    const taken = {
      count: this.#count - excess,
      lines: () => linesOf(segments, excess),
    };
    this.#segments = [];
    this.#count = 0;
    this.#units = 0;
    return taken;
  }

  /** Whether enough is left without it: as many lines as may be asked for, or more than can be shown. */
  #canDrop(first: Segment): boolean {
    return this.#count - first.count >= this.#most || this.#units - first.text.length > LIMITS.selectionBytes;
  }
}

function* linesOf(segments: readonly Segment[], excess: number): Generator<string, void, undefined> {
  let skip = excess;
  for (const { text } of segments) {
    let from = 0;
    while (from < text.length) {
      const end = text.indexOf('\n', from);
      if (skip > 0) skip -= 1;
      else yield text.slice(from, end);
      from = end + 1;
    }
  }
}
