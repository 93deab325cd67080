/** What is used of better-sqlite3, which has no types of its own. Internal: nothing that is public refers to it. */
declare module 'better-sqlite3' {
  export type Value = number | string | null | Uint8Array;

  /** By the name of the parameter, as `scope` for `@scope`. Names that the statement does not have are ignored. */
  export type Parameters = Readonly<Record<string, Value>>;

  /** By name, or in their order, which takes less time. */
  export type Bound = readonly [] | readonly [Parameters] | readonly Value[];

  export interface Statement<Row> {
    run(...parameters: Bound): { readonly changes: number };
    get(...parameters: Bound): Row | undefined;
    all(...parameters: Bound): Row[];
    /** While it is under way, the database takes no other statement; breaking off ends it. */
    iterate(...parameters: Bound): IterableIterator<Row>;
  }

  export interface Options {
    readonly fileMustExist?: boolean;
    /** Milliseconds that SQLite waits for a lock by itself, stopping the event loop. */
    readonly timeout?: number;
  }

  export interface BackupProgress {
    readonly totalPages: number;
    readonly remainingPages: number;
  }

  // The library's own shape.
  export default class Database {
    constructor(filename: string, options?: Options);
    readonly inTransaction: boolean;
    /** The row's type is the caller's word; here it comes from Kysely, which infers it from the schema. */
    prepare<Row>(sql: string): Statement<Row>;
    /** Lets statements change what SQLite protects, as the schema. */
    unsafeMode(unsafe: boolean): this;
    exec(sql: string): this;
    pragma(source: string, options: { readonly simple: true }): unknown;
    /** `progress` is called after each step, and tells how many pages the next one copies. */
    backup(destination: string, options: { readonly progress: (progress: BackupProgress) => number }): Promise<BackupProgress>;
    close(): this;
  }
}
