import type { LedgerAppendResult, LedgerEvent, StoredLedgerEvent } from '../../contract/ledger.ts';
import type { Store } from '../../contract/store.ts';
import { ledgerEvent } from '../samples.ts';

/** What races ask of a ledger. `content` is what is compared when an id comes again. */
export type LedgerCall = { readonly on: 'ledger' } & (
  | { readonly do: 'append'; readonly id: string; readonly run: string; readonly content: string; readonly expectedOffset?: number }
  | { readonly do: 'appendMany'; readonly ids: readonly string[]; readonly run: string; readonly content: string }
  | { readonly do: 'get'; readonly id: string }
  | { readonly do: 'tail'; readonly after: number }
  | { readonly do: 'reset'; readonly run?: string }
  | { readonly do: 'count' | 'latestOffset' }
);

/** Makes the call, and gives what came of it as text. */
export async function callLedger({ ledger }: Store, call: LedgerCall): Promise<string> {
  switch (call.do) {
    case 'append':
      return told([await ledger.append(eventOf(call.id, call), { expectedOffset: call.expectedOffset })]);
    case 'appendMany':
      return told(await ledger.appendMany(call.ids.map((id) => eventOf(id, call))));
    case 'get':
      return listed([await ledger.get(call.id)]);
    case 'tail':
      return listed(await ledger.tail(call.after));
    case 'reset':
      return String(await ledger.reset({ runId: call.run }));
    default:
      return String(await ledger[call.do]());
  }
}

function eventOf(id: string, { run, content }: { readonly run: string; readonly content: string }): LedgerEvent {
  return ledgerEvent(id, { runId: run, payload: { content } });
}

function told(results: readonly LedgerAppendResult[]): string {
  return results.map(({ offset, appended }) => `${offset} ${appended ? 'appended' : 'known'}`).join(', ');
}

function listed(events: readonly StoredLedgerEvent[]): string {
  return events.map(({ offset, id, runId, payload }) => `${offset} ${id} ${runId} ${typeof payload['content'] === 'string' ? payload['content'] : JSON.stringify(payload)}`).join(', ');
}
