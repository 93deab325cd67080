import type { Store } from '../../contract/store.ts';
import { isStoreError } from '../../errors.ts';
import type { CaseContext, OtherPlace } from '../context.ts';
import { collect } from '../expect.ts';
import { outlivesClose } from '../prerequisites.ts';
import { range } from '../samples.ts';
import { Journal } from './journal.ts';
import { describeMoment, spreadMoments } from './moments.ts';
import { lastNumbers } from './run-threads.ts';
import type { Thread } from './strand.ts';
import { strandOf } from './strands.ts';

/** Rounds after which a case goes on in a new place, so that a long run does not get slower and slower. */
const ROUNDS_OF_PLACE = 5;

/** A plain run has one round, with one kill and those of the recovery. */
export interface CrashPlan {
  readonly threads: readonly Thread[];
  /** The process is killed at this line or before. Default: 60. */
  readonly lines?: number;
  /** And not before this one. Default: 3, the first that is about a call. */
  readonly from?: number;
  /** And at most so many milliseconds after it was read. Default: 3. */
  readonly milliseconds?: number;
  /** The store is opened anew after so many turns of each thread. Default: it stays open. */
  readonly reopenAfter?: number;
  /** How many processes are killed while they open and read what the first one left. Default: 0. */
  readonly recoveries?: number;
  /** Looks at the reopened store, after it was found to agree with the journal. */
  readonly look?: (found: Found) => Promise<void>;
}

/** A store after a kill, and what is known of it. */
export interface Found {
  readonly kit: CaseContext;
  readonly store: Store;
  readonly journal: Journal;
  /** For messages: the round and the moment of the kill. */
  readonly when: string;
}

/**
 * Lets processes work and kills them, round for round; each time everything acknowledged must be there and whole, twice over, and the store must go on.
 * Without durability, it is verified that there is none.
 */
export async function surviveKills(kit: CaseContext, plan: CrashPlan): Promise<void> {
  if (!(await outlivesClose(kit))) return;
  // Loaded only here: processes are Node's, and the rest of the kit runs anywhere.
  const { runKilledWork } = await import('../node/killed-work.ts');
  const { threads } = plan;
  const momentOf = spreadMoments(kit, { first: plan.from ?? 3, last: plan.lines ?? 60, milliseconds: plan.milliseconds ?? 3 });
  let place: Pick<OtherPlace, 'open' | 'child'> = kit;
  let journal = new Journal(threads);
  for (const round of range(0, kit.rounds(1) - 1)) {
    if (round > 0 && round % ROUNDS_OF_PLACE === 0) {
      place = await kit.newPlace();
      journal = new Journal(threads);
    }
    const child = await place.child();
    const moment = momentOf(round);
    const work = plan.reopenAfter === undefined ? { kind: 'write', threads, round } as const : { kind: 'reopen', threads, round, turns: 1000, each: plan.reopenAfter } as const;
    const outcome = await runKilledWork(child, work, moment);
    journal.take(outcome.notes);
    let when = describeMoment(round, moment, outcome, journal.underWay());
    for (const recovery of range(1, plan.recoveries ?? 0)) {
      // It tells of opening, of open and of pieces that it has read.
      const again = { lines: Math.min(3, recovery + Math.floor(kit.random() * 3)), milliseconds: kit.random() * 20 };
      const { notes } = await runKilledWork(child, { kind: 'read' }, again);
      when += `, recovery ${recovery} killed after "${notes.slice(0, again.lines).at(-1)?.at}"`;
    }
    await findWell({ kit, journal, when }, place, round, plan);
  }
  kit.observe({ durability: 'process' });
}

/** Opens a store after a kill. */
export async function openAfter(kit: CaseContext, place: Pick<OtherPlace, 'open'>, when: string): Promise<Store> {
  return await must(kit, `${when}: the store must open`, async () => await place.open());
}

/** The store is as it must be: reads agree with the journal, offsets are dense, verify is silent. */
export async function agrees({ kit, store, journal, when }: Found, threads: readonly Thread[]): Promise<void> {
  const problems = await must(kit, `${when}: what is there must be readable`, async () => await journal.compare(store));
  kit.expect.ok(problems.length === 0, `${when}: ${problems.slice(0, 3).join('; ')}${problems.length > 3 ? `; ${problems.length} in all` : ''}`);
  kit.expect.equal(await collect(store.verify()), [], `${when}: findings`);
  const scopes = new Set(threads.map(({ scope }) => scope));
  const listed = await store.scopes();
  kit.expect.equal(listed.filter((scope) => !scopes.has(scope)), [], `${when}: scopes that nobody wrote to`);
  kit.expect.equal(journal.scopesWithData().filter((scope) => !listed.includes(scope)), [], `${when}: scopes that hold data, and are not listed`);
  for (const scope of scopes) {
    const offsets = (await store.withScope(scope).events.all()).map(({ offset }) => offset);
    kit.expect.equal(offsets, range(1, offsets.length), `${when}: event offsets in scope ${JSON.stringify(scope)}`);
  }
}

async function findWell(found: Omit<Found, 'store'>, place: Pick<OtherPlace, 'open'>, round: number, { threads, look }: CrashPlan): Promise<void> {
  const { kit, journal, when } = found;
  const store = await openAfter(kit, place, when);
  await agrees({ ...found, store }, threads);
  await look?.({ ...found, store });
  await goOn({ ...found, store }, threads, round);
  await store.close();
  // What was found once must be found again: a recovery that only looked right shows here.
  const again = await openAfter(kit, place, `${when}, opened for the second time`);
  await agrees({ kit, journal, store: again, when: `${when}, opened for the second time` }, threads);
  await again.close();
}

async function goOn({ kit, store, journal, when }: Found, threads: readonly Thread[], round: number): Promise<void> {
  for (const [index, thread] of threads.entries()) {
    const strand = strandOf(thread);
    for (const number of lastNumbers(round, strand)) {
      journal.take([{ at: 'begin', thread: index, number }]);
      const result = await must(kit, `${when}: the store must go on with ${strand.name} ${number}`, async () => {
        return await strand.run(store.withScope(thread.scope), number, () => undefined);
      });
      journal.take([{ at: 'done', thread: index, number, result }]);
    }
  }
}

/** The action succeeds; if it does not, the case fails with what was to be done. */
export async function must<T>(kit: CaseContext, what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const reason = isStoreError(error) ? `${error.code}: ${error.message}` : String(error);
    kit.expect.ok(false, `${what}, but ${reason}`);
    throw error;
  }
}
