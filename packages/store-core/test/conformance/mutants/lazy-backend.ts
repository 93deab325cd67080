import { SharedBackend } from '../../support/shared-backend.ts';
import type { MapBackend } from '../../support/map-backend.ts';

/** Writes that are acknowledged from memory before the next version is written: more than a child makes that runs ahead of a kill on a busy machine. */
const WRITES_AT_A_TIME = 5000;

/** A backend that acknowledges what it has in memory, and writes it every now and then. */
export class LazyBackend extends SharedBackend {
  #waiting = 0;

  override change<T>(run: (data: MapBackend) => T): T {
    const result = run(this.data());
    this.#waiting += 1;
    if (this.#waiting >= WRITES_AT_A_TIME) this.#flush();
    return result;
  }

  override close(): void {
    this.#flush();
    super.close();
  }

  #flush(): void {
    this.#waiting = 0;
    super.change(() => undefined);
  }
}
