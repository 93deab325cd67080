import {
  type Awaitable,
  type Collection,
  COLLECTIONS,
  type Decide,
  type Entry,
  type NameRange,
  type ScanRange,
  type Stored,
  type Summary,
  type Term,
} from '@cw/store-core/adapter';
import type { Statement } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { firstName, takeNames } from './names.ts';
import { getQuery, insertQuery, removeQuery, scanQuery, setSummaryQuery, summaryQuery, valuesQuery } from './record-queries.ts';
import type { Scopes } from './scopes.ts';

const EMPTY: Summary = { head: 0, latest: 0, count: 0 };

/** The records of one collection, in all scopes. */
export class Records {
  readonly #connection: Connection;
  readonly #scopes: Scopes;
  readonly #collection: Collection;
  readonly #fields: readonly string[];
  readonly #summary: Statement<{ head: number; count: number; latest: number | null }>;
  readonly #setSummary: Statement<unknown>;
  readonly #get: Statement<Stored>;
  readonly #insert: Statement<unknown>;
  readonly #scans = new Map<string, Statement<Stored>>();
  readonly #removals = new Map<string | null, Statement<unknown>>();
  readonly #values = new Map<string, Statement<{ value: string }>>();

  constructor(connection: Connection, scopes: Scopes, collection: Collection) {
    this.#connection = connection;
    this.#scopes = scopes;
    this.#collection = collection;
    this.#fields = COLLECTIONS[collection].fields;
    this.#summary = connection.prepare(summaryQuery(collection));
    this.#setSummary = connection.prepare(setSummaryQuery());
    this.#get = connection.prepare(getQuery(collection));
    this.#insert = connection.prepare(insertQuery(collection));
  }

  append(name: string, ids: readonly string[], decide: Decide): Awaitable<void> {
    return this.#connection.write(() => {
      const scope = this.#scopes.find(name);
      const summary = scope === undefined ? EMPTY : this.#readSummary(scope);
      const known = scope === undefined ? new Map<string, Stored>() : this.#known(scope, ids);
      const { entries, head } = decide({ head: summary.head, latest: summary.latest, known });
      if (entries.length === 0 && head === summary.head) return;
      const target = scope ?? this.#scopes.findOrCreate(name);
      const added = this.#write(target, entries, known);
      this.#setSummary.run({ scope: target, collection: this.#collection, head, count: summary.count + added });
    });
  }

  get(name: string, id: string): Awaitable<Stored | undefined> {
    return this.#connection.read(() => {
      const scope = this.#scopes.find(name);
      return scope === undefined ? undefined : this.#get.get({ scope, id });
    });
  }

  scan(name: string, { term, after, before, reverse, limit, chars }: ScanRange): Awaitable<readonly Stored[]> {
    return this.#connection.read(() => {
      const page: Stored[] = [];
      const scope = this.#scopes.find(name);
      if (scope === undefined) return page;
      let left = chars;
      const parameters = { scope, value: term?.value ?? null, after, before, limit };
      for (const stored of this.#scan(term?.field ?? null, reverse).iterate(parameters)) {
        page.push(stored);
        left -= stored.body.length;
        if (left <= 0) break;
      }
      return page;
    });
  }

  values(name: string, field: string, range: NameRange): Awaitable<readonly string[]> {
    return this.#connection.read(() => {
      const scope = this.#scopes.find(name);
      if (scope === undefined) return [];
      const rows = this.#valuesOf(field).iterate({ scope, start: firstName(range) });
      return takeNames(rows, ({ value }) => value, range).map(({ value }) => value);
    });
  }

  summary(name: string): Awaitable<Summary> {
    return this.#connection.read(() => {
      const scope = this.#scopes.find(name);
      return scope === undefined ? EMPTY : this.#readSummary(scope);
    });
  }

  remove(name: string, term: Term | null): Awaitable<number> {
    return this.#connection.write(() => {
      const scope = this.#scopes.find(name);
      if (scope === undefined) return 0;
      const { head, count } = this.#readSummary(scope);
      const { changes } = this.#removal(term?.field ?? null).run({ scope, value: term?.value ?? null });
      if (changes > 0) this.#setSummary.run({ scope, collection: this.#collection, head, count: count - changes });
      return changes;
    });
  }

  #readSummary(scope: number): Summary {
    const row = this.#summary.get({ scope, collection: this.#collection });
    return row === undefined ? EMPTY : { head: row.head, latest: row.latest ?? 0, count: row.count };
  }

  #known(scope: number, ids: readonly string[]): Map<string, Stored> {
    const known = new Map<string, Stored>();
    for (const id of ids) {
      const stored = this.#get.get({ scope, id });
      if (stored !== undefined) known.set(id, stored);
    }
    return known;
  }

  /** Says how many records there are more than before. */
  #write(scope: number, entries: readonly Entry[], known: ReadonlyMap<string, Stored>): number {
    const present = new Set(known.keys());
    let added = 0;
    for (const { offset, id, terms, body } of entries) {
      if (present.has(id)) this.#removal('id').run({ scope, value: id });
      else added += 1;
      present.add(id);
      const row: Record<string, string | number | null> = { scope, offset, id, body };
      this.#fields.forEach((field, index) => {
        row[field] = terms[index] ?? null;
      });
      this.#insert.run(row);
    }
    return added;
  }

  #scan(field: string | null, reverse: boolean): Statement<Stored> {
    const key = `${reverse ? '-' : '+'}${field ?? ''}`;
    return memoized(this.#scans, key, () => this.#connection.prepare(scanQuery(this.#collection, field, reverse)));
  }

  #removal(field: string | null): Statement<unknown> {
    return memoized(this.#removals, field, () => this.#connection.prepare(removeQuery(this.#collection, field)));
  }

  #valuesOf(field: string): Statement<{ value: string }> {
    return memoized(this.#values, field, () => this.#connection.prepare(valuesQuery(this.#collection, field)));
  }
}

function memoized<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
