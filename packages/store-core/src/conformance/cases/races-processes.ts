import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import type { RaceOptions } from '../node/race-crew.ts';
import type { EventCall } from '../races/event-calls.ts';
import { mustMakeProgress } from '../races/progress.ts';
import type { RaceCall } from '../races/race-call.ts';
import { clientsWithHandles, mustHaveOrder, raceHandles, readAfterwards } from '../races/race-handles.ts';
import { raceOneHandle } from '../races/race-one-handle.ts';
import { raceProcesses, withCrew } from '../races/race-processes.ts';
import type { Workload } from '../races/workload.ts';
import { BATCHES, CONDITIONS, EPISODES, EXPECTED_OFFSETS, FACTS, REPLACES, RESETS, SAME_EVENTS, SAME_LEDGER_EVENTS } from '../races/workloads.ts';

/** One is killed; the other and this process go on. */
const PROCESSES = 2;
/** A program of BATCHES has ten calls. */
const MOST_CALLS = 9;

/** Many processes that start at a barrier, and what they are told has an order. */
export const racesProcessesCases: readonly ConformanceCase[] = [
  processes('same-event', 'concurrent.duplicates', 'of processes that append the same event one wins, and the others learn of it', SAME_EVENTS),
  processes('expected-offset', 'concurrent.expected-offset', 'of processes that expect the same offset one appends, and the others learn of it', EXPECTED_OFFSETS),
  processes('batches', 'concurrent.batches', 'the batches of many processes are whole, each at offsets without a gap', BATCHES),
  processes('same-ledger-event', 'concurrent.idempotent', 'of processes that append the same ledger event one does, and all are told its offset', SAME_LEDGER_EVENTS),
  processes('resets', 'concurrent.resets', 'ledger offsets are not used again, whichever process resets', RESETS),
  processes('artifacts', 'concurrent.replace', 'a reader sees one version of an artifact that processes replace and delete, whole', REPLACES),
  processes('conditions', 'concurrent.conditions', 'of processes that put on the same condition one does, and the others learn of it', CONDITIONS),
  processes('facts', 'concurrent.linearizable', 'facts that many processes put, delete and read have one history', FACTS),
  processes('episodes', 'concurrent.linearizable', 'episodes that many processes add, delete and read have one history', EPISODES),
  defineCase('races.processes.killed', 'concurrent.killed', 'a process that is killed in a race has taken effect or not, and the others go on', async (kit) => {
    if (kit.capabilities.writers !== 'processes') return await withinOneProcess(kit, 'killed', BATCHES);
    for (let round = 1; round <= kit.rounds(1); round += 1) await killInRaces(kit, round);
  }, 'concurrent'),
];

function processes<C extends RaceCall>(name: string, requirement: string, title: string, workload: Workload<C>): ConformanceCase {
  return defineCase(`races.processes.${name}`, requirement, title, async (kit) => {
    if (kit.capabilities.writers === 'processes') await raceProcesses(kit, name, workload);
    else await withinOneProcess(kit, name, workload);
  }, 'concurrent');
}

/** What there is of a race where one process writes. That others are refused is tried in races.second-writer. */
async function withinOneProcess<C extends RaceCall>(kit: CaseContext, what: string, workload: Workload<C>): Promise<void> {
  if (kit.capabilities.writers === 'handle') return await raceOneHandle(kit, what, workload);
  await raceHandles(kit, what, await clientsWithHandles(kit), workload);
  kit.absent('one process writes, and what its handles are told has an order');
}

async function killInRaces(kit: CaseContext, round: number): Promise<void> {
  await withCrew(kit, { count: PROCESSES }, async (crew) => {
    const store = await kit.open();
    const kill = { index: 0, afterCalls: 1 + Math.floor(kit.random() * MOST_CALLS) };
    const race = async (what: string, options: Pick<RaceOptions<EventCall>, 'kill'>): Promise<void> => {
      const [own = [], ...programs] = Array.from({ length: 1 + PROCESSES }, (_, client) => BATCHES.program(client, kit.random));
      const history = await crew.race(what, programs, { own: { store, program: own }, ...options });
      mustHaveOrder(kit, what, [...history, ...(await readAfterwards([store], what, BATCHES, crew.now))], BATCHES);
      // While one is killed the others may be held up; from then on they must not be.
      if (options.kill === undefined) mustMakeProgress(kit, what, history);
    };
    await race(`round ${round}, process 1 is killed at call ${kill.afterCalls}`, { kill });
    await race(`round ${round}, after the kill`, {});
  });
}
