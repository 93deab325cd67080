import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { BAD_IDENTIFIERS, LEGAL_IDENTIFIERS } from '../hostile-strings.ts';
import { isHandedOn } from '../prerequisites.ts';
import { scramble } from '../scramble.ts';
import { show } from '../show.ts';

/** What `openStore` takes, beside what is each adapter's own; `selectors` has cases with the selectors. */
export const openOptionsCases: readonly ConformanceCase[] = [
  defineCase('open.capabilities', 'open.capabilities', 'a store says of itself what its adapter declares, and cannot be made to say otherwise', async (kit) => {
    const store = await kit.open();
    kit.expect.equal({ ...store.capabilities }, { ...kit.capabilities }, 'capabilities of the store');
    scramble(store.capabilities);
    kit.expect.equal({ ...store.withScope('view').capabilities }, { ...kit.capabilities }, 'capabilities of a view, after an attempt to change those of the store');
  }),
  defineCase('open.options.unknown', 'open.options', 'an unknown option is INVALID_ARGUMENT, not ignored', async (kit) => {
    if (!(await isHandedOn(kit, 'Scope'))) return;
    for (const option of ['Scope', 'scopes', 'readonly', 'unknown', 'constructor']) {
      for (const value of [undefined, 'x']) {
        const error = await kit.expect.rejects(async () => await kit.openWith({ [option]: value }), 'INVALID_ARGUMENT', `the option ${option}: ${String(value)}`);
        kit.expect.ok(error.message.includes(option), `the message names the option: ${error.message}`);
      }
    }
    kit.expect.equal(await (await kit.open()).scopes(), [], 'the store after refused options');
  }),
  defineCase('open.options.scope', 'open.options', '`scope` is any identifier, `default` if it is not given; anything else is INVALID_VALUE', async (kit) => {
    kit.expect.equal((await (await kit.newPlace()).open()).scope, 'default', 'the scope of a store opened without one');
    if (!(await isHandedOn(kit, 'scope'))) return;
    kit.expect.equal((await (await kit.newPlace()).openWith({ scope: undefined })).scope, 'default', 'the scope of a store opened with undefined');
    for (const [what, value] of [...BAD_IDENTIFIERS, ['null', null] as const]) {
      await kit.expect.rejects(async () => await kit.openWith({ scope: value }), 'INVALID_VALUE', `the scope: ${what}`);
    }
    for (const [what, value] of LEGAL_IDENTIFIERS.slice(0, 8)) {
      const store = await kit.open({ scope: value });
      kit.expect.equal(store.scope, value, `the scope: ${what}`);
      await store.close();
    }
  }),
  defineCase('open.options.clock', 'open.options', '`clock` is a function; without one, the system\'s clock is asked', async (kit) => {
    for (const value of [null, 0, '2026-01-01', new Date(0), { now: () => new Date(0) }]) {
      await kit.expect.rejects(async () => await kit.openWith({ clock: value }), 'INVALID_ARGUMENT', `the clock ${show(value)}`);
    }
    const store = await kit.openWith({ clock: undefined });
    const before = Date.now();
    await store.ledger.append({ id: 'l1', runId: 'r', turn: 0, kind: 'k', actor: 'a' });
    const after = Date.now();
    const createdAt = Date.parse((await store.ledger.get('l1')).createdAt);
    kit.expect.ok(before <= createdAt && createdAt <= after, `createdAt ${createdAt} is between ${before} and ${after}`);
  }),
];
