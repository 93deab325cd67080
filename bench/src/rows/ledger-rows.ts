import type { ContextItem, LedgerEvent } from '@cw/store-core';
import { EVENT_RUNS, ledgerEvent } from '../data.ts';
import type { Contestant } from '../contestant.ts';
import type { PairRow } from '../row.ts';
import { ledger } from '../subjects/fills.ts';
import { langgraphPuts, langgraphReads, stateOf } from '../subjects/langgraph.ts';
import { ours, oursFilled } from '../subjects/our-stores.ts';
import { fillRawLedger, rawLedgerReads } from '../subjects/raw-ledger.ts';
import { rawFilled, rawSqlite } from '../subjects/raw-sqlite.ts';

const COUNT = 100_000;

const AS_EVENTS = 'ours: one scope for each thread, one event of kind plan_state for each state';
const INDEXED = 'ours can be asked for by run, kind and actor as well, and has an index for each; the other has its key alone';

export const ledgerRows: readonly PairRow[] = [
  row('ledger-again/sqlite/raw', 'idempotent append of a known event', 'process', known(), rawKnown(), { note: 'raw: found by id, its content compared' }),
  row('ledger-run/sqlite/raw', `eventsForRun, 100 events of one of ${EVENT_RUNS.toLocaleString('en')} runs`, 'read', runOf('store-sqlite'), rawRun(), { items: 100 }),
  row('state-save/sqlite-process/langgraph', 'save the state after a step', 'process', saves('process'), langgraphPuts('process'), { target: 1, note: AS_EVENTS }),
  row('state-save/sqlite-power/langgraph', 'save the state after a step', 'power', saves('power'), langgraphPuts('power'), { target: 1, note: AS_EVENTS }),
  row('state-latest/sqlite/langgraph', 'the newest state of a thread', 'read', states('latest'), langgraphReads('latest'), { target: 1, note: AS_EVENTS }),
  row('state-history/sqlite/langgraph', 'all 20 states of a thread', 'read', states('all'), langgraphReads('all'), { target: 1, items: 20, note: AS_EVENTS }),
  row('ledger-save/sqlite-process/langgraph', 'a ledger event with the state after a step', 'process', ledgerSaves('process'), langgraphPuts('process'), { note: INDEXED }),
  row('ledger-save/sqlite-power/langgraph', 'a ledger event with the state after a step', 'power', ledgerSaves('power'), langgraphPuts('power'), { note: INDEXED }),
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

function stateItem(n: number): ContextItem {
  return { id: `state-${n}`, kind: 'plan_state', text: JSON.stringify(stateOf(n)) };
}

function stateEvent(runId: string, n: number): LedgerEvent {
  return { id: `${runId}:${n}`, runId, turn: n, kind: 'state', actor: 'agent', payload: { ...stateOf(n) } };
}

function ledgerSaves(durability: 'power' | 'process'): Contestant {
  return ours('store-sqlite', durability, async (store) => {
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) await store.ledger.append(stateEvent('run', (n += 1)));
    };
  });
}

function saves(durability: 'power' | 'process'): Contestant {
  return ours('store-sqlite', durability, async (store) => {
    const { events } = store.withScope('thread');
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) await events.append(stateItem((n += 1)));
    };
  });
}

function states(what: 'latest' | 'all'): Contestant {
  return ours('store-sqlite', 'process', async (store) => {
    const threads = Array.from({ length: 100 }, (_, thread) => store.withScope(`thread-${thread}`).events);
    for (const [thread, events] of threads.entries()) await events.appendMany(Array.from({ length: 20 }, (_, n) => stateItem(100 * n + thread)));
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        const events = threads[(n += 1) % 100] ?? store.events;
        for (const { text } of await (what === 'all' ? events.all() : events.tail(1))) JSON.parse(text);
      }
    };
  });
}
