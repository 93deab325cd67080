import type { Store } from '../../contract/store.ts';
import { exportStore, importStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { importLines } from '../crashes/import-lines.ts';
import { linesByScope } from '../crashes/lines-by-scope.ts';
import { describeMoment, spreadMoments } from '../crashes/moments.ts';
import { must, openAfter } from '../crashes/survive-kills.ts';
import { collect } from '../expect.ts';
import { outlivesClose } from '../prerequisites.ts';
import { fill, range } from '../samples.ts';

/** The scopes of the import, and one that was there before. */
const SCOPES = ['half', 'whole'] as const;
const BYSTANDER = 'default';

/** A process is killed in the middle of an import. */
export const crashImportCases: readonly ConformanceCase[] = [
  defineCase('crash.import', 'crash.import', 'an import that was cut off by a kill harms no other scope, leaves nothing that reads wrong unless verify tells, and is not gone on with', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    // Loaded only here: processes are Node's, and the rest of the kit runs anywhere.
    const { runKilledWork } = await import('../node/killed-work.ts');
    const lines = await importLines(SCOPES);
    // The third line tells that the import begins; then it tells of each batch, each artifact and every hundred lines.
    const momentOf = spreadMoments(kit, { first: 3, last: 75, milliseconds: 4 });
    for (const round of range(0, kit.rounds(1) - 1)) {
      const place = await kit.newPlace();
      const filled = await place.open();
      await fill(filled);
      const before = await contentOf(filled);
      await filled.close();
      const moment = momentOf(round);
      const outcome = await runKilledWork(await place.child(), { kind: 'import', scopes: SCOPES }, moment);
      const done = outcome.notes.some(({ at }) => at === 'done');
      const when = describeMoment(round, moment, outcome, done ? 'no call' : 'the import');
      const store = await openAfter(kit, place, when);
      kit.expect.equal(await must(kit, `${when}: the scope beside the imported ones must be readable`, async () => await contentOf(store)), before, `${when}: the scope beside the imported ones`);
      const findings = await collect(store.verify());
      if (done || findings.length === 0) await isPartOf(kit, store, lines, done, when);
      await importAgain(kit, store, lines, when);
      await store.close();
    }
  }, 'crash-safe'),
];

/** All that a reader sees of the scope that was there before. */
async function contentOf(store: Store): Promise<readonly unknown[]> {
  const { events, ledger, artifacts, episodes, facts } = store.withScope(BYSTANDER);
  return [await events.all(), await ledger.events(), await artifacts.listRefs(), await artifacts.get('result:1'), await episodes.all(), await facts.all()];
}

/** What is there of the imported scopes was imported: of the logs, the first records without a gap; all of it, if that was acknowledged. */
async function isPartOf(kit: CaseContext, store: Store, lines: readonly string[], done: boolean, when: string): Promise<void> {
  const found = linesByScope(await must(kit, `${when}: what verify finds nothing wrong with must be readable`, async () => await collect(exportStore(store))));
  for (const [scope, imported] of linesByScope(lines)) {
    const part = found.get(scope) ?? [];
    if (done) kit.expect.equal(part.length, imported.length, `${when}: lines in the scope ${scope} of an import that was acknowledged`);
    const known = new Set(imported);
    // A head is that of the events that are there.
    const foreign = part.filter((line) => !known.has(line) && !line.includes('"type":"ledger_head"'));
    kit.expect.equal(foreign, [], `${when}: lines in the scope ${scope} that were not imported`);
    for (const type of ['event', 'ledger'] as const) {
      const ofType = (all: readonly string[]): string[] => all.filter((line) => line.endsWith(`"type":"${type}"}\n`));
      const there = ofType(part);
      kit.expect.equal(there, ofType(imported).slice(0, there.length), `${when}: the first ${there.length} lines of type ${type} in the scope ${scope}`);
    }
  }
}

/** Where something is left of the first import, the second one is refused; where nothing is, it is an import like any other. */
async function importAgain(kit: CaseContext, store: Store, lines: readonly string[], when: string): Promise<void> {
  const left = (await store.scopes()).filter((scope) => scope !== BYSTANDER);
  kit.expect.equal(left.filter((scope) => scope !== SCOPES[0] && scope !== SCOPES[1]), [], `${when}: scopes that nobody wrote to`);
  if (left.length > 0) {
    await kit.expect.rejects(async () => await importStore(store, lines), 'INVALID_ARGUMENT', `${when}: the import again, over what is left of it`);
    return;
  }
  await must(kit, `${when}: nothing is left of the import, which must succeed now`, async () => await importStore(store, lines));
  const found = linesByScope(await collect(exportStore(store)));
  for (const [scope, imported] of linesByScope(lines)) {
    kit.expect.equal(found.get(scope)?.length, imported.length, `${when}: lines in the scope ${scope} of the second import`);
    kit.expect.equal(found.get(scope), imported, `${when}: the scope ${scope} of the second import`);
  }
}
