import type { LogIndex } from './log-index.ts';
import type { Place } from './table/record-table.ts';

/** An index in the making that takes over records of another one, in rising order, at other places. What it knows of nobody else's is left behind. */
export class IndexCopy {
  readonly index: LogIndex;
  readonly #from: LogIndex;
  /** Of the terms there the ones here, plus one; 0: none yet. */
  readonly #terms: Uint32Array;

  constructor(from: LogIndex) {
    this.#from = from;
    this.index = from.emptied();
    this.index.head = from.head;
    this.#terms = new Uint32Array(from.table.terms.count);
  }

  take(record: number, place: Place): void {
    this.index.table.adopt(this.#from.table, record, place, (term) => this.#termOf(term));
  }

  #termOf(term: number): number {
    const known = this.#terms[term] ?? 0;
    if (known > 0) return known - 1;
    const { terms } = this.index.table;
    const added = terms.add(this.#from.table.terms.hashes.get(term));
    this.#terms[term] = added + 1;
    return added;
  }
}
