import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection, Decide, Term } from '../../../../src/adapter.ts';
import { SharedBackend } from '../../../support/shared-backend.ts';
import { type Role, WindowBackend } from './window-backend.ts';

/** Writes the first half of what belongs together, then the second. */
export class HalvesBatches extends WindowBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const { entries, head } = this.decision(scope, collection, ids, decide);
    const half = entries.slice(0, Math.ceil(entries.length / 2));
    if (collection === 'events' && entries.length > 1) {
      this.write(scope, collection, { entries: half, head: half.at(-1)?.offset ?? head });
      this.window();
      this.write(scope, collection, { entries: entries.slice(half.length), head });
    } else {
      this.appendNow(scope, collection, ids, decide);
    }
  }
}

/** Writes the beginning of a record, then all of it; and takes a beginning for a record. */
export class TearsRecords extends WindowBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const { entries, head } = this.decision(scope, collection, ids, decide);
    if (collection === 'events' && entries.length === 1) {
      this.write(scope, collection, { entries: entries.map((entry) => ({ ...entry, body: entry.body.slice(0, entry.body.length / 2) })), head });
      this.window();
      this.write(scope, collection, { entries, head });
    } else {
      this.appendNow(scope, collection, ids, decide);
    }
  }
}

/** Clears the whole store when a very large write was not finished, to begin anew. */
export class ClearsAll extends WindowBackend {
  readonly #mark: string;

  constructor(folder: string, role: Role) {
    super(folder, role);
    this.#mark = join(folder, 'importing');
    if (!existsSync(this.#mark)) return;
    this.publish(this.newest() + 1, '{"records":[],"artifacts":[]}');
    rmSync(this.#mark);
  }

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    this.appendNow(scope, collection, ids, decide);
    // An import writes 250 at a time, nothing else here more than 150.
    if (ids.length < 200) return;
    writeFileSync(this.#mark, '');
    this.window();
    rmSync(this.#mark);
  }
}

/** Knows an event of the ledger again only if it was there at the last close, or came since. */
export class ForgetsIds extends SharedBackend {
  readonly #file: string;
  readonly #known: Set<string>;

  constructor(folder: string) {
    super(folder);
    this.#file = join(folder, 'ids');
    this.#known = new Set(existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, 'utf8')) as readonly string[]) : []);
  }

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    if (collection !== 'ledger') return this.appendNow(scope, collection, ids, decide);
    this.appendNow(scope, collection, ids, (state) => decide({ ...state, known: new Map([...state.known].filter(([id]) => this.#known.has(id))) }));
    for (const id of ids) this.#known.add(id);
  }

  override close(): void {
    writeFileSync(this.#file, JSON.stringify([...this.#known]));
    super.close();
  }
}

/** Removes one record of those that go together, then the others. */
export class RemovesOneByOne extends WindowBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    const [first, ...others] = this.data().index(scope, collection).entries().filter((entry) => term === null || entry.terms.includes(term.value));
    if (first === undefined || others.length === 0) return super.remove(scope, collection, term);
    super.remove(scope, collection, { field: 'id', value: first.id });
    this.window();
    return super.remove(scope, collection, term) + 1;
  }
}

/** Takes the greatest offset that is there for the greatest that there ever was, unless the store was closed. */
export class ForgetsHead extends WindowBackend {
  readonly #mark: string;

  constructor(folder: string, role: Role) {
    super(folder, role);
    this.#mark = join(folder, 'open');
    if (existsSync(this.#mark)) {
      this.change((data) => {
        for (const index of data.records.values()) index.head = index.summary.latest;
      });
    }
    writeFileSync(this.#mark, '');
  }

  override remove(scope: string, collection: Collection, term: Term | null): number {
    const removed = super.remove(scope, collection, term);
    if (this.summary(scope, collection).count === 0) this.window();
    return removed;
  }

  override close(): void {
    rmSync(this.#mark, { force: true });
    super.close();
  }
}

/** Replaces a fact by a delete and an insert. */
export class DeletesBeforeInsert extends WindowBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const [id = ''] = ids;
    if (collection === 'facts' && this.get(scope, collection, id) !== undefined) {
      const decision = this.decision(scope, collection, ids, decide);
      super.remove(scope, collection, { field: 'id', value: id });
      this.window();
      this.write(scope, collection, decision);
    } else {
      this.appendNow(scope, collection, ids, decide);
    }
  }
}

/** Writes facts over the file that holds everything, instead of beside it. */
export class WritesInPlace extends WindowBackend {
  #inPlace = false;

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    this.#inPlace = collection === 'facts';
    this.appendNow(scope, collection, ids, decide);
    this.#inPlace = false;
  }

  override publish(version: number, text: string): boolean {
    const present = join(this.folder, `${this.newest()}.json`);
    if (!this.#inPlace || !existsSync(present)) return super.publish(version, text);
    const before = readFileSync(present, 'utf8');
    writeFileSync(present, text.slice(0, text.length / 2));
    this.window();
    writeFileSync(present, before);
    return super.publish(version, text);
  }
}

/** Lists the scopes as they were at the last close. */
export class ListsOldScopes extends SharedBackend {
  readonly #file: string;
  readonly #since = new Set<string>();

  constructor(folder: string) {
    super(folder);
    this.#file = join(folder, 'scopes');
  }

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    this.appendNow(scope, collection, ids, decide);
    this.#since.add(scope);
  }

  override scopes(): readonly string[] {
    const listed = existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, 'utf8')) as readonly string[]) : [];
    return super.scopes().filter((scope) => scope === 'default' || listed.includes(scope) || this.#since.has(scope));
  }

  override close(): void {
    writeFileSync(this.#file, JSON.stringify(super.scopes()));
    super.close();
  }
}
