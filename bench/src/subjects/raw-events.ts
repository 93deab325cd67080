import type { ContextItem } from '@cw/store-core';
import type { Parameters, Statement } from 'better-sqlite3';
import { item } from '../data.ts';
import type { RawDatabase } from './raw-sqlite.ts';

/** An event log with the columns and the indexes of store-sqlite's, and none of its checks, checksums, scopes or heads. */
export const EVENTS_SCHEMA = `
  create table events (
    scope_id integer not null, "offset" integer not null, id text not null, kind text not null, parentId text, body text not null,
    primary key (scope_id, "offset")
  ) strict;
  create unique index events_id on events (scope_id, id);
  create index events_kind on events (scope_id, kind, "offset");
  create index events_parentId on events (scope_id, parentId, "offset") where parentId is not null;`;

export const INSERT_EVENT = 'insert into events (scope_id, "offset", id, kind, parentId, body) values (1, @offset, @id, @kind, @parentId, @body)';

const SELECT = 'select "offset", body from events where scope_id = 1';

export interface RawRow {
  readonly offset: number;
  readonly body: string;
}

export interface RawEvents {
  insert(offset: number, one: ContextItem): void;
  /** Inserts in one transaction. */
  insertAll(from: number, items: readonly ContextItem[]): void;
}

export function createRawEvents(database: RawDatabase): RawEvents {
  database.exec(EVENTS_SCHEMA);
  return rawEvents(database);
}

function rawEvents(database: RawDatabase): RawEvents {
  const statement = database.prepare(INSERT_EVENT);
  const insert = (offset: number, one: ContextItem): void => {
    statement.run({ offset, id: one.id, kind: one.kind, parentId: one.parentId ?? null, body: JSON.stringify(one) });
  };
  return {
    insert,
    insertAll(from, items) {
      database.exec('begin immediate');
      items.forEach((one, index) => insert(from + index, one));
      database.exec('commit');
    },
  };
}

/** Fills an event log with so many items, a thousand in a transaction. */
export function fillRawEvents(count: number): (database: RawDatabase) => void {
  return (database) => {
    const events = createRawEvents(database);
    for (let from = 0; from < count; from += 1000) {
      events.insertAll(from + 1, Array.from({ length: Math.min(1000, count - from) }, (_, index) => item(from + index)));
    }
  };
}

export interface RawReads {
  readonly byId: Statement<RawRow>;
  readonly page: Statement<RawRow>;
  readonly tail: Statement<RawRow>;
  readonly children: Statement<RawRow>;
  readonly everything: Statement<RawRow>;
}

export function rawReads(database: RawDatabase): RawReads {
  return {
    byId: database.prepare(`${SELECT} and id = @id`),
    page: database.prepare(`${SELECT} and "offset" > @after order by "offset" limit 100`),
    tail: database.prepare(`${SELECT} order by "offset" desc limit 50`),
    children: database.prepare(`${SELECT} and parentId = @parentId order by "offset"`),
    everything: database.prepare(`${SELECT} order by "offset"`),
  };
}

/** What a user of raw SQLite does with a row. */
export function parsed({ offset, body }: RawRow): unknown {
  return { offset, ...JSON.parse(body) };
}

export function all(statement: Statement<RawRow>, parameters: Parameters): unknown[] {
  return statement.all(parameters).map(parsed);
}
