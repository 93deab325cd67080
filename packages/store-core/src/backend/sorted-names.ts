import { compareCodePoints } from '../values/unicode.ts';
import type { NameRange } from './backend.ts';

/** Distinct names in code-point order, for ranges of them. */
export class SortedNames {
  #names: string[];

  constructor(names: Iterable<string>) {
    this.#names = [...names].toSorted(compareCodePoints);
  }

  /** Of names that are distinct and in code-point order already; the list is its own from then on. */
  static fromSorted(names: string[]): SortedNames {
    const sorted = new SortedNames([]);
    sorted.#names = names;
    return sorted;
  }

  /** Adds a name; one that is there already stays once. */
  add(name: string): void {
    const index = this.#firstNotBefore(name);
    if (this.#names[index] !== name) this.#names.splice(index, 0, name);
  }

  /** Removes a name; one that is not there changes nothing. */
  remove(name: string): void {
    const index = this.#firstNotBefore(name);
    if (this.#names[index] === name) this.#names.splice(index, 1);
  }

  /** The names of a range, in order. */
  range({ prefix, after, limit }: NameRange): string[] {
    const found: string[] = [];
    let index = this.#firstNotBefore(prefix);
    if (after !== null) {
      const start = this.#firstNotBefore(after);
      index = Math.max(index, this.#names[start] === after ? start + 1 : start);
    }
    for (; found.length < limit; index += 1) {
      const name = this.#names[index];
      // Names with the same prefix stand together, so the first without it ends them.
      if (name === undefined || !name.startsWith(prefix)) break;
      found.push(name);
    }
    return found;
  }

  #firstNotBefore(name: string): number {
    let low = 0;
    let high = this.#names.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareCodePoints(this.#names[middle] ?? '', name) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
