import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import type { Operation } from '../linearizability/operation.ts';
// The type alone: processes are Node's, and the rest of the kit runs anywhere.
import type { CrewOptions, RaceCrew } from '../node/race-crew.ts';
import { mustMakeProgress } from './progress.ts';
import type { RaceCall } from './race-call.ts';
import { mustHaveOrder, readAfterwards } from './race-handles.ts';
import type { Workload } from './workload.ts';

const ROUNDS = 3;
/** Calls of a round that must have been under way at the same time as one of another process: otherwise it proves little. */
const LEAST_MET = 6;
/** Of a round that proves little, there are so many more at most. */
const MORE_ROUNDS = 3;
/** Beside this one, which races too. */
const PROCESSES = 2;

/** Does something with processes that have opened the case's place, and ends them. They must have been let in. */
export async function withCrew(kit: CaseContext, options: CrewOptions, run: (crew: RaceCrew) => Promise<void>): Promise<void> {
  const child = await kit.child();
  const { RaceCrew } = await import('../node/race-crew.ts');
  const crew = new RaceCrew(child, options);
  try {
    const refused = (await crew.opened()).find((refusal) => refusal !== null);
    kit.expect.ok(refused === undefined, `a process that opens the place is refused: ${refused?.code} ${refused?.message}`);
    await run(crew);
  } finally {
    await crew.end();
  }
}

/**
 * Lets processes loose on a scope at the same moment, round after round each in a new one, and judges what they were told. Where they
 * hardly met, as on a machine that has others to do, there is another round.
 */
export async function raceProcesses<C extends RaceCall>(kit: CaseContext, what: string, workload: Workload<C>): Promise<void> {
  await withCrew(kit, { count: PROCESSES }, async (crew) => {
    const store = await kit.open();
    const onlooker = await kit.open();
    const all: Operation<C>[] = [];
    const rounds = kit.rounds(ROUNDS);
    for (let [round, met] = [1, 0]; met < rounds && round <= MORE_ROUNDS * rounds; round += 1) {
      const scope = `${what} ${round}`;
      const [own = [], ...programs] = Array.from({ length: 1 + PROCESSES }, (_, client) => workload.program(client, kit.random));
      const history = await crew.race(scope, programs, { own: { store, program: own } });
      all.push(...history);
      if (callsThatMet(history) >= LEAST_MET) met += 1;
      mustHaveOrder(kit, `${what}, round ${round}`, [...history, ...(await readAfterwards([store, onlooker], scope, workload, crew.now))], workload);
    }
    mustMakeProgress(kit, what, all);
    kit.expect.equal(await collect(store.verify()), [], 'findings after the races');
  });
}

/** How many calls were under way while one of another process was. */
function callsThatMet<C extends RaceCall>(history: readonly Operation<C>[]): number {
  const ended = ({ returnedAt }: Operation<C>): number => returnedAt ?? Number.POSITIVE_INFINITY;
  return history.filter((one) => history.some((other) => other.process !== one.process && other.calledAt < ended(one) && one.calledAt < ended(other))).length;
}
