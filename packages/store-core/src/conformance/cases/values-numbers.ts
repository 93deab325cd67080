import type { Store } from '../../contract/store.ts';
import { LIMITS } from '../../limits.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { LIMIT_ARGUMENTS, OTHER_COUNT_ARGUMENTS, START_ARGUMENTS } from '../count-arguments.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { BAD_COUNTS, fill, item, ledgerEvent, wrong } from '../samples.ts';

/** A member of a record that is a number. */
interface NumberMember {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly least: 0 | 1;
  readonly write: (store: Store, value: number, id: string) => Promise<unknown>;
  readonly read: (store: Store, id: string) => Promise<unknown>;
}

const REF = { handle: 'a', mediaType: 'text/plain', label: '', contentHash: '0'.repeat(64) };

const NUMBER_MEMBERS: readonly NumberMember[] = [
  {
    name: 'event.tokenEstimate', id: 'event-token-estimate', path: 'tokenEstimate', least: 0,
    write: async ({ events }, tokenEstimate, id) => await events.append(item(id, { tokenEstimate })),
    read: async ({ events }, id) => (await events.get(id)).tokenEstimate,
  },
  {
    name: 'event.artifactRef.sizeBytes', id: 'event-artifact-ref-size', path: 'artifactRef.sizeBytes', least: 0,
    write: async ({ events }, sizeBytes, id) => await events.append(item(id, { artifactRef: { ...REF, sizeBytes } })),
    read: async ({ events }, id) => (await events.get(id)).artifactRef?.sizeBytes,
  },
  {
    name: 'ledger event.turn', id: 'ledger-turn', path: 'turn', least: 0,
    write: async ({ ledger }, turn, id) => await ledger.append(ledgerEvent(id, { turn })),
    read: async ({ ledger }, id) => (await ledger.get(id)).turn,
  },
  {
    name: 'ledger event.schemaVersion', id: 'ledger-schema-version', path: 'schemaVersion', least: 1,
    write: async ({ ledger }, schemaVersion, id) => await ledger.append(ledgerEvent(id, { schemaVersion })),
    read: async ({ ledger }, id) => (await ledger.get(id)).schemaVersion,
  },
];

/** Numbers that are counts, offsets or bounds. */
export const valuesNumbersCases: readonly ConformanceCase[] = [
  ...NUMBER_MEMBERS.map(({ name, id, path, least, write, read }) =>
    defineCase(`values.numbers.member.${id}`, 'values.limits', `${name} is a whole number from ${least} to 2^53 - 1`, async (kit) => {
      const store = await kit.open();
      for (const value of [least, least + 1, 2 ** 31, 2 ** 32, LIMITS.count]) {
        await write(store, value, `n${value}`);
        kit.expect.equal(await read(store, `n${value}`), value, `${name} ${value}`);
      }
      if (least === 0) {
        await write(store, -0, 'minus-zero');
        kit.expect.equal(await read(store, 'minus-zero'), 0, `${name} -0`);
      }
      await kit.expect.unchanged(store, async () => {
        for (const value of [least - 1, LIMITS.count + 1, ...BAD_COUNTS]) {
          const what = `${name} ${typeof value} ${String(value)}`;
          const error = await kit.expect.rejects(async () => await write(store, wrong(value), 'bad'), 'INVALID_VALUE', what);
          isInvalidValueAt(kit.expect, error, path, what);
        }
      }, `refused values of ${name}`);
    })),
  defineCase('values.numbers.arguments.bad', 'values.counts', 'a count, an offset or a bound that is none is INVALID_ARGUMENT', async (kit) => {
    const store = await kit.open();
    await fill(store);
    await kit.expect.unchanged(store, async () => {
      for (const { name, ask } of [...LIMIT_ARGUMENTS, ...START_ARGUMENTS, ...OTHER_COUNT_ARGUMENTS]) {
        for (const value of BAD_COUNTS) {
          await kit.expect.rejects(async () => await ask(store, wrong(value)), 'INVALID_ARGUMENT', `${name} with ${typeof value} ${String(value)}`);
        }
      }
    }, 'calls with bad counts');
  }),
  defineCase('values.numbers.arguments.zero', 'values.counts', 'a limit of 0, or -0, is none; it never means no limit', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const { name, ask } of LIMIT_ARGUMENTS) {
      for (const zero of [0, -0]) kit.expect.equal(await ask(store, zero), [], `${name} with ${Object.is(zero, -0) ? '-0' : '0'}`);
    }
  }),
  defineCase('values.numbers.arguments.greatest', 'values.limits', 'the greatest count is a count like any other', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const { name, ask } of LIMIT_ARGUMENTS) {
      const asked = await kit.expect.resolves(() => ask(store, LIMITS.count), `${name} with 2^53 - 1`);
      kit.expect.equal(asked, await ask(store, 1000), `${name} with 2^53 - 1, against 1000`);
    }
    for (const { name, ask } of START_ARGUMENTS) {
      kit.expect.equal(await ask(store, LIMITS.count), [], `${name} with 2^53 - 1`);
      kit.expect.equal(await ask(store, -0), await ask(store, 0), `${name} with -0, against 0`);
    }
  }),
];
