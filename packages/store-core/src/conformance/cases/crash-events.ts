import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { appends, batches, concurrentAppends } from '../crashes/event-strands.ts';
import { inScope } from '../crashes/strands.ts';
import { surviveKills } from '../crashes/survive-kills.ts';
import type { Found } from '../crashes/survive-kills.ts';
import { range } from '../samples.ts';

const SINGLE = inScope('default', appends);
const BATCHES = inScope('default', batches);
const CONCURRENT = inScope('default', concurrentAppends);

/** A process is killed in the middle of appends to the event log. */
export const crashEventsCases: readonly ConformanceCase[] = [
  defineCase('crash.events.appends', 'crash.acknowledged', 'an append that was acknowledged is there after a kill, under its offset; the one under way is whole or absent', async (kit) => {
    await surviveKills(kit, { threads: SINGLE, look: hasOffsets });
  }, 'crash-safe'),
  defineCase('crash.events.batches', 'crash.batch-atomic', 'a batch is whole or absent after a kill, however large it is', async (kit) => {
    await surviveKills(kit, { threads: BATCHES, lines: 40, look: batchesAreTogether });
  }, 'crash-safe'),
  defineCase('crash.events.concurrent', 'crash.acknowledged', 'of appends that are not awaited, each that was acknowledged is there after a kill, and what is there is in the order of the calls', async (kit) => {
    await surviveKills(kit, {
      threads: CONCURRENT,
      lines: 300,
      look: async (found) => {
        await hasOffsets(found);
        const present = (await found.store.events.all()).map(({ id }) => id);
        const called = found.journal.begun(0).map((number) => concurrentAppends.step(number).subject);
        const lost = new Set(called.filter((id) => !present.includes(id)));
        found.kit.expect.equal(present, called.filter((id) => !lost.has(id)), `${found.when}: events, which are in the order of the calls`);
      },
    });
  }, 'crash-safe'),
];

/** Every append of the first thread that was acknowledged has the offset that it was told. */
async function hasOffsets({ kit, store, journal, when }: Found): Promise<void> {
  const told = [...journal.results(0)].map(([number, offset]) => `${String(offset)} of call ${number}`);
  const offsets = new Map((await store.events.all()).map(({ id, offset }) => [id.slice(id.lastIndexOf('-') + 1), offset]));
  const found = [...journal.results(0).keys()].map((number) => `${offsets.get(String(number))} of call ${number}`);
  kit.expect.equal(found, told, `${when}: offsets of the acknowledged appends`);
}

/** The events of a batch are in a row, in their order, up to the offset that was acknowledged. */
async function batchesAreTogether({ kit, store, journal, when }: Found): Promise<void> {
  const ids = (await store.events.all()).map(({ id }) => id);
  for (const [number, last] of journal.results(0)) {
    const size = Number.parseInt(batches.step(number).state ?? '0', 10);
    const expected = range(1, size).map((index) => `batch-${number}-${index}`);
    kit.expect.equal(ids.slice(Number(last) - size, Number(last)), expected, `${when}: the events before offset ${String(last)}, which was acknowledged for batch ${number}`);
  }
}
