import type { TextStream } from '../terminal.ts';

/** Whoever read the output has gone away, as `head` does: nothing more is to be written, and nothing is wrong. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/** Writes to a stream, as fast as it is read. */
export class Output {
  readonly stream: TextStream;
  #failure: Error | undefined;

  constructor(stream: TextStream) {
    this.stream = stream;
    stream.on('error', (error) => {
      this.#failure ??= isBrokenPipe(error) ? new OutputClosedError('nobody reads the output any more', { cause: error }) : error;
    });
  }

  get isTerminal(): boolean {
    return this.stream.isTTY === true;
  }

  /** Columns of the terminal; undefined where the output is no terminal, so that nothing is cut. */
  get width(): number | undefined {
    return this.isTerminal ? columnsOf(this.stream) : undefined;
  }

  /** Resolves once the stream has taken it. @throws OutputClosedError, and what the stream fails with, as on a full disk */
  async write(content: string | Uint8Array): Promise<void> {
    if (this.#failure === undefined && !this.stream.write(content)) await this.flush();
    if (this.#failure !== undefined) throw this.#failure;
  }

  async line(text: string): Promise<void> {
    await this.write(`${text}\n`);
  }

  /** One value as a line of JSON. */
  async json(value: unknown): Promise<void> {
    await this.line(JSON.stringify(value));
  }

  /** Resolves once everything has been handed on. @throws as `write` */
  async flush(): Promise<void> {
    if (this.#failure === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.stream.write('', () => resolve());
      await promise;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}

/** Of a terminal; one that does not know its size says 0. */
export function columnsOf({ columns = 0 }: TextStream): number {
  return columns > 0 ? columns : 80;
}

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
