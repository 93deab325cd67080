import { DummyDriver, type Generated, type GeneratedAlways, Kysely, type RawBuilder, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

/** A row of a collection, besides the columns of its fields, which bear the fields' names. */
interface RecordRow {
  /** See record-keys.ts. */
  record_key: number;
  scope_id: GeneratedAlways<number>;
  offset: GeneratedAlways<number>;
  id: string;
  body: string;
}

/** The tables as the newest migration leaves them. */
export interface Schema {
  scopes: { id: Generated<number>; name: string };
  heads: { scope_id: number; collection: string; head: number; count: number };
  events: RecordRow;
  ledger: RecordRow;
  episodes: RecordRow;
  facts: RecordRow;
  removals: { id: Generated<number>; scope_id: number; runId: string | null; upTo: number; latest: number };
  artifacts: { scope_id: number; handle: string; body: string; upload_id: number };
  uploads: { id: Generated<number>; state: UploadState; touched_at: number };
  chunks: { upload_id: number; number: number; bytes: Uint8Array };
}

/**
 * Content that is being uploaded, that an artifact points at, or that nothing needs any more. `touched_at` is in milliseconds since 1970.
 * Only live content can be seen.
 */
export type UploadState = 'open' | 'live' | 'dropped';

/** Builds and compiles queries; better-sqlite3 runs them. */
export const build: Kysely<Schema> = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A parameter that is bound by its place, which takes half the time: for what each append does. */
export const NEXT_PARAMETER: RawBuilder<never> = sql.raw('+?');

/**
 * A parameter that is bound by name whenever the statement runs. The plus changes no value: without it, SQLite compiles a statement whose order depends
 * on a bare parameter anew with every run, which takes many times as long as the run.
 */
export function parameter<T>(name: string): RawBuilder<T> {
  return sql<T>`${sql.raw(`+@${name}`)}`;
}
