import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { deletes, replaces } from '../crashes/artifact-strands.ts';
import { appends, batches, concurrentAppends } from '../crashes/event-strands.ts';
import { Journal } from '../crashes/journal.ts';
import { ledgerAppends, resets } from '../crashes/ledger-strands.ts';
import { episodes, facts } from '../crashes/memory-strands.ts';
import { describeMoment } from '../crashes/moments.ts';
import { inScope } from '../crashes/strands.ts';
import { agrees, must, openAfter, surviveKills } from '../crashes/survive-kills.ts';
import { outlivesClose } from '../prerequisites.ts';
import { item, range } from '../samples.ts';

/** All kinds of calls at once, in a scope that holds everything but the ledger that is reset. */
const EVERYTHING = [...inScope('default', appends, batches, ledgerAppends, replaces, deletes, facts, episodes), ...inScope('emptied', resets)];

/** The same kinds of calls in scopes that are easily taken for one another. */
const SCOPES = ['default', 'Default', 'a/b', '\u{1f600}'].flatMap((scope) => inScope(scope, concurrentAppends, ledgerAppends, replaces, facts));

/** By this line every scope has got the calls that were begun at first: 27 in each, of which the process tells before and after. */
const EVERY_SCOPE = 330;

/** A process is killed while it opens, closes or recovers a store, and while it writes to several scopes. */
export const crashOpenCases: readonly ConformanceCase[] = [
  defineCase('crash.open.created', 'crash.open', 'a store whose creation was cut off by a kill can be opened, and is empty or as it was acknowledged', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    const { runKilledWork } = await import('../node/killed-work.ts');
    const threads = inScope('default', appends);
    for (const round of range(0, kit.rounds(2) - 1)) {
      const place = await kit.newPlace();
      const journal = new Journal(threads);
      // In every other round it is given the time that it takes to open.
      const moment = { lines: 1 + (round % 2), milliseconds: kit.random() ** 2 * 20 };
      const outcome = await runKilledWork(await place.child(), { kind: 'write', threads, round }, moment);
      journal.take(outcome.notes);
      const when = describeMoment(round, moment, outcome, journal.underWay());
      const store = await openAfter(kit, place, when);
      await agrees({ kit, store, journal, when }, threads);
      const count = await store.events.count();
      const offset = await must(kit, `${when}: the store must go on`, async () => await store.events.append(item('after')));
      kit.expect.equal(offset, count + 1, `${when}: the next offset`);
      await store.close();
      const again = await openAfter(kit, place, `${when}, opened for the second time`);
      kit.expect.equal(await again.events.count(), count + 1, `${when}: events when it was opened for the second time`);
      await again.close();
    }
  }, 'crash-safe'),
  defineCase('crash.open.again', 'crash.open', 'a process that opens and closes the store again and again may be killed at any moment of it', async (kit) => {
    await surviveKills(kit, { threads: inScope('default', appends, facts), reopenAfter: 4, lines: 80, milliseconds: 6 });
  }, 'crash-safe'),
  defineCase('crash.recovery', 'crash.recovery', 'processes that are killed while they open and read what a killed one left change nothing of what the next one finds', async (kit) => {
    await surviveKills(kit, { threads: EVERYTHING, from: 30, lines: 120, recoveries: 2 });
  }, 'crash-safe'),
  defineCase('crash.scopes', 'crash.scopes', 'a kill in the middle of calls on several scopes leaves each of them with what it was acknowledged', async (kit) => {
    await surviveKills(kit, { threads: SCOPES, from: EVERY_SCOPE, lines: 600 });
  }, 'crash-safe'),
];
