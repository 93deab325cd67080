import type { Column } from './column.ts';

const SMALLEST = 8;

/** Slots that move with each insertion while a table grows: enough to be done long before the new one is full. */
const MOVED_SLOTS = 8;

/**
 * Finds members by their hash: numbers that stand for something, in open addressing. Members are not removed. It grows a little
 * with each insertion instead of all at once, which would take the longer the more there is.
 */
export class HashTable {
  /** The hash of each member. */
  readonly #hashes: Column;
  /** Members plus one; 0: free. */
  #slots = new Int32Array(SMALLEST);
  #count = 0;
  /** What has not moved to the larger table yet; what has is still in it. */
  #old: Int32Array<ArrayBuffer> | null = null;
  #moved = 0;

  constructor(hashes: Column) {
    this.#hashes = hashes;
  }

  /**
   * All members in the memory of the table; null while some are still in a smaller one: then `settle` comes first. Where members are inserted
   * while it is copied, the copy may hold some of them.
   */
  get slots(): Int32Array<ArrayBuffer> | null {
    return this.#old === null ? this.#slots : null;
  }

  /** Ends the growing that is under way: some at a time between two values that it gives. */
  *settle(step: number): Generator<void, void, undefined> {
    while (this.#old !== null) {
      this.#move(this.#old, step);
      yield;
    }
  }

  /**
   * Takes over what was in the memory of another table with the same hashes: so many at a time between two values that it gives. Members in it that
   * have no hash here are never found, and take no harm: each that comes to be is inserted anew.
   */
  *restore(slots: Int32Array<ArrayBuffer>, step: number): Generator<void, void, undefined> {
    this.#slots = slots;
    this.#count = 0;
    for (let first = 0; first < slots.length; first += step) {
      for (const slot of slots.subarray(first, first + step)) this.#count += slot === 0 ? 0 : 1;
      yield;
    }
  }

  /** The member with this hash that `is` the one looked for; -1: none. */
  find(hash: number, is: (member: number) => boolean): number {
    const found = this.#findIn(this.#slots, hash, is);
    return found === -1 && this.#old !== null ? this.#findIn(this.#old, hash, is) : found;
  }

  insert(member: number): void {
    if (this.#old !== null) this.#move(this.#old, MOVED_SLOTS);
    else if (isFull(this.#count + 1, this.#slots.length)) this.#widen();
    this.#place(member);
    this.#count += 1;
  }

  #findIn(slots: Int32Array, hash: number, is: (member: number) => boolean): number {
    const mask = slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = slots[at] ?? 0;
      if (slot === 0) return -1;
      if (this.#hashes.get(slot - 1) === hash && is(slot - 1)) return slot - 1;
    }
  }

  #place(member: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = this.#hashes.get(member) & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = member + 1;
  }

  #widen(): void {
    this.#old = this.#slots;
    this.#moved = 0;
    this.#slots = new Int32Array(2 * this.#old.length);
  }

  #move(old: Int32Array<ArrayBuffer>, step: number): void {
    const end = Math.min(this.#moved + step, old.length);
    for (; this.#moved < end; this.#moved += 1) {
      const slot = old[this.#moved] ?? 0;
      if (slot !== 0) this.#place(slot - 1);
    }
    if (end === old.length) this.#old = null;
  }
}

/** With more, what is not there is looked for too long. */
function isFull(count: number, slots: number): boolean {
  return 3 * count > 2 * slots;
}
