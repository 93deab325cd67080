import type { Damage } from '@cw/store-core/conformance';
import Database from 'better-sqlite3';

const ARTIFACT_CHUNKS = `select rowid from chunks where upload_id = (
  select upload_id from artifacts join scopes on scopes.id = scope_id where name = @scope and handle = @handle)`;

/** Harms a store behind the adapter's back. Throws if there was nothing to harm. */
export function damageStore(path: string, damage: Damage): void {
  const database = new Database(path);
  try {
    if (harm(database, damage) === 0) throw new Error(`nothing to damage: ${JSON.stringify(damage)}`);
  } finally {
    database.close();
  }
}

function harm(database: Database, damage: Damage): number {
  switch (damage.kind) {
    case 'artifact-bytes':
      return flipFirstByte(database, damage);
    case 'artifact-lost':
      return database.prepare(`delete from chunks where rowid in (${ARTIFACT_CHUNKS})`).run({ scope: damage.scope, handle: damage.handle }).changes;
    case 'event':
      return database
        .prepare(`update events set body = replace(body, '"kind"', '"kinD"') where id = @id and scope_id = (select id from scopes where name = @scope)`)
        .run({ scope: damage.scope, id: damage.id }).changes;
    case 'newer-format':
      database.exec(`pragma user_version = 999`);
      return 1;
  }
}

function flipFirstByte(database: Database, { scope, handle }: { readonly scope: string; readonly handle: string }): number {
  const chunk = database
    .prepare<{ row: number; bytes: Uint8Array }>(`select rowid as row, bytes from chunks where rowid = (${ARTIFACT_CHUNKS} order by number limit 1)`)
    .get({ scope, handle });
  if (chunk === undefined) return 0;
  const bytes = Uint8Array.from(chunk.bytes);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return database.prepare('update chunks set bytes = @bytes where rowid = @row').run({ row: chunk.row, bytes }).changes;
}
