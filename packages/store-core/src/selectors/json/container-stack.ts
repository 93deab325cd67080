import { LIMITS } from '../../limits.ts';

/** Which containers are open: a byte for each, so that text which only opens brackets cannot fill the memory, and no more of them than a selection has bytes. */
export class ContainerStack {
  #objects = new Uint8Array(64);
  #depth = 0;

  get depth(): number {
    return this.#depth;
  }

  /** Whether the innermost container is an object; false outside of all. */
  get inObject(): boolean {
    return this.#depth > 0 && this.#objects[this.#depth - 1] === 1;
  }

  /** False where it would be too deep. */
  push(object: boolean): boolean {
    if (this.#depth === LIMITS.selectionBytes) return false;
    if (this.#depth === this.#objects.length) {
      const longer = new Uint8Array(this.#objects.length * 2);
      longer.set(this.#objects);
      this.#objects = longer;
    }
    this.#objects[this.#depth] = object ? 1 : 0;
    this.#depth += 1;
    return true;
  }

  pop(): void {
    this.#depth -= 1;
  }
}
