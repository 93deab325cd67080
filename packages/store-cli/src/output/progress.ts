import { createLogUpdate } from 'log-update';
import type { TextStream } from '../terminal.ts';
import { columnsOf } from './output.ts';

/** Columns of the bar itself. */
const BAR = 20;

/** Milliseconds between two drawings: more of them are not seen. */
const INTERVAL = 80;

/** A line of a terminal that tells how far a transfer has come. Where the stream is no terminal, nothing is shown. */
export class ProgressBar implements Disposable {
  readonly #stream: TextStream;
  readonly #update: ReturnType<typeof createLogUpdate> | undefined;
  #drawn = 0;

  constructor(stream: TextStream) {
    this.#stream = stream;
    // With the cursor left as it is, nothing has to be put right when the process is stopped.
    if (stream.isTTY === true) this.#update = createLogUpdate(stream, { showCursor: true });
  }

  /** @param total undefined: nobody knows */
  show(done: number, total: number | undefined, text: string): void {
    const now = performance.now();
    if (this.#update === undefined || now - this.#drawn < INTERVAL) return;
    this.#drawn = now;
    const line = total === undefined ? text : `${bar(done / Math.max(1, total))} ${text}`;
    this.#update(line.slice(0, columnsOf(this.#stream) - 1));
  }

  /** Takes the line away. */
  [Symbol.dispose](): void {
    this.#update?.clear();
  }
}

/** As `██████░░░░░░  50 %`. What was counted beforehand may have grown meanwhile. */
export function bar(part: number): string {
  const share = Math.min(1, part);
  const filled = Math.round(BAR * share);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${String(Math.floor(100 * share)).padStart(3)} %`;
}
