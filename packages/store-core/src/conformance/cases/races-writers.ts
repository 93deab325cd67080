import type { Store } from '../../contract/store.ts';
import { isStoreError } from '../../errors.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import type { EventCall } from '../races/event-calls.ts';
import { clientsOfOne, raceHandles } from '../races/race-handles.ts';
import { EPISODES, FACTS, REPLACES_IN_ORDER, RESETS, SAME_EVENTS } from '../races/workloads.ts';
import { item } from '../samples.ts';

/** Who can write at once, and the order of what one handle does. */
export const racesWritersCases: readonly ConformanceCase[] = [
  defineCase('races.call-order', 'concurrent.call-order', 'calls on one handle and its views that are not awaited have an order, which is that of the calls', async (kit) => {
    const clients = clientsOfOne(await kit.open());
    await Promise.all([
      raceHandles(kit, 'events', clients, SAME_EVENTS),
      raceHandles(kit, 'ledger', clients, RESETS),
      raceHandles(kit, 'artifacts', clients, REPLACES_IN_ORDER),
      raceHandles(kit, 'facts', clients, FACTS),
      raceHandles(kit, 'episodes', clients, EPISODES),
    ]);
  }, 'concurrent'),

  defineCase('races.second-writer', 'concurrent.writers', 'another handle or process can write if the adapter declares so; otherwise it is STORE_LOCKED', async (kit) => {
    const { writers, durability } = kit.capabilities;
    const first = await kit.open();
    await first.events.append(item('first'));
    if (durability === 'none' && writers === 'handle') return await ownWorlds(kit, first);
    const handle = await secondHandle(kit, first);
    kit.observe({ writers: handle ? 'process' : 'handle' });
    kit.expect.ok(handle === (writers !== 'handle'), misdeclared('a second handle of the same place', handle, writers));
    const other = await secondProcess(kit, first);
    if (other) kit.observe({ writers: 'processes' });
    kit.expect.ok(other === (writers === 'processes'), misdeclared('a second process', other, writers));
  }, 'concurrent'),
];

function misdeclared(who: string, wrote: boolean, writers: string): string {
  const did = wrote ? 'wrote without being refused' : 'was STORE_LOCKED';
  const rule = wrote ? 'any other writer must be STORE_LOCKED' : 'it must be able to write';
  return `${who} ${did}, but the adapter declares writers ${JSON.stringify(writers)}: ${rule}`;
}

/** Where nothing outlives its handle, there is nothing that two could write to. */
async function ownWorlds(kit: CaseContext, first: Store): Promise<void> {
  const second = await kit.open();
  const shares = (await second.events.count()) > 0;
  kit.observe({ writers: shares ? 'process' : 'handle' });
  kit.expect.ok(!shares, misdeclared('a second handle of the same place', true, 'handle'));
  await second.events.append(item('second'));
  kit.expect.equal(await first.events.count(), 1, 'events of the first handle after an append by the second');
  kit.absent('each handle has a store of its own, which no other can write to');
}

/** Whether another handle of this process can write to the place; STORE_LOCKED says that it cannot. */
async function secondHandle(kit: CaseContext, first: Store): Promise<boolean> {
  try {
    const second = await kit.open();
    await second.events.append(item('second'));
    kit.expect.equal(await second.events.count(), await first.events.count(), 'events that the second handle sees, and the first');
    return true;
  } catch (error) {
    if (isStoreError(error) && error.code === 'STORE_LOCKED') return false;
    throw error;
  }
}

/** Whether a process of its own can. */
async function secondProcess(kit: CaseContext, first: Store): Promise<boolean> {
  const child = await kit.child();
  const { RaceCrew } = await import('../node/race-crew.ts');
  const crew = new RaceCrew(child, { count: 1 });
  try {
    const [refusal] = await crew.opened();
    if (refusal !== null && refusal !== undefined) {
      kit.expect.equal(refusal.code, 'STORE_LOCKED', `the code with which a second process is refused (${refusal.message})`);
      return false;
    }
    const append: EventCall = { on: 'events', do: 'append', id: 'other', text: 'of another process' };
    const [written] = await crew.race('default', [[{ call: append }]]);
    if (written?.outcome === 'STORE_LOCKED') return false;
    kit.expect.equal(written?.outcome, String(await first.events.count()), 'the offset that the second process is told, and the events that the first sees');
    return true;
  } finally {
    await crew.end();
  }
}
