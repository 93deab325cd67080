import { writeSync } from 'node:fs';
import type { Collection, Decide, Decision } from '../../../../src/adapter.ts';
import { SharedBackend } from '../../../support/shared-backend.ts';

/** Who uses the backend: the process that is going to be killed, or the one that looks at what it left. */
export type Role = 'victim' | 'witness';

/** A backend that does in several steps what should be one, and whose victims are always killed between them. */
export class WindowBackend extends SharedBackend {
  readonly #role: Role;

  constructor(folder: string, role: Role) {
    super(folder);
    this.#role = role;
  }

  /** Between two steps: a victim stays here until it is killed, so that no test depends on luck. */
  window(): void {
    if (this.#role === 'victim') waitToBeKilled();
  }

  /** What an append will write. */
  decision(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Decision {
    return decide(this.data().index(scope, collection).state(ids, ({ offset, note }) => ({ offset, body: note })));
  }

  /** Writes a decision, whatever it is based on. */
  write(scope: string, collection: Collection, decision: Decision): void {
    this.change((data) => data.append(scope, collection, [], () => decision));
  }
}

/** Goes on telling, as a victim does, so that the line comes after which it is to be killed. */
function waitToBeKilled(): never {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    writeSync(1, '{"at":"piece"}\n');
    Atomics.wait(never, 0, 0, 1);
  }
}
