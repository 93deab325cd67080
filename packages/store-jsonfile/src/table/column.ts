/** Numbers of a segment: large enough that segments are few, small enough that to make or to copy one takes no time that anybody notices. */
const SEGMENT_BITS = 15;
const SEGMENT = 1 << SEGMENT_BITS;
const MASK = SEGMENT - 1;

const SMALLEST = 8;

/** Bytes of a number. */
export const NUMBER_BYTES: number = Int32Array.BYTES_PER_ELEMENT;

/**
 * A growing list of whole numbers of 32 bits, with their sign, in four bytes each. It grows by segments: a single array would have to be
 * copied as a whole, which takes the longer the more there is.
 */
export class Column {
  readonly #segments: Int32Array<ArrayBuffer>[] = [];
  #length = 0;
  /** Numbers that there is memory for. */
  #room = 0;

  get length(): number {
    return this.#length;
  }

  /** 0 where there is nothing. */
  get(index: number): number {
    return this.#segments[index >>> SEGMENT_BITS]?.[index & MASK] ?? 0;
  }

  set(index: number, value: number): void {
    const segment = this.#segments[index >>> SEGMENT_BITS];
    if (segment !== undefined) segment[index & MASK] = value;
  }

  /** Gives the index of the number. */
  push(value: number): number {
    const index = this.#length;
    if (index === this.#room) this.#widen(1);
    this.#length = index + 1;
    this.set(index, value);
    return index;
  }

  /** Appends zeros; gives the index of the first. */
  grow(count: number): number {
    const first = this.#length;
    this.#length += count;
    while (this.#room < this.#length) this.#widen(this.#length - this.#room);
    return first;
  }

  /** The memory of the first `count` numbers, piece by piece, in the byte order of this machine. */
  *bytes(count: number): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    let left = count;
    for (const segment of this.#segments) {
      const taken = Math.min(left, segment.length);
      if (taken === 0) return;
      yield new Uint8Array(segment.buffer, 0, taken * NUMBER_BYTES);
      left -= taken;
    }
  }

  /** Only the first segment is ever smaller than the others, so that a small list takes little. */
  #widen(missing: number): void {
    const [first] = this.#segments;
    if (first === undefined || first.length < SEGMENT) {
      const known = this.#room;
      let length = Math.max(SMALLEST, 2 * known);
      while (length < SEGMENT && length < known + missing) length *= 2;
      const wider = new Int32Array(length);
      wider.set(first ?? []);
      this.#segments[0] = wider;
      this.#room = length;
    } else {
      this.#segments.push(new Int32Array(SEGMENT));
      this.#room += SEGMENT;
    }
  }
}
