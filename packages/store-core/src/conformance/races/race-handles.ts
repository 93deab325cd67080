import type { Store } from '../../contract/store.ts';
import type { CaseContext } from '../context.ts';
import { UndecidedError } from '../linearizability/judge-history.ts';
import type { Operation } from '../linearizability/operation.ts';
import { mustMakeProgress } from './progress.ts';
import { type Note, operationsOf, runProgram } from './program.ts';
import type { RaceCall } from './race-call.ts';
import type { Workload } from './workload.ts';

const CLIENTS = 3;
/** Calls that a client makes before it waits for them. */
const AT_ONCE = 3;

/** Who makes calls: clients of one handle belong to one process of the history, as its calls take effect in order. */
export interface Client {
  readonly process: string;
  readonly store: Store;
}

/** Clients that have a handle each. */
export async function clientsWithHandles(kit: CaseContext): Promise<Client[]> {
  const clients: Client[] = [];
  for (let handle = 1; handle <= CLIENTS; handle += 1) clients.push({ process: `handle ${handle}`, store: await kit.open() });
  return clients;
}

/** Clients that share one handle. */
export function clientsOfOne(store: Store): Client[] {
  return Array.from({ length: CLIENTS }, () => ({ process: 'the handle', store }));
}

/** Lets the clients loose on a scope at the same time, `rounds` times each in a new one, and judges what they were told. */
export async function raceHandles<C extends RaceCall>(kit: CaseContext, what: string, clients: readonly Client[], workload: Workload<C>, rounds = 1): Promise<void> {
  const now = risingClock();
  for (let round = 1; round <= kit.rounds(rounds); round += 1) {
    const scope = `${what} ${round}`;
    const histories = await Promise.all(clients.map(async ({ process, store }, client) => {
      const notes: Note<C>[] = [];
      const program = workload.program(client, kit.random);
      await runProgram(store.withScope(scope), program, { now, note: (note) => notes.push(note), atOnce: AT_ONCE });
      return operationsOf(process, notes);
    }));
    const history = [...histories.flat(), ...(await readAfterwards(clients.map(({ store }) => store), scope, workload, now))];
    mustHaveOrder(kit, `${what}, round ${round}`, history, workload);
    mustMakeProgress(kit, `${what}, round ${round}`, history);
  }
}

/** What every store says when all is over. */
export async function readAfterwards<C extends RaceCall>(stores: readonly Store[], scope: string, workload: Workload<C>, now: () => number): Promise<Operation<C>[]> {
  const steps = workload.afterwards.map((call) => ({ call }));
  const notes: Note<C>[][] = stores.map(() => []);
  for (const [index, store] of stores.entries()) {
    await runProgram(store.withScope(scope), steps, { now, note: (note) => notes[index]?.push(note) });
  }
  return notes.flatMap((ofOne, index) => operationsOf(`afterwards, store ${index + 1}`, ofOne));
}

/** Fails with the part of the history that has no order. */
export function mustHaveOrder<C extends RaceCall>(kit: CaseContext, what: string, history: readonly Operation<C>[], workload: Workload<C>): void {
  const problem = judged(kit, history, workload);
  kit.expect.ok(problem === null, `${what}: ${problem}`);
}

function judged<C extends RaceCall>(kit: CaseContext, history: readonly Operation<C>[], workload: Workload<C>): string | null {
  try {
    return workload.judge(history);
  } catch (error) {
    if (error instanceof UndecidedError) return kit.couldNotRun(error.message);
    throw error;
  }
}

/** The time of this process in nanoseconds, another at each call: in one process each of two calls is made before or after the other. */
function risingClock(): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Math.round(performance.now() * 1e6));
    return last;
  };
}
