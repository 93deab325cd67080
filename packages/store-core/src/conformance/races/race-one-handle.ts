import type { CaseContext } from '../context.ts';
import type { RaceCall } from './race-call.ts';
import { clientsOfOne, raceHandles } from './race-handles.ts';
import type { Workload } from './workload.ts';

/** What an adapter does of which one handle writes: its calls are in order, awaited or not, and where data outlives it, another is STORE_LOCKED. */
export async function raceOneHandle<C extends RaceCall>(kit: CaseContext, what: string, workload: Workload<C>): Promise<void> {
  const store = await kit.open();
  await raceHandles(kit, what, clientsOfOne(store), workload);
  if (kit.capabilities.durability !== 'none') {
    await kit.expect.rejects(async () => await kit.open(), 'STORE_LOCKED', 'opening a second handle that could write, where the adapter declares writers handle');
  }
  kit.absent('one handle writes: calls on it and its views have an order, also when they are not awaited, and nobody else can write');
}
