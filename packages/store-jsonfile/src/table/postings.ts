import { Column } from './column.ts';

/** Members in the first block of a list, a power of two. Each block is twice as long as the one before, up to the largest. */
const FIRST_BITS = 2;
const LARGEST_BITS = 14;
const DOUBLINGS = LARGEST_BITS - FIRST_BITS;
/** Members that stand before the first block of the largest size. */
const BEFORE_LARGEST = ((1 << DOUBLINGS) - 1) << FIRST_BITS;

/** The members of one list, as they are now. */
export interface List {
  readonly length: number;
  at(index: number): number;
}

/**
 * Many lists of numbers, each appended to alone: most hold one number, some very many. A list of one takes no room besides
 * its entry; a longer one has blocks in a memory that all lists share, each with the place of the block before it.
 */
export class Postings {
  readonly #lengths = new Column();
  /** The only member, or the place of the last block. */
  readonly #last = new Column();
  readonly #blocks = new Column();

  /** Makes more lists, which are empty; their numbers rise from 0. */
  create(count: number): void {
    this.#last.grow(count);
    this.#lengths.grow(count);
  }

  length(list: number): number {
    return this.#lengths.get(list);
  }

  add(list: number, member: number): void {
    const length = this.#lengths.get(list);
    this.#lengths.set(list, length + 1);
    if (length === 0) this.#last.set(list, member);
    else this.#addToBlock(list, length, member);
  }

  list(list: number): List {
    const length = this.#lengths.get(list);
    const last = this.#last.get(list);
    if (length <= 1) return { length, at: () => last };
    const places: number[] = [];
    let place = last;
    for (let block = blockOf(length - 1); block >= 0; block -= 1) {
      places[block] = place;
      place = this.#blocks.get(place);
    }
    return {
      length,
      at: (index) => {
        const block = blockOf(index);
        return this.#blocks.get((places[block] ?? 0) + 1 + index - startOf(block));
      },
    };
  }

  #addToBlock(list: number, length: number, member: number): void {
    let last = this.#last.get(list);
    if (length === 1) {
      const only = last;
      last = this.#newBlock(0, 0);
      this.#blocks.set(last + 1, only);
      this.#last.set(list, last);
    }
    const block = blockOf(length);
    const at = length - startOf(block);
    if (at === 0) {
      last = this.#newBlock(block, last);
      this.#last.set(list, last);
    }
    this.#blocks.set(last + 1 + at, member);
  }

  #newBlock(block: number, before: number): number {
    const place = this.#blocks.grow(1 + (1 << Math.min(FIRST_BITS + block, LARGEST_BITS)));
    this.#blocks.set(place, before);
    return place;
  }
}

/** In which block of its list a member stands. */
function blockOf(index: number): number {
  if (index >= BEFORE_LARGEST) return DOUBLINGS + ((index - BEFORE_LARGEST) >>> LARGEST_BITS);
  return 31 - Math.clz32((index >>> FIRST_BITS) + 1);
}

/** Members that stand before a block. */
function startOf(block: number): number {
  return block >= DOUBLINGS ? BEFORE_LARGEST + ((block - DOUBLINGS) << LARGEST_BITS) : ((1 << block) - 1) << FIRST_BITS;
}
