/** A line of a terminal that tells how far the run has come. Where the stream is no terminal, nothing is shown. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #total: number;
  #done = 0;

  constructor(stream: NodeJS.WriteStream, total: number) {
    this.#stream = stream;
    this.#total = total;
  }

  advance(name: string): void {
    this.#done += 1;
    if (!this.#stream.isTTY) return;
    const filled = Math.round((20 * this.#done) / this.#total);
    this.#stream.write(`${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${this.#done}/${this.#total} ${name}`.slice(0, this.#stream.columns - 1));
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (!this.#stream.isTTY) return;
    this.#stream.cursorTo(0);
    this.#stream.clearLine(1);
  }
}
