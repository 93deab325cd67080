/** Parts up to this many units are copied together; longer ones are linked. */
const COPIED_UNITS = 65_536;
/** So many parts wait at most: each may be a slice that keeps a whole decoded piece in memory. */
const PENDING_PARTS = 64;

/** Puts a text together from many parts, and holds on to none of the strings that they were cut from. */
export class TextBuilder {
  #text = '';
  #pending: string[] = [];

  add(part: string): void {
    if (part.length > COPIED_UNITS) {
      this.#flush();
      this.#text += part;
    } else {
      this.#pending.push(part);
      if (this.#pending.length >= PENDING_PARTS) this.#flush();
    }
  }

  toString(): string {
    this.#flush();
    return this.#text;
  }

  #flush(): void {
    this.#text += detached(this.#pending.join(''));
    this.#pending = [];
  }
}

/** The same string, in memory of its own: engines keep the whole string that a slice was cut from. */
export function detached(text: string): string {
  // Shorter ones are copied when they are cut.
  if (text.length < 13) return text;
  return [text.slice(0, 1), text.slice(1)].join('');
}
