import type { Store } from '@cw/store-core';
import type { Recorder } from '../agent/recorder.ts';
import { examineStore } from '../examine-store.ts';
import type { DrilldownReport, RunReport } from './messages.ts';

/** What the last turn was about; the episode's summary shares its words. */
const QUERY = 'type check';

/** Reads everything that is to be printed back from the store. */
export async function reportRun(store: Store, recorder: Recorder): Promise<RunReport> {
  const facts = (await store.facts.all()).filter(({ tags }) => tags.length > 0);
  return {
    summary: await examineStore(store),
    drilldowns: await readDrilldowns(store),
    answers: (await store.events.filterByKind('agent_msg')).map(({ text }) => text),
    facts: Object.fromEntries(facts.map(({ key, value }) => [key, value])),
    search: { query: QUERY, episodes: (await store.episodes.search(QUERY)).map(({ episodeId }) => episodeId) },
    known: recorder.known,
  };
}

async function readDrilldowns(store: Store): Promise<DrilldownReport[]> {
  const drilldowns: DrilldownReport[] = [];
  for await (const call of store.events.stream({ kinds: ['tool_call'] })) {
    if (call.metadata['tool'] !== 'drilldown') continue;
    for (const { text, metadata } of await store.events.children(call.id)) {
      drilldowns.push({ id: call.id.replace(/:call$/, ''), call: call.text, ok: metadata['ok'] === true, text });
    }
  }
  return drilldowns;
}
