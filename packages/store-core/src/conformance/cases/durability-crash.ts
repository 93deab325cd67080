import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { BATCH_IDS, CRASH_HANDLE, crashContent } from '../crash-program.ts';
import type { Acknowledged } from '../crash-program.ts';
import { collect } from '../expect.ts';
import { outlivesClose } from '../prerequisites.ts';
import { range } from '../samples.ts';

const ROUNDS = 3;
const MOST_WRITES = 150;

/** What was acknowledged is there after the process was killed. */
export const durabilityCrashCases: readonly ConformanceCase[] = [
  defineCase('durability.crash.sigkill', 'durability.process', 'what a killed process had acknowledged is there, whole, and the store goes on', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    const child = await kit.child();
    // Loaded only here: processes are Node's, and the rest of the kit runs anywhere.
    const { runKilledChild } = await import('../node/killed-child.ts');
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const killAfter = 1 + Math.floor(kit.random() * MOST_WRITES);
      acknowledged.push(...(await runKilledChild({ child, round, killAfter })));
      const store = await kit.open();
      await isWhole(kit, store, acknowledged);
      await store.close();
    }
  }, 'crash-safe'),
];

async function isWhole(kit: CaseContext, store: Store, acknowledged: readonly Acknowledged[]): Promise<void> {
  const numbers = (what: Acknowledged['what']): number[] => acknowledged.filter((one) => one.what === what).map(({ number }) => number);
  kit.expect.equal(await collect(store.verify()), [], 'findings after the kill');

  const events = await store.events.all();
  const eventIds = new Set(events.map(({ id }) => id));
  kit.expect.equal(events.map(({ offset }) => offset), range(1, events.length), 'event offsets after the kill');
  kit.expect.equal(numbers('event').filter((number) => !eventIds.has(`event-${number}`)), [], 'events acknowledged and lost');
  kit.expect.equal(numbers('batch').filter((number) => !eventIds.has(`batch-${number}-a`)), [], 'batches acknowledged and lost');
  const ofBatches = events.filter(({ id }) => id.startsWith('batch-'));
  const halves = [...Map.groupBy(ofBatches, ({ id }) => id.slice(0, -2))].filter(([, batch]) => batch.length !== BATCH_IDS.length);
  kit.expect.equal(halves.map(([batch]) => batch), [], 'batches that are there in part');

  const ledgerIds = new Set((await store.ledger.events()).map(({ id }) => id));
  kit.expect.equal(numbers('ledger').filter((number) => !ledgerIds.has(`ledger-${number}`)), [], 'ledger events acknowledged and lost');
  const episodeIds = new Set((await store.episodes.all()).map(({ episodeId }) => episodeId));
  kit.expect.equal(numbers('episode').filter((number) => !episodeIds.has(`episode-${number}`)), [], 'episodes acknowledged and lost');

  const lastArtifact = numbers('artifact').at(-1);
  if (lastArtifact !== undefined) {
    const { label } = await store.artifacts.ref(CRASH_HANDLE);
    kit.expect.ok(Number(label) >= lastArtifact, `the artifact is number ${label}, and ${lastArtifact} was acknowledged`);
    kit.expect.equal(await store.artifacts.get(CRASH_HANDLE), crashContent(Number(label)), `the content of artifact number ${label}`);
  }
  const lastFact = numbers('fact').at(-1);
  if (lastFact !== undefined) {
    const { value } = await store.facts.get('fact');
    kit.expect.ok(Number(value) >= lastFact, `the fact is number ${value}, and ${lastFact} was acknowledged`);
  }
}
