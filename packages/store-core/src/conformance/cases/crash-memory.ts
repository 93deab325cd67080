import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { episodes, facts } from '../crashes/memory-strands.ts';
import { inScope } from '../crashes/strands.ts';
import { surviveKills } from '../crashes/survive-kills.ts';

/** A process is killed in the middle of calls on facts and episodes. */
export const crashMemoryCases: readonly ConformanceCase[] = [
  defineCase('crash.facts', 'crash.facts', 'a fact has its old or its new value after a kill, and is gone if its delete was acknowledged', async (kit) => {
    await surviveKills(kit, {
      threads: inScope('default', facts),
      look: async ({ store, when }) => {
        const all = await store.facts.all();
        kit.expect.equal((await store.facts.getByKey('key')).length, all.length, `${when}: facts by their key`);
      },
    });
  }, 'crash-safe'),
  defineCase('crash.episodes', 'crash.episodes', 'an episode is whole or absent after a kill, and stays gone if its delete was acknowledged', async (kit) => {
    await surviveKills(kit, {
      threads: inScope('default', episodes),
      look: async ({ store, when }) => {
        const all = (await store.episodes.all()).map(({ episodeId }) => episodeId);
        const found = await store.episodes.search('summary', { topK: 1000 });
        kit.expect.equal(found.map(({ episodeId }) => episodeId), all, `${when}: episodes that a search finds, in order of insertion`);
      },
    });
  }, 'crash-safe'),
];
