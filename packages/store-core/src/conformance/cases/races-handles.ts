import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { RaceCall } from '../races/race-call.ts';
import { clientsWithHandles, raceHandles } from '../races/race-handles.ts';
import { raceOneHandle } from '../races/race-one-handle.ts';
import type { Workload } from '../races/workload.ts';
import { BATCHES, EPISODES, FACTS, REPLACES_IN_ORDER, RESETS, SAME_EVENTS, SAME_LEDGER_EVENTS } from '../races/workloads.ts';

const ROUNDS = 3;

/** Many handles of one place in one process, and what they are told has an order. */
export const racesHandlesCases: readonly ConformanceCase[] = [
  handles('events', 'concurrent.linearizable', 'appends of the same ids, and reads', SAME_EVENTS),
  handles('batches', 'concurrent.batches', 'batches, appends and reads', BATCHES),
  handles('ledger', 'concurrent.idempotent', 'ledger appends of the same ids, and reads', SAME_LEDGER_EVENTS),
  handles('resets', 'concurrent.resets', 'ledger appends and resets', RESETS),
  handles('artifacts', 'concurrent.replace', 'replacing, deleting and reading artifacts', REPLACES_IN_ORDER),
  handles('facts', 'concurrent.linearizable', 'putting, deleting and reading facts', FACTS),
  handles('episodes', 'concurrent.linearizable', 'adding, deleting and reading episodes', EPISODES),
];

function handles<C extends RaceCall>(name: string, requirement: string, what: string, workload: Workload<C>): ConformanceCase {
  return defineCase(`races.handles.${name}`, requirement, `${what} by many handles of one process have an order`, async (kit) => {
    if (kit.capabilities.writers === 'handle') return await raceOneHandle(kit, name, workload);
    await raceHandles(kit, name, await clientsWithHandles(kit), workload, ROUNDS);
  }, 'concurrent');
}
