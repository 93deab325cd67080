import type { Statement } from 'better-sqlite3';
import type { CompiledQuery } from 'kysely';
import type { Connection } from './connection.ts';
import { corrupt } from './errors.ts';
import { build, parameter } from './schema.ts';

/** Names that are remembered: a store may have any number of scopes. */
const REMEMBERED = 1000;

export const FIND_SCOPE: CompiledQuery<{ id: number }> = build.selectFrom('scopes').select('id').where('name', '=', parameter<string>('name')).compile();
const CREATE = build.insertInto('scopes').values({ name: parameter<string>('name') }).returning('id').compile();
const ALL = build.selectFrom('scopes').select('name').compile();

/** The numbers that stand for scopes in the other tables. A scope that has one keeps it. */
export class Scopes {
  readonly #find: Statement<{ id: number }>;
  readonly #create: Statement<{ id: number }>;
  readonly #all: Statement<{ name: unknown }>;
  readonly #place: string;
  readonly #known = new Map<string, number>();

  constructor(connection: Connection) {
    this.#place = connection.place;
    this.#find = connection.prepare(FIND_SCOPE);
    this.#create = connection.prepare(CREATE);
    this.#all = connection.prepare(ALL);
  }

  /** Undefined: nothing was ever written to it. */
  find(name: string): number | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const id = this.#find.get({ name })?.id;
    if (id === undefined) return undefined;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(name, id);
    return id;
  }

  /** The number of a scope to write to. It is not remembered yet: the transaction that it was made in may be rolled back. */
  findOrCreate(name: string): number {
    const id = this.find(name) ?? this.#create.get({ name })?.id;
    if (id === undefined) throw new TypeError('an insert returns its row');
    return id;
  }

  all(): string[] {
    return this.#all.all().map(({ name }) => {
      if (typeof name === 'string') return name;
      throw corrupt(this.#place, 'the name of a scope is no text');
    });
  }
}
