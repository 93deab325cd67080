/** Texts of a generation. */
const GENERATION = 1024;

/** The numbers of texts that were used lately: those of a thousand at least, of two thousand at most. */
export class Recent {
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  get(text: string): number | undefined {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const old = this.#old.get(text);
    if (old !== undefined) this.set(text, old);
    return old;
  }

  set(text: string, number: number): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, number);
  }
}
