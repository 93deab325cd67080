import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { ids, ledgerEvent, wrong } from '../samples.ts';

/** Points in time as they may be given, and as they are stored. */
const LEGAL: readonly (readonly [given: Date | string, stored: string])[] = [
  [new Date('2026-01-02T03:04:05.678Z'), '2026-01-02T03:04:05.678Z'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(-1), '1969-12-31T23:59:59.999Z'],
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
  ['2026-01-02T03:04', '2026-01-02T03:04:00.000Z'],
  ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02T03:04:05.6', '2026-01-02T03:04:05.600Z'],
  ['2026-01-02T03:04:05.678', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02T03:04Z', '2026-01-02T03:04:00.000Z'],
  ['2026-01-02T03:04:05.678+00:00', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02T03:04:05+02:30', '2026-01-02T00:34:05.000Z'],
  ['2026-01-02T03:04:05-0530', '2026-01-02T08:34:05.000Z'],
  ['2026-01-02T03:04:05+09', '2026-01-01T18:04:05.000Z'],
  ['2026-01-02T03:04:05+23:59', '2026-01-01T03:05:05.000Z'],
  ['2025-12-31T23:59:59.999-00:01', '2026-01-01T00:00:59.999Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['2000-02-29T12:00', '2000-02-29T12:00:00.000Z'],
  ['0000-01-01', '0000-01-01T00:00:00.000Z'],
  ['0099-12-31T23:59:59.999Z', '0099-12-31T23:59:59.999Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  // Cut, not rounded: the next second has not begun.
  ['2026-01-02T03:04:05.99999999', '2026-01-02T03:04:05.999Z'],
  ['2026-01-02T03:04:05.1234567890123', '2026-01-02T03:04:05.123Z'],
];

const BAD: readonly (readonly [what: string, value: unknown])[] = [
  ['an invalid Date', new Date(NaN)],
  ['the empty string', ''],
  ['a word', 'now'],
  ['milliseconds', 1_767_323_045_678],
  ['milliseconds as text', '1767323045678'],
  ['a year alone', '2026'],
  ['a month alone', '2026-01'],
  ['an American date', '01/02/2026'],
  ['an RFC 2822 date', 'Fri, 02 Jan 2026 03:04:05 GMT'],
  ['a space for T', '2026-01-02 03:04:05'],
  ['a space before', ' 2026-01-02'],
  ['a line feed after', '2026-01-02\n'],
  ['a short month', '2026-1-02'],
  ['hours alone', '2026-01-02T03'],
  ['no digits after the point', '2026-01-02T03:04:05.'],
  ['an unknown zone', '2026-01-02T03:04:05 CET'],
  ['an incomplete zone', '2026-01-02T03:04:05+1'],
  ['month 13', '2026-13-01'],
  ['month 0', '2026-00-01'],
  ['31 April', '2026-04-31'],
  ['29 February of a common year', '2026-02-29'],
  ['29 February 1900', '1900-02-29'],
  ['day 0', '2026-01-00'],
  ['hour 24', '2026-01-02T24:00'],
  ['hour 24 of the last day of a year', '2025-12-31T24:00'],
  ['hour 25', '2026-01-02T25:00'],
  ['minute 60', '2026-01-02T03:60'],
  ['second 60', '2026-01-02T03:04:60'],
  ['second 60 of the last minute of a year', '2025-12-31T23:59:60'],
  ['zone hours 24', '2026-01-02T03:04+24:00'],
  ['zone minutes 60', '2026-01-02T03:04+01:60'],
  ['a year of five digits', '12026-01-02'],
  ['a year with a sign', '+012026-01-02T00:00:00Z'],
  ['a year before 0 after conversion', '0000-01-01T00:00+00:01'],
  ['a year after 9999 after conversion', '9999-12-31T23:59:59-00:01'],
  ['a Date before year 0', new Date('-000001-12-31T23:59:59.999Z')],
  ['a Date after year 9999', new Date('+010000-01-01T00:00:00.000Z')],
  ['a bigint', 1n],
  ['an object', { iso: '2026-01-02' }],
  ['what reads as a date', ['2026-01-02']],
];

async function createdAt(store: Store, id: string): Promise<string> {
  return (await store.ledger.get(id)).createdAt;
}

/** Points in time: how they are given, how they are stored, and where they come from when they are not given. */
export const valuesTimestampsCases: readonly ConformanceCase[] = [
  defineCase('values.timestamps.legal', 'values.timestamps', 'a Date or an ISO 8601 string is stored as YYYY-MM-DDTHH:mm:ss.sssZ', async (kit) => {
    const store = await kit.open();
    for (const [index, [given]] of LEGAL.entries()) await store.ledger.append(ledgerEvent(`l${index}`, { createdAt: given }));
    for (const [index, [given, stored]] of LEGAL.entries()) {
      kit.expect.equal(await createdAt(store, `l${index}`), stored, `createdAt given as ${given instanceof Date ? `Date ${given.getTime()}` : given}`);
    }
  }),
  defineCase('values.timestamps.bad', 'values.timestamps', 'what is no point in time is refused, and never taken for now', async (kit) => {
    const store = await kit.open();
    await kit.expect.unchanged(store, async () => {
      for (const [what, value] of BAD) {
        const error = await kit.expect.rejects(async () => await store.ledger.append(ledgerEvent('l1', { createdAt: wrong(value) })), 'INVALID_VALUE', what);
        isInvalidValueAt(kit.expect, error, 'createdAt', what);
      }
      const inBatch = [ledgerEvent('a'), ledgerEvent('b', { createdAt: 'yesterday' })];
      const error = await kit.expect.rejects(async () => await store.ledger.appendMany(inBatch), 'INVALID_VALUE', 'a bad createdAt in a batch');
      isInvalidValueAt(kit.expect, error, 'events[1].createdAt', 'a bad createdAt in a batch');
    }, 'refused points in time');
  }),
  defineCase('values.timestamps.default', 'values.clock', 'createdAt is what the clock says at each append', async (kit) => {
    const store = await kit.open();
    await store.ledger.append(ledgerEvent('first'));
    kit.clock.advance(1);
    await store.ledger.append(ledgerEvent('second', { createdAt: undefined }));
    kit.clock.set('2030-05-06T07:08:09.010Z');
    await store.withScope('other').ledger.append(ledgerEvent('third'));
    kit.expect.equal(await createdAt(store, 'first'), '2026-01-02T03:04:05.678Z', 'createdAt of the first');
    kit.expect.equal(await createdAt(store, 'second'), '2026-01-02T03:04:05.679Z', 'createdAt of the second, a millisecond later');
    kit.expect.equal(await createdAt(store.withScope('other'), 'third'), '2030-05-06T07:08:09.010Z', 'createdAt in another scope');
  }),
  defineCase('values.timestamps.no-order', 'values.clock', 'time never decides order', async (kit) => {
    const store = await kit.open();
    for (const [index, time] of ['2030-01-01', '2020-01-01', '2025-01-01', '1999-01-01'].entries()) {
      kit.clock.set(`${time}T00:00:00.000Z`);
      await store.ledger.append(ledgerEvent(`by-clock-${index}`));
      await store.ledger.append(ledgerEvent(`given-${index}`, { createdAt: `20${40 - index}-01-01` }));
    }
    const expected = [0, 1, 2, 3].flatMap((index) => [`by-clock-${index}`, `given-${index}`]);
    kit.expect.equal(ids(await store.ledger.events()), expected, 'events in order');
    kit.expect.equal(ids(await store.ledger.query({ order: 'desc', limit: 2 })), ['given-3', 'by-clock-3'], 'the newest two');
  }),
  defineCase('values.timestamps.bad-clock', 'values.clock', 'a clock that gives no valid Date is INVALID_ARGUMENT, and needed only for what has no createdAt', async (kit) => {
    const thrown = new Error('the clock is broken');
    const brokenClock = (): Date => {
      throw thrown;
    };
    const clocks = [() => new Date(NaN), wrong<() => Date>(() => '2026-01-02'), wrong<() => Date>(() => undefined), () => new Date('+010000-01-01T00:00:00.000Z'), brokenClock];
    for (const [index, clock] of clocks.entries()) {
      const store = await (await kit.newPlace()).open({ clock });
      await kit.expect.unchanged(store, async () => {
        const error = await kit.expect.rejects(async () => await store.ledger.append(ledgerEvent('l1')), 'INVALID_ARGUMENT', `an append with bad clock ${index}`);
        if (clock === brokenClock) kit.expect.equal(error.cause, thrown, 'the cause of the error where the clock threw');
      }, `an append with bad clock ${index}`);
      await store.ledger.append(ledgerEvent('l1', { createdAt: '2026-01-02' }));
      kit.expect.equal(await createdAt(store, 'l1'), '2026-01-02T00:00:00.000Z', `createdAt that was given, with bad clock ${index}`);
    }
  }),
];
