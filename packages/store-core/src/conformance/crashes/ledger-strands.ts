import type { LedgerEvent } from '../../contract/ledger.ts';
import { ledgerEvent, range } from '../samples.ts';
import type { Step, Strand } from './strand.ts';

/** One append after the other. */
export const ledgerAppends: Strand = {
  name: 'ledger',
  width: 1,
  cycle: 1,
  step: (number) => ({ subject: `ledger-${number}`, state: `number ${number}` }),
  run: async ({ ledger }, number) => (await ledger.append(numberedEvent(number))).offset,
  observe: async ({ ledger }) => {
    const own = (await ledger.events()).filter(({ id }) => id.startsWith('ledger-'));
    return new Map(own.map(({ id, payload }) => [id, `number ${JSON.stringify(payload['number'])}`]));
  },
};

/** The event that the call of that number appends. */
export function numberedEvent(number: number): LedgerEvent {
  return ledgerEvent(`ledger-${number}`, { turn: number, payload: { number } });
}

/** The calls of a cycle: what is done to which run. A run has events of its own, which a reset removes together. */
const RESET_CYCLE = [
  { run: 'a', events: 3 },
  { run: 'b', events: 40 },
  { run: 'a', events: 0 },
  { run: 'c', events: 2 },
  { run: 'c', events: 0, clears: true },
  { run: 'd', events: 3 },
] as const;

/** Runs that come and go: batches, resets of one run, resets of all. It has a ledger to itself. */
export const resets: Strand = {
  name: 'reset',
  width: 1,
  cycle: RESET_CYCLE.length,
  step: (number) => resetStep(number),
  run: async ({ ledger }, number) => {
    const { subject, events, clears } = resetStep(number);
    if (clears) return await ledger.reset();
    if (events === 0) return await ledger.reset({ runId: subject });
    return (await ledger.appendMany(range(1, events).map((turn) => ledgerEvent(`${subject}-${turn}`, { runId: subject, turn })))).map(({ offset }) => offset);
  },
  observe: async ({ ledger }) => {
    const runs = Map.groupBy(await ledger.events(), ({ runId }) => runId);
    return new Map([...runs].map(([runId, events]) => [runId, `${events.length} events`]));
  },
};

function resetStep(number: number): Step & { readonly events: number; readonly clears: boolean } {
  const { run, events, clears = false } = { clears: undefined, ...RESET_CYCLE[number % RESET_CYCLE.length] ?? RESET_CYCLE[0] };
  const subject = `run-${Math.floor(number / RESET_CYCLE.length)}-${run}`;
  return { subject, state: events === 0 ? null : `${events} events`, events, clears };
}
