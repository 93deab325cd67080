import type { Store } from '../../contract/store.ts';
import { isStoreError } from '../../errors.ts';
import { type ArtifactCall, callArtifacts } from './artifact-calls.ts';
import { callEpisodes, type EpisodeCall } from './episode-calls.ts';
import { callEvents, type EventCall } from './event-calls.ts';
import { callFacts, type FactCall } from './fact-calls.ts';
import { callLedger, type LedgerCall } from './ledger-calls.ts';

/** What races ask of a store. It survives JSON. */
export type RaceCall = EventCall | LedgerCall | ArtifactCall | FactCall | EpisodeCall;

/** Makes the call before it first waits for anything, and gives what came of it as text: what it was told, or the code of the error. */
export async function makeCall(store: Store, call: RaceCall): Promise<string> {
  try {
    return await calling(store, call);
  } catch (error) {
    return isStoreError(error) ? error.code : `no StoreError: ${String(error)}`;
  }
}

async function calling(store: Store, call: RaceCall): Promise<string> {
  switch (call.on) {
    case 'events':
      return await callEvents(store, call);
    case 'ledger':
      return await callLedger(store, call);
    case 'artifacts':
      return await callArtifacts(store, call);
    case 'facts':
      return await callFacts(store, call);
    default:
      return await callEpisodes(store, call);
  }
}
