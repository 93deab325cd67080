import type { Store } from '@cw/store-core';

/** What one scope holds. */
export interface ScopeSurvey {
  readonly scope: string;
  /** `head` is the latest offset. */
  readonly events: { readonly count: number; readonly head: number };
  readonly ledger: { readonly count: number; readonly head: number };
  readonly artifacts: ArtifactSurvey;
  readonly episodes: number;
  readonly facts: number;
}

export interface ArtifactSurvey {
  readonly count: number;
  readonly bytes: number;
}

/** Handles that are asked for at once. */
const PAGE = 1000;

/** Counts everything in a scope. The contract has no count of episodes and facts: they are read. */
export async function surveyScope(store: Store, scope: string): Promise<ScopeSurvey> {
  const { events, ledger, artifacts, episodes, facts } = store.withScope(scope);
  return {
    scope,
    events: { count: await events.count(), head: await events.latestOffset() },
    ledger: { count: await ledger.count(), head: await ledger.latestOffset() },
    artifacts: await surveyArtifacts(artifacts),
    episodes: (await episodes.all()).length,
    facts: (await facts.all()).length,
  };
}

/** Reads none of them. */
export async function surveyArtifacts(artifacts: Store['artifacts']): Promise<ArtifactSurvey> {
  let [count, bytes] = [0, 0];
  for (let after: string | undefined; ; ) {
    const refs = await artifacts.listRefs({ after, limit: PAGE });
    count += refs.length;
    bytes += refs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    after = refs.at(-1)?.handle;
    if (after === undefined) return { count, bytes };
  }
}
