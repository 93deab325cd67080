import type { Store } from '@cw/store-core';
import { surveyArtifacts } from '../store-survey.ts';

/** Bytes of an artifact in one line of an export. */
const CHUNK = 128 * 1024;

/** About how many lines an export of a store has, for telling how far it has come: without episodes and facts, which cannot be counted without reading them. */
export async function estimateLines(store: Store): Promise<number> {
  let lines = 2;
  for (const scope of await store.scopes()) {
    const { events, ledger, artifacts } = store.withScope(scope);
    const { count, bytes } = await surveyArtifacts(artifacts);
    lines += 1 + (await events.count()) + (await ledger.count()) + 2 * count + Math.floor(bytes / CHUNK);
  }
  return lines;
}
