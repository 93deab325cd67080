import { setImmediate } from 'node:timers/promises';
import type { Awaitable, NameRange } from '@cw/store-core/adapter';
import type { Connection } from './connection.ts';

/** Names that are read before the event loop gets a turn. */
const PAGE = 1000;

/** How often a range is read anew because another process has written meanwhile, before it is read in one step. */
const ATTEMPTS = 3;

/**
 * The rows of a range of names as they were at one moment: a few at once, many page by page. Nothing of this connection writes between
 * the pages, as core waits with it; whether another has, SQLite tells.
 */
export function readNames<Row>(connection: Connection, range: NameRange, nameOf: (row: Row) => string, fetch: (range: NameRange) => readonly Row[]): Awaitable<readonly Row[]> {
  if (range.limit <= PAGE) return connection.read(() => fetch(range));
  return inPages(connection, range, nameOf, fetch);
}

async function inPages<Row>(connection: Connection, range: NameRange, nameOf: (row: Row) => string, fetch: (range: NameRange) => readonly Row[]): Promise<readonly Row[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const rows = await readOnce(connection, range, nameOf, fetch);
    if (rows !== undefined) return rows;
  }
  return await connection.read(() => fetch(range));
}

/** Undefined: another process has written between two pages. */
async function readOnce<Row>(connection: Connection, range: NameRange, nameOf: (row: Row) => string, fetch: (range: NameRange) => readonly Row[]): Promise<Row[] | undefined> {
  const rows: Row[] = [];
  let { after } = range;
  let version: unknown;
  while (rows.length < range.limit) {
    const part = { ...range, after, limit: Math.min(PAGE, range.limit - rows.length) };
    const [page, before, afterwards] = await connection.read(() => {
      const seen = versionOf(connection);
      return [fetch(part), seen, versionOf(connection)] as const;
    });
    if (before !== afterwards || (rows.length > 0 && before !== version)) return undefined;
    version = before;
    for (const row of page) rows.push(row);
    const last = page.at(-1);
    if (last === undefined || page.length < part.limit) break;
    after = nameOf(last);
    await setImmediate();
  }
  return rows;
}

/** Changes whenever another connection has written. */
function versionOf({ database }: Connection): unknown {
  return database.pragma('data_version', { simple: true });
}
