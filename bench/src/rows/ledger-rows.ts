import type { LedgerEvent } from '@cw/store-core';
import { EVENT_RUNS, ledgerEvent } from '../data.ts';
import type { Contestant } from '../contestant.ts';
import type { PairRow } from '../row.ts';
import { ledger } from '../subjects/fills.ts';
import { langgraphPuts, langgraphReads, stateOf } from '../subjects/langgraph.ts';
import { ours, oursFilled } from '../subjects/our-stores.ts';
import { fillRawLedger, rawLedgerReads } from '../subjects/raw-ledger.ts';
import { rawFilled, rawSqlite } from '../subjects/raw-sqlite.ts';

const COUNT = 100_000;

export const ledgerRows: readonly PairRow[] = [
  row('ledger-again/sqlite/raw', 'idempotent append of a known event', 'process', known(), rawKnown(), { note: 'raw: found by id, its content compared' }),
  row('ledger-run/sqlite/raw', `eventsForRun, 100 events of one of ${EVENT_RUNS.toLocaleString('en')} runs`, 'read', runOf('store-sqlite'), rawRun(), { items: 100 }),
  row('ledger-save/sqlite-process/langgraph', 'save the state after a step', 'process', saves('process'), langgraphPuts('process'), { target: 1 }),
  row('ledger-save/sqlite-power/langgraph', 'save the state after a step', 'power', saves('power'), langgraphPuts('power'), { target: 1 }),
  row('ledger-latest/sqlite/langgraph', 'the newest state of a run', 'read', states('latest'), langgraphReads('latest'), { target: 1 }),
  row('ledger-history/sqlite/langgraph', 'all 20 states of a run', 'read', states('all'), langgraphReads('all'), { target: 1, items: 20 }),
];

function row(id: string, workload: string, durability: PairRow['durability'], one: Contestant, other: Contestant, extras: Pick<PairRow, 'target' | 'items' | 'note'>): PairRow {
  return { kind: 'pair', group: 'ledger', id, workload, durability, ours: one, other, ...extras };
}

function known(): Contestant {
  return ours('store-sqlite', 'process', async (store) => {
    await ledger(10_000)(store);
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) await store.ledger.append(ledgerEvent((n = (n + 7919) % 10_000)));
    };
  });
}

function rawKnown(): Contestant {
  return rawSqlite('process', (database) => {
    fillRawLedger(10_000)(database);
    const { byId } = rawLedgerReads(database);
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        const event = ledgerEvent((n = (n + 7919) % 10_000));
        if (byId.get({ id: event.id })?.body !== JSON.stringify(event)) throw new Error(`${event.id} is another`);
      }
    };
  });
}

function runOf(adapter: 'store-sqlite'): Contestant {
  return oursFilled(adapter, `${COUNT} ledger events`, ledger(COUNT), async (store) => {
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) await store.ledger.eventsForRun(`run-${(n += 1) % EVENT_RUNS}`);
    };
  });
}

function rawRun(): Contestant {
  return rawFilled(`${COUNT} ledger events`, fillRawLedger(COUNT), (database) => {
    const { byRun } = rawLedgerReads(database);
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        for (const { body } of byRun.all({ runId: `run-${(n += 1) % EVENT_RUNS}` })) JSON.parse(body);
      }
    };
  });
}

function stateEvent(runId: string, n: number): LedgerEvent {
  return { id: `${runId}:${n}`, runId, turn: n, kind: 'state', actor: 'agent', payload: { ...stateOf(n) } };
}

function saves(durability: 'power' | 'process'): Contestant {
  return ours('store-sqlite', durability, async (store) => {
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) await store.ledger.append(stateEvent('run', (n += 1)));
    };
  });
}

function states(what: 'latest' | 'all'): Contestant {
  return ours('store-sqlite', 'process', async (store) => {
    await store.ledger.appendMany(Array.from({ length: 2000 }, (_, n) => stateEvent(`run-${n % 100}`, n)));
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        const runId = `run-${(n += 1) % 100}`;
        await (what === 'all' ? store.ledger.eventsForRun(runId) : store.ledger.query({ runId, order: 'desc', limit: 1 }));
      }
    };
  });
}
