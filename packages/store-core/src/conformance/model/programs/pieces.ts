/** Content that comes in pieces, as often as it is asked for: as an async iterable, a ReadableStream or a Blob. */
export class Pieces implements AsyncIterable<Uint8Array> {
  readonly form: 'iterable' | 'stream' | 'blob';
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  /** What goes wrong after the pieces: the source throws, or gives what is no bytes. */
  readonly fault: 'throws' | 'text' | null;

  constructor(form: Pieces['form'], pieces: readonly Uint8Array<ArrayBuffer>[], fault: Pieces['fault'] = null) {
    this.form = form;
    this.pieces = pieces;
    this.fault = fault;
  }

  /** Whether a put of it has its place in the order where it was called, and not where it ended. */
  get complete(): boolean {
    return this.form === 'blob';
  }

  /** The content as a caller would pass it. */
  open(): AsyncIterable<unknown> | ReadableStream<unknown> | Blob {
    if (this.form === 'blob') return new Blob([...this.pieces]);
    return this.form === 'iterable' ? this.#given() : ReadableStream.from(this.#given());
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for (const piece of this.pieces) yield piece.slice();
  }

  async *#given(): AsyncGenerator<unknown, void, undefined> {
    yield* this;
    if (this.fault === 'throws') throw new Error('the source of the stream failed');
    if (this.fault === 'text') yield 'text';
  }
}
