import type { Collection, Decide, Stored, Term } from '../../../src/adapter.ts';
import { MapBackend } from '../../support/map-backend.ts';

/** A backend that finds records by folded ids: those that fold to the same are one to it. */
export class FoldingBackend extends MapBackend {
  readonly #fold: (id: string) => string;

  constructor(fold: (id: string) => string) {
    super();
    this.#fold = fold;
  }

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const index = this.index(scope, collection);
    const found = ids.flatMap((id) => {
      const record = index.get(this.#fold(id));
      return record === undefined ? [] : [[id, { offset: record.offset, body: record.note }] as const];
    });
    const { head, latest } = index.summary;
    const decision = decide({ head, latest, known: new Map(found) });
    for (const entry of decision.entries) index.put({ ...entry, id: this.#fold(entry.id) }, entry.body);
    index.head = decision.head;
  }

  override get(scope: string, collection: Collection, id: string): Stored | undefined {
    return super.get(scope, collection, this.#fold(id));
  }

  override remove(scope: string, collection: Collection, term: Term | null): number {
    return super.remove(scope, collection, term?.field === 'id' ? { field: 'id', value: this.#fold(term.value) } : term);
  }
}
