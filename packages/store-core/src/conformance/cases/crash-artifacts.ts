import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { deletes, firstPuts, replaces, streamedPuts } from '../crashes/artifact-strands.ts';
import type { Strand } from '../crashes/strand.ts';
import { inScope } from '../crashes/strands.ts';
import { surviveKills } from '../crashes/survive-kills.ts';

/** A process is killed in the middle of calls on artifacts. */
export const crashArtifactsCases: readonly ConformanceCase[] = [
  artifacts('crash.artifacts.replace', 'crash.artifact-replace', 'an artifact that is replaced is the old or the new one after a kill, bytes and metadata together, and no older than acknowledged', replaces),
  artifacts('crash.artifacts.first-put', 'crash.artifact-put', 'a new artifact is whole or absent after a kill, and there if it was acknowledged', firstPuts),
  artifacts('crash.artifacts.delete', 'crash.artifact-delete', 'an artifact whose delete was acknowledged stays gone after a kill; one whose delete was under way is whole or gone', deletes),
  artifacts('crash.artifacts.streamed', 'crash.leftovers', 'of a large put that was under way nothing is to be seen after a kill, and the handle can be put again', streamedPuts),
];

function artifacts(id: string, requirement: string, title: string, strand: Strand): ConformanceCase {
  return defineCase(id, requirement, title, async (kit) => {
    await surviveKills(kit, {
      threads: inScope('default', strand),
      lines: 50,
      look: async ({ store, journal, when }) => {
        const begun = new Set(journal.begun(0).map((number) => strand.step(number).subject));
        const handles = (await store.artifacts.listRefs()).map(({ handle }) => handle);
        kit.expect.equal(handles.filter((handle) => !begun.has(handle)), [], `${when}: artifacts that nobody has put`);
      },
    });
  }, 'crash-safe');
}
