import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { ledgerAppends, numberedEvent, resets } from '../crashes/ledger-strands.ts';
import { inScope } from '../crashes/strands.ts';
import { surviveKills } from '../crashes/survive-kills.ts';
import type { Found } from '../crashes/survive-kills.ts';
import { ids, ledgerEvent } from '../samples.ts';

const LEDGER = inScope('default', ledgerAppends);
const RESETS = inScope('default', resets);

/** By then a whole ledger is being reset for the first time. */
const FIRST_RESET = 11;

/** A process is killed in the middle of calls on the ledger. */
export const crashLedgerCases: readonly ConformanceCase[] = [
  defineCase('crash.ledger.replay', 'crash.replay', 'after a kill, tail(lastSeen) has all that was acknowledged since, and appending everything again gives each event once', async (kit) => {
    await surviveKills(kit, { threads: LEDGER, look: replay });
  }, 'crash-safe'),
  defineCase('crash.ledger.reset', 'crash.reset', 'a reset has removed all of what it removes or nothing after a kill, and no offset is ever used again', async (kit) => {
    await surviveKills(kit, { threads: RESETS, from: FIRST_RESET, lines: 50, look: headIsKept });
  }, 'crash-safe'),
];

/** What a process does that comes back after a kill: it reads what it had not seen, and appends again what was not acknowledged. */
async function replay({ kit, store, journal, when }: Found): Promise<void> {
  const begun = journal.begun(0);
  const results = journal.results(0);
  const acknowledged = begun.filter((number) => results.has(number));
  const lastSeen = acknowledged[Math.floor(kit.random() * acknowledged.length)];
  const offset = lastSeen === undefined ? 0 : Number(results.get(lastSeen));
  const tail = await store.ledger.tail(offset);
  const present = new Set(ids(tail));
  const since = acknowledged.filter((number) => Number(results.get(number)) > offset);
  kit.expect.equal(since.filter((number) => !present.has(`ledger-${number}`)), [], `${when}: events acknowledged and not in tail(${offset})`);

  for (const number of begun) {
    const before = (await store.ledger.has(`ledger-${number}`)) ? (await store.ledger.get(`ledger-${number}`)).offset : null;
    const again = await store.ledger.append(numberedEvent(number));
    if (before !== null) kit.expect.equal(again, { offset: before, appended: false }, `${when}: event ${number}, which was there, appended again`);
    if (results.has(number)) kit.expect.equal(again.offset, results.get(number), `${when}: the offset of event ${number}, which was acknowledged`);
    // Now it is acknowledged, whether or not the process that is gone had done it.
    journal.take([{ at: 'begin', thread: 0, number }, { at: 'done', thread: 0, number, result: again.offset }]);
  }
  const stored = ids(await store.ledger.events());
  kit.expect.equal([stored.length, new Set(stored).size], [begun.length, begun.length], `${when}: events, and different ids, after all were appended again`);
}

/** The next offset is greater than any that was ever told or seen. */
async function headIsKept({ kit, store, journal, when }: Found): Promise<void> {
  const told = [...journal.results(0).values()].flat().map(Number);
  const events = await store.ledger.events();
  const greatest = Math.max(0, ...told.filter((offset) => !Number.isNaN(offset)), ...events.map(({ offset }) => offset));
  const { offset } = await store.ledger.append(ledgerEvent('after the kill', { runId: 'after' }));
  kit.expect.ok(offset > greatest, `${when}: the next ledger event got offset ${offset}, and ${greatest} was used before`);
  kit.expect.equal(await store.ledger.reset({ runId: 'after' }), 1, `${when}: events of a run that a reset removes`);
}
