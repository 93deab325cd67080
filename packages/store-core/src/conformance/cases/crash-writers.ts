import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { appends, batches } from '../crashes/event-strands.ts';
import { Journal } from '../crashes/journal.ts';
import { inScope } from '../crashes/strands.ts';
import { agrees, must, openAfter } from '../crashes/survive-kills.ts';
import type { WritingProcess } from '../node/writing-processes.ts';
import { outlivesClose } from '../prerequisites.ts';
import { item, range } from '../samples.ts';

const THREADS = inScope('default', appends, batches);

/** Calls that each of the others must get acknowledged after the kill. */
const MORE_CALLS = 4;

/** One of several processes is killed. */
export const crashWritersCases: readonly ConformanceCase[] = [
  defineCase('crash.writers', 'crash.writers', 'a process that is killed in the middle of a write blocks nobody: others that write at the same time go on, or the next one opens', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    // Loaded only here: processes are Node's, and the rest of the kit runs anywhere.
    const { WritingProcess } = await import('../node/writing-processes.ts');
    const child = await kit.child();
    const processes: WritingProcess[] = [];
    const start = (round: number): WritingProcess => {
      const started = new WritingProcess(child, THREADS, round);
      processes.push(started);
      return started;
    };
    try {
      if (kit.capabilities.writers === 'processes') await othersGoOn(kit, start);
      else await nextOneOpens(kit, start);
    } finally {
      for (const one of processes) await one.kill();
    }
  }, 'crash-safe'),
];

/** Two processes write all the time; others join them and are killed. */
async function othersGoOn(kit: CaseContext, start: (round: number) => WritingProcess): Promise<void> {
  const others = [start(0), start(1)];
  const victims: WritingProcess[] = [];
  for (const round of range(2, kit.rounds(1) + 1)) {
    const victim = start(round);
    victims.push(victim);
    const calls = 1 + Math.floor(kit.random() * 6);
    await must(kit, `process ${round} must write beside others`, async () => await victim.acknowledges(calls));
    await victim.kill();
    for (const [number, other] of others.entries()) {
      const more = other.acknowledged + MORE_CALLS;
      await must(kit, `process ${round} was killed after ${victim.acknowledged} acknowledged calls; process ${number} must go on`, async () => await other.acknowledges(more));
    }
  }
  for (const other of others) await other.kill();
  await isAllThere(kit, [...others, ...victims], `after all of ${victims.length + others.length} processes were killed`);
}

/** One process at a time: it holds the store until it is killed. */
async function nextOneOpens(kit: CaseContext, start: (round: number) => WritingProcess): Promise<void> {
  const written: WritingProcess[] = [];
  for (const round of range(0, kit.rounds(1) - 1)) {
    const writer = start(round);
    written.push(writer);
    const calls = 1 + Math.floor(kit.random() * 6);
    await must(kit, `process ${round} must write alone`, async () => await writer.acknowledges(calls));
    await kit.expect.rejects(async () => await kit.open(), 'STORE_LOCKED', 'a second writer, while a process holds the store');
    await writer.kill();
    await isAllThere(kit, written, `after process ${round} was killed`);
  }
  kit.absent('the adapter declares that one process writes at a time; a second one was refused, and let in once the first one was killed');
}

async function isAllThere(kit: CaseContext, processes: readonly WritingProcess[], when: string): Promise<void> {
  const journal = new Journal(THREADS);
  for (const { notes } of processes) journal.take(notes);
  const store = await openAfter(kit, kit, when);
  await agrees({ kit, store, journal, when }, THREADS);
  const count = await store.events.count();
  const offset = await must(kit, `${when}: the store must go on`, async () => await store.events.append(item(`after ${count}`)));
  kit.expect.equal(offset, count + 1, `${when}: the next offset`);
  await store.close();
}
