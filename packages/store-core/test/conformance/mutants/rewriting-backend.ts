import { type Collection, type Decide, seal, unseal } from '../../../src/adapter.ts';
import { MapBackend } from '../../support/map-backend.ts';

/** What a record consists of. */
export type RecordMembers = Readonly<Record<string, unknown>>;

/** Changes the members of a record of a collection. */
export type Rewrite = (members: RecordMembers, collection: Collection) => RecordMembers;

/** A backend that takes records apart and puts them together again, in columns or in a format of its own, and loses something on the way. */
export class RewritingBackend extends MapBackend {
  readonly #rewrite: Rewrite;

  constructor(rewrite: Rewrite) {
    super();
    this.#rewrite = rewrite;
  }

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const { entries, head } = decide(state);
      return { entries: entries.map((entry) => ({ ...entry, body: this.#rewritten(entry.body, collection) })), head };
    });
  }

  #rewritten(body: string, collection: Collection): string {
    return seal(JSON.stringify(this.#rewrite(unseal<RecordMembers>(body, () => 'a new record'), collection)));
  }
}

/** Changes the texts of records. */
export function rewritingTexts(change: (text: string) => string | null): RewritingBackend {
  const texts = new Set(['text', 'summary', 'value']);
  return new RewritingBackend((members) =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, texts.has(name) && typeof value === 'string' ? change(value) : value])));
}

/** Changes the values within metadata and payloads, the innermost first. */
export function rewritingJson(change: (value: unknown) => unknown): RewritingBackend {
  const json = new Set(['metadata', 'payload']);
  return new RewritingBackend((members) =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, json.has(name) ? within(value, change) : value])));
}

function within(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((each) => within(each, change)));
  if (typeof value !== 'object' || value === null) return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, within(each, change)])));
}
