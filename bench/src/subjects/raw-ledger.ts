import type { Statement } from 'better-sqlite3';
import { ledgerEvent } from '../data.ts';
import type { RawDatabase } from './raw-sqlite.ts';

export function fillRawLedger(count: number): (database: RawDatabase) => void {
  return (database) => {
    database.exec(`
      create table ledger ("offset" integer primary key, id text not null unique, runId text not null, body text not null) strict;
      create index ledger_runId on ledger (runId, "offset");
      begin immediate`);
    const insert = database.prepare('insert into ledger ("offset", id, runId, body) values (@offset, @id, @runId, @body)');
    for (let n = 0; n < count; n += 1) {
      const event = ledgerEvent(n);
      insert.run({ offset: n + 1, id: event.id, runId: event.runId, body: JSON.stringify(event) });
    }
    database.exec('commit');
  };
}

interface Row {
  readonly body: string;
}

export function rawLedgerReads(database: RawDatabase): { readonly byId: Statement<Row>; readonly byRun: Statement<Row> } {
  return {
    byId: database.prepare('select body from ledger where id = @id'),
    byRun: database.prepare('select body from ledger where runId = @runId order by "offset"'),
  };
}
