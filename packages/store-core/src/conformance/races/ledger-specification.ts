import type { Specification } from '../linearizability/specification.ts';
import type { LedgerCall } from './ledger-calls.ts';

interface Event {
  readonly offset: number;
  readonly id: string;
  readonly run: string;
  readonly content: string;
}

interface Ledger {
  /** The greatest offset that was ever given. */
  readonly head: number;
  /** In order of offset. */
  readonly events: readonly Event[];
}

/** The ledger of one scope, as the contract has it: idempotent by id, decided before `expectedOffset`; a reset frees ids, never offsets. */
export const LEDGER_SPECIFICATION: Specification<LedgerCall, Ledger> = {
  initial: { head: 0, events: [] },
  key: ({ head, events }) => `${head}; ${listed(events)}`,
  run(ledger, call) {
    const { events } = ledger;
    switch (call.do) {
      case 'append':
        return append(ledger, [call.id], call);
      case 'appendMany':
        return append(ledger, call.ids, call);
      case 'get': {
        const found = events.filter(({ id }) => id === call.id);
        return { state: ledger, outcome: found.length === 0 ? 'ITEM_NOT_FOUND' : listed(found) };
      }
      case 'tail':
        return { state: ledger, outcome: listed(events.filter(({ offset }) => offset > call.after)) };
      case 'reset': {
        const kept = call.run === undefined ? [] : events.filter(({ run }) => run !== call.run);
        return { state: { ...ledger, events: kept }, outcome: String(events.length - kept.length) };
      }
      case 'count':
        return { state: ledger, outcome: String(events.length) };
      default:
        return { state: ledger, outcome: String(events.at(-1)?.offset ?? 0) };
    }
  },
};

interface Append {
  readonly run: string;
  readonly content: string;
  readonly expectedOffset?: number;
}

function append(ledger: Ledger, ids: readonly string[], { run, content, expectedOffset }: Append): { readonly state: Ledger; readonly outcome: string } {
  const events = [...ledger.events];
  const results: string[] = [];
  let { head } = ledger;
  for (const id of ids) {
    const known = events.find((event) => event.id === id);
    if (known !== undefined && (known.run !== run || known.content !== content)) return { state: ledger, outcome: 'IDEMPOTENCY_CONFLICT' };
    if (known === undefined) events.push({ offset: (head += 1), id, run, content });
    results.push(known === undefined ? `${head} appended` : `${known.offset} known`);
  }
  const isNew = head > ledger.head;
  if (isNew && expectedOffset !== undefined && expectedOffset !== (ledger.events.at(-1)?.offset ?? 0)) return { state: ledger, outcome: 'OFFSET_CONFLICT' };
  return { state: { head, events }, outcome: results.join(', ') };
}

function listed(events: readonly Event[]): string {
  return events.map(({ offset, id, run, content }) => `${offset} ${id} ${run} ${content}`).join(', ');
}
