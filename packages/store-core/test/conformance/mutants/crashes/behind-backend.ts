import type { Collection, Decide, Term } from '../../../../src/adapter.ts';
import { dump, load } from '../../../support/dumped-backend.ts';
import type { MapBackend } from '../../../support/map-backend.ts';
import { SharedBackend } from '../../../support/shared-backend.ts';

/** A change that an adapter makes. */
export interface Change {
  readonly what: 'append' | 'remove' | 'removeArtifact';
  readonly scope: string;
  readonly collection: Collection | 'artifacts';
  /** Records that are appended. */
  readonly count: number;
}

/** A backend that acknowledges some changes before they are stored: they are in memory alone until it is closed. */
export class BehindBackend extends SharedBackend {
  readonly #isLate: (change: Change) => boolean;
  readonly #late: Array<(data: MapBackend) => void> = [];
  #storedOnly = false;

  constructor(folder: string, isLate: (change: Change) => boolean) {
    super(folder);
    this.#isLate = isLate;
  }

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    if (!this.#isLate({ what: 'append', scope, collection, count: ids.length })) this.appendNow(scope, collection, ids, decide);
    else this.#changeLater((data) => data.append(scope, collection, ids, decide));
  }

  override remove(scope: string, collection: Collection, term: Term | null): number {
    if (!this.#isLate({ what: 'remove', scope, collection, count: 0 })) return super.remove(scope, collection, term);
    return this.#changeLater((data) => data.remove(scope, collection, term));
  }

  override removeArtifact(scope: string, handle: string): boolean {
    if (!this.#isLate({ what: 'removeArtifact', scope, collection: 'artifacts', count: 0 })) return super.removeArtifact(scope, handle);
    return this.#changeLater((data) => data.removeArtifact(scope, handle));
  }

  override data(): MapBackend {
    if (this.#storedOnly || this.#late.length === 0) return super.data();
    const data = load(dump(super.data()));
    for (const run of this.#late) run(data);
    return data;
  }

  override change<T>(run: (data: MapBackend) => T): T {
    this.#storedOnly = true;
    try {
      return super.change(run);
    } finally {
      this.#storedOnly = false;
    }
  }

  override close(): void {
    const late = this.#late.splice(0);
    if (late.length > 0) this.change((data) => late.forEach((run) => run(data)));
    super.close();
  }

  #changeLater<T>(run: (data: MapBackend) => T): T {
    const result = run(load(dump(this.data())));
    this.#late.push(run);
    return result;
  }
}
