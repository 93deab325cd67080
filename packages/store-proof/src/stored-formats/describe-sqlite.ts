import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** What SQLite is told of a database once, or when it is created. */
const SETTINGS = ['application_id', 'user_version', 'encoding', 'page_size', 'auto_vacuum', 'journal_mode'];

/** Content that nothing needs any more is removed at any time, or not yet. */
const LIVE = `(select upload_id from artifacts)`;

const ROWS: Readonly<Record<string, string>> = {
  chunks: `select * from chunks where upload_id in ${LIVE} order by upload_id, number`,
  // `touched_at` is the system's time.
  uploads: `select id, state from uploads where id in ${LIVE} order by id`,
};

/** What a database file holds, as lines of text: settings, schema, and every row as it is stored. */
export function describeDatabase(path: string): readonly string[] {
  const database = new DatabaseSync(path);
  try {
    const settings = SETTINGS.map((name) => `${name} ${JSON.stringify(database.prepare(`pragma ${name}`).get())}`);
    const schema = database.prepare('select name, type, sql from sqlite_schema order by rowid').all();
    const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => String(name));
    const rows = tables.flatMap((table) => {
      const query = ROWS[table] ?? `select * from "${table}" order by 1, 2`;
      return database.prepare(query).all().map((row) => `${table} ${JSON.stringify(row, describeBytes)}`);
    });
    return [...settings, ...schema.map(({ name, sql }) => `${String(name)}: ${String(sql)}`), ...rows];
  } finally {
    database.close();
  }
}

function describeBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `${value.length} bytes, SHA-256 ${createHash('sha256').update(value).digest('hex')}` : value;
}
