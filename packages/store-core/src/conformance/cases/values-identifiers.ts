import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { ASKED_IDENTIFIERS, STORED_IDENTIFIERS } from '../identifier-members.ts';
import type { IdentifierMember } from '../identifier-members.ts';
import { BAD_IDENTIFIERS, LEGAL_IDENTIFIERS } from '../hostile-strings.ts';
import { fill, wrong } from '../samples.ts';

/** Every member and every argument that is an identifier. */
export const valuesIdentifiersCases: readonly ConformanceCase[] = [
  ...STORED_IDENTIFIERS.flatMap((member) => [
    defineCase(`values.identifiers.legal.${member.id}`, 'values.identifiers', `${member.name} keeps every legal identifier exactly`, async (kit) => await keepsLegal(kit, member)),
    defineCase(`values.identifiers.bad.${member.id}`, 'values.identifiers', `${member.name} refuses what is no identifier, by path`, async (kit) => await refusesBad(kit, member)),
  ]),
  defineCase('values.identifiers.asked', 'values.identifiers', 'an identifier that is asked for is checked as one that is stored', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const { name, ask } of ASKED_IDENTIFIERS) {
      for (const [what, value] of BAD_IDENTIFIERS) {
        await kit.expect.rejects(async () => await ask(store, wrong(value)), 'INVALID_VALUE', `${name} with ${what}`);
      }
      for (const [what, value] of LEGAL_IDENTIFIERS) {
        const outcome = await ask(store, value).then(() => 'answered', (error: unknown) => error);
        const notFound = outcome instanceof Error && 'code' in outcome && outcome.code === 'ITEM_NOT_FOUND';
        kit.expect.ok(outcome === 'answered' || notFound, `${name} with ${what} is answered, or ITEM_NOT_FOUND: ${String(outcome)}`);
      }
    }
  }),
  defineCase('values.identifiers.scope', 'values.identifiers', 'withScope throws at once for what is no identifier', async (kit) => {
    const store = await kit.open();
    for (const [what, value] of BAD_IDENTIFIERS) {
      kit.expect.ok(throwsAtOnce(() => store.withScope(wrong(value))), `withScope with ${what} throws, as it gives no promise`);
      await kit.expect.rejects(() => store.withScope(wrong(value)), 'INVALID_VALUE', `withScope with ${what}`);
    }
    for (const [what, value] of LEGAL_IDENTIFIERS) kit.expect.equal(store.withScope(value).scope, value, `the scope of a view: ${what}`);
  }),
];

async function keepsLegal(kit: CaseContext, { name, write, read }: IdentifierMember): Promise<void> {
  const store = await kit.open();
  for (const [index, [what, value]] of LEGAL_IDENTIFIERS.entries()) await kit.expect.resolves(() => write(store, value, index), `${name} written: ${what}`);
  for (const [index, [what, value]] of LEGAL_IDENTIFIERS.entries()) {
    const found = await kit.expect.resolves(() => read(store, value, index), `${name} read back: ${what}`);
    kit.expect.equal(found, value, `${name} read back: ${what}`);
  }
}

async function refusesBad(kit: CaseContext, { name, path, nullable, write }: IdentifierMember): Promise<void> {
  const store = await kit.open();
  const refusals = nullable ? BAD_IDENTIFIERS : [...BAD_IDENTIFIERS, ['null', null] as const];
  await kit.expect.unchanged(store, async () => {
    for (const [index, [what, value]] of refusals.entries()) {
      const error = await kit.expect.rejects(async () => await write(store, wrong(value), index), 'INVALID_VALUE', `${name}: ${what}`);
      isInvalidValueAt(kit.expect, error, path, `${name}: ${what}`);
    }
  }, `refused values of ${name}`);
}

function throwsAtOnce(call: () => unknown): boolean {
  try {
    call();
  } catch {
    return true;
  }
  return false;
}
